/**
 * The continuous optimum of a destination "optimal" by the solver that knows its shape: tracking against cost, curved
 * costs as they are, one row for each account's cash. Weights are of the total today; what costs take from the total
 * and from cash is set aside and solved again until it no longer changes what the search begins with.
 */
import type { PoolCurve } from '../domain/pool.ts'
import { solveConvex, type ConvexProblem, type ConvexSolved, type Pool } from '../solver/convex.ts'
import { newTools } from '../solver/dual/tools.ts'
import type { Board } from './board.ts'
import { costOn } from './curve.ts'
import type { Objective } from './objective.ts'
import type { Slot } from './slot.ts'

/** The search rounds what is found here to whole orders. */
const tolerance = 1e-8

/** Costs change by a share of themselves from one solve to the next, which is soon below any order. */
const mostSolves = 3

export interface Tracked {
  /** Signed value of each slot's trade in base currency. */
  readonly trades: Float64Array
  /** The gap that the solver left, relative to the objective. */
  readonly residual: number
}

/** Where curved costs make this solver worth its while and its rows can say the rules: one currency, no cap on turnover, no taxes. */
export function isTrackable(board: Board): boolean {
  return (
    board.unit.length === 1 &&
    board.turnoverCap === Infinity &&
    board.slots.every((slot) => slot.lots === null) &&
    board.counted.every((share) => share === 1) &&
    board.slots.some((slot) => slot.terms.curve !== null)
  )
}

/** The trades of the continuous optimum; null where cash cannot be raised or the solver does not finish. */
export function track(board: Board, objective: Objective): Tracked | null {
  const tools = newTools()
  let spent = new Float64Array(board.accounts.length)
  let found: ConvexSolved | null = null
  let trades = new Float64Array(board.slots.length)
  for (let solve = 0; solve < mostSolves; solve += 1) {
    const problem = problemOf(board, objective, spent)
    const solution = solveConvex(problem, found ? { tolerance, tools, start: found } : { tolerance, tools })
    if (solution.kind !== 'optimal') return null
    found = solution
    trades = tradesAt(board, problem, solution.x)
    const next = spentBy(board, trades)
    const moved = next.reduce((most, each, at) => Math.max(most, Math.abs(each - (spent[at] ?? 0))), 0)
    spent = next
    if (moved <= (board.unit[0] ?? 0)) break
  }
  return found && { trades, residual: found.gap / Math.max(Math.abs(found.objective), 1e-8) }
}

function problemOf(board: Board, objective: Objective, spent: Float64Array): ConvexProblem {
  const { slots, total } = board
  const origin = Float64Array.from(slots, (slot) => slot.positionValue / total)
  const each = (value: (slot: Slot, at: number) => number): Float64Array => Float64Array.from(slots, value)
  return {
    columns: slots.length,
    curvature: { kind: 'diagonal', diagonal: new Float64Array(objective.rank).fill(1) },
    ...pullsOf(board, objective, origin, sum(spent)),
    cost: {
      origin,
      buy: each((slot) => slot.slope),
      sell: each((slot) => slot.slope),
      power: each((slot) => powerOf(slot, total)),
      pools: slots.flatMap((slot, at) => poolOf(slot, at, total)),
    },
    rows: cashRows(board, origin, spent),
    lower: each((slot, at) => (slot.leastSell <= slot.mostSell ? 0 : (origin[at] ?? 0))),
    upper: each(
      (slot, at) => (origin[at] ?? 0) + (slot.leastBuy <= slot.mostBuy ? boughtAtMost(slot, total) : 0),
    ),
  }
}

