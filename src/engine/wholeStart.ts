/**
 * Step 6, whole orders of one account at once: with one slot for each row, and all else as it stands, they are one program with
 * one budget, whose dual finds what moving one or two orders at a time does not.
 */
import { solveWhole } from '../solver/whole.ts'
import type { WholeProgram } from '../solver/wholeTerms.ts'
import type { Board } from './board.ts'
import type { Permit } from './permit.ts'
import type { Slot } from './slot.ts'
import {
  blankScore,
  compareScores,
  copyTrial,
  score,
  setLevel,
  trialOf,
  type Score,
  type Trial,
} from './trial.ts'

/** A plan and how it compares. */
export interface Scored {
  readonly trial: Trial
  readonly score: Score
}

/** What a unit of squared distance costs, as a share of the total: from far above any expense to far below. */
const dearest = 1e5
const cheapest = 1e-4
const halvings = 6

/** Branches that each program may look at: the next one finds what this one leaves. */
const patience = 1000

/**
 * A better plan than this one, or this one. Only for one account in one currency: with several, most of what is to be gained
 * lies between accounts, and asking each by itself costs more time than it saves expense.
 */
export function wholeStart(board: Board, start: Scored): Scored {
  if (board.accounts.length !== 1 || board.unit.length > 1 || board.turnoverCap < Infinity) return start
  return teamsOf(board, start.trial).reduce((best, chosen) => rethink(board, chosen, best), start)
}

/** Teams of slots, at most one for each row: first those that trade now, then the others in the order of the slots. */
function teamsOf(board: Board, trial: Trial): number[][] {
  const byRow = new Map<number, number[]>()
  board.slots.forEach((slot, at) => {
    const row = slot.rows[0]
    if (row === undefined || slot.rows.length > 1 || slot.shares[0] !== 1 || isCurved(slot)) return
    if (board.cashRows.includes(row)) return
    const mates = byRow.get(row)
    if (mates === undefined) byRow.set(row, [at])
    else mates.push(at)
  })
  const rows = [...byRow.values()].map((mates) =>
    mates.sort((a, b) => busy(trial, b) - busy(trial, a) || a - b),
  )
  const most = Math.min(
    mostTeams,
    rows.reduce((longest, mates) => Math.max(longest, mates.length), 0),
  )
  return Array.from({ length: most }, (_, turn) => rows.map((mates) => mates[turn % mates.length] as number))
}

const mostTeams = 2

/** A cost that grows faster than the order is none of what the program knows. */
function isCurved({ permit }: Slot): boolean {
  const { impact, pool } = permit.instrument.cost
  return impact !== null || pool !== null
}

function busy(trial: Trial, at: number): number {
  return trial.levels[at] === 0 ? 0 : 1
}

/** The least distance first, then the price of distance halfway down again and again while the bucket stands. */
function rethink(board: Board, chosen: readonly number[], start: Scored): Scored {
  let best = start
  const attempt = (price: number): number => {
    const found = planned(board, chosen, start.trial, price)
    if (found === null) return Infinity
    if (compareScores(found.score, best.score) < 0) best = found
    return found.score.broken > 0 ? Infinity : found.score.bucket
  }
  const goal = Math.min(attempt(dearest), start.score.bucket)
  let [high, low] = [dearest, cheapest]
  for (let k = 0; k < halvings; k += 1) {
    const middle = Math.sqrt(high * low)
    if (attempt(middle) <= goal) high = middle
    else low = middle
  }
  return best
}

function planned(board: Board, chosen: readonly number[], start: Trial, price: number): Scored | null {
  const plan = solveWhole(programOf(board, chosen, start, price), patience)
  if (plan === null) return null
  const levels = start.levels.slice()
  chosen.forEach((at, i) => {
    levels[at] = plan.orders[i] as number
  })
  const trial = trialOf(board, levels)
  return { trial, score: { ...score(board, trial, blankScore()) } }
}

/** Money in base value. The weights are fractions of what the plan leaves as it stands; all other orders stay. */
function programOf(board: Board, chosen: readonly number[], start: Trial, price: number): WholeProgram {
  const slots = chosen.map((at) => board.slots[at] as Slot)
  const base = board.unit[0] as number
  const { total } = start
  const others = copyTrial(start)
  for (const at of chosen) setLevel(board, others, at, 0)
  const each = (value: (slot: Slot, row: number) => number): Float64Array =>
    Float64Array.from(slots, (slot) => value(slot, slot.rows[0] as number))
  const weigh = (row: number): number => ((board.inverse[row] as number) * price) / total
  const cash = (others.cash[0] as number) * base
  // All in the base currency: it is the only one here.
  const perOrder = ({ instrument }: Permit): number => Number(instrument.cost.gas) + 2 * roundingUp * base
  const cashRow = board.cashRows[0]
  const held = cashRow === undefined ? 0 : (others.rowValue[cashRow] as number)
  return {
    count: slots.length,
    squared: true,
    price: each((slot) => slot.stepValue),
    held: each((_, row) => others.rowValue[row] as number),
    low: each((_, row) => (board.low[row] as number) * total),
    high: each((_, row) => (board.high[row] as number) * total),
    weight: each((_, row) => weigh(row)),
    fee: each(({ permit }) => Number(permit.instrument.cost.fixed) + perOrder(permit)),
    rate: each((slot) => slot.slope - Number(slot.permit.instrument.cost.halfSpread)),
    minimum: each(({ permit }) => Number(permit.instrument.cost.min) + perOrder(permit)),
    spread: each(({ permit }) => Number(permit.instrument.cost.halfSpread)),
    lower: each((slot) => -slot.mostSell + (slot.remainder ? 1 : 0)),
    upper: each((slot) => slot.mostBuy),
    leastSell: each((slot) => slot.leastSell),
    leastBuy: each((slot) => slot.leastBuy),
    cash,
    floor: (board.reserve[0] as number) * base + base,
    cashLow: cashRow === undefined ? 0 : (board.low[cashRow] as number) * total - held,
    cashHigh: cashRow === undefined ? Infinity : (board.high[cashRow] as number) * total - held,
    cashWeight: cashRow === undefined ? 0 : weigh(cashRow),
  }
}

/** Minor units that rounding up adds to each of the two parts of an order's cost, on average. */
const roundingUp = 0.5