/** Factors of slots, and what they should come to: what rows hold outside of slots is taken off, the total after costs counted. */
function pullsOf(board: Board, objective: Objective, origin: Float64Array, spent: number) {
  const { rank, factors, wanted } = objective
  const { rows, slots, total } = board
  const factor = (at: number, row: number): number => factors[at * rows + row] ?? 0
  const others = Float64Array.from(board.held, (value) => value / total)
  slots.forEach((slot, at) => {
    slot.rows.forEach((row, i) => {
      others[row] = (others[row] ?? 0) - (origin[at] ?? 0) * (slot.shares[i] ?? 0)
    })
  })
  const target = Float64Array.from({ length: rank }, (_, at) =>
    others.reduce(
      (left, value, row) => left - factor(at, row) * value,
      (wanted[at] ?? 0) * (1 - spent / total),
    ),
  )
  const value = slots.flatMap((slot) =>
    Array.from({ length: rank }, (_, at) =>
      slot.rows.reduce((pull, row, i) => pull + factor(at, row) * (slot.shares[i] ?? 0), 0),
    ),
  )
  return {
    target,
    exposure: {
      start: Int32Array.from({ length: slots.length + 1 }, (_, at) => at * rank),
      index: Int32Array.from({ length: slots.length * rank }, (_, at) => at % rank),
      value: Float64Array.from(value),
    },
  }
}

/** k x^1.5 of minor units as a power of weights. */
function powerOf({ terms, unit }: Slot, total: number): number {
  return terms.curve === null ? 0 : terms.curve.impact * Math.sqrt(total / unit)
}

function poolOf({ terms, unit }: Slot, column: number, total: number): Pool[] {
  const buy = terms.curve?.buy
  const sell = terms.curve?.sell
  if (!buy || !sell) return []
  // A pool's price that is better than the document's is no gain to plan with.
  const edge = (curve: PoolCurve): number => Math.max(0, curve.edge)
  const bend = (curve: PoolCurve): number => (curve.bend * total) / unit
  return [
    {
      column,
      buy: { rate: 1 / (1 + edge(buy)), depth: bend(buy) / (1 + edge(buy)) },
      sell: { rate: 1 - edge(sell), depth: bend(sell) },
    },
  ]
}

function boughtAtMost(slot: Slot, total: number): number {
  return Math.min(1, (slot.mostBuy * slot.stepValue) / total)
}

/** What an account's holdings may come to: what they are, and its cash beyond the reserve and what costs take. */
function cashRows(board: Board, origin: Float64Array, spent: Float64Array): ConvexProblem['rows'] {
  const unit = board.unit[0] ?? 1
  const high = Float64Array.from(board.accounts, (_, at) => {
    const free = ((board.cash[at] ?? 0) - (board.reserve[at] ?? 0)) * unit - (spent[at] ?? 0)
    return free / board.total
  })
  board.slots.forEach((slot, at) => {
    high[slot.account] = (high[slot.account] ?? 0) + (origin[at] ?? 0)
  })
  return {
    count: board.accounts.length,
    start: Int32Array.from({ length: board.slots.length + 1 }, (_, at) => at),
    index: Int32Array.from(board.slots, (slot) => slot.account),
    value: new Float64Array(board.slots.length).fill(1),
    low: new Float64Array(board.accounts.length).fill(-Infinity),
    high,
  }
}

function tradesAt(
  { slots, total }: Board,
  { cost }: ConvexProblem,
  x: Float64Array,
): Float64Array<ArrayBuffer> {
  return Float64Array.from(slots, (_, at) => ((x[at] ?? 0) - (cost.origin[at] ?? 0)) * total)
}

/** What these trades cost each account, tickets aside. */
function spentBy(board: Board, trades: Float64Array): Float64Array<ArrayBuffer> {
  const spent = new Float64Array(board.accounts.length)
  board.slots.forEach((slot, at) => {
    const trade = trades[at] ?? 0
    const value = Math.abs(trade)
    const { curve } = slot.terms
    const curved =
      curve === null ? 0 : costOn(curve, trade > 0 ? 'buy' : 'sell', value / slot.unit) * slot.unit
    spent[slot.account] = (spent[slot.account] ?? 0) + value * slot.slope + curved
  })
  return spent
}

function sum(values: Float64Array): number {
  return values.reduce((total, each) => total + each, 0)
}
