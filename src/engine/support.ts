/**
 * Step 6, which orders at all: the relaxation spreads trades thinly, and every order has its ticket. Orders are left out one by
 * one, and the relaxation is solved again with the others, which makes good what is gone.
 */
import type { Board } from './board.ts'
import { carriedRounding } from './carry.ts'
import { relax, type Freedom, type Goal, type Relaxed } from './relax.ts'
import type { Partners } from './partners.ts'
import { improve } from './search.ts'
import { bucketOf, compareScores, type Score, type Trial } from './trial.ts'

/** The best plan so far on a board, and what the search has for it. */
export interface Standing {
  readonly board: Board
  readonly partners: Partners
  readonly freedom: Freedom
  readonly trial: Trial
  readonly score: Score
}

export type Plan = Pick<Standing, 'trial' | 'score'>

/** Rows that the improvement of one rounding may look at. */
const improvementBudget = 200_000

/** Slots that all relaxations together may solve for: a few dozen relaxations of a saver's board, a few of an adviser's. */
const relaxationBudget = 1200

/** On larger boards one order more or less is too little for the time it takes. */
const mostSlots = 60

/** As many orders are tried for leaving out: the smallest, whose tickets weigh most. */
const mostTried = 4

/** A plan with fewer orders that is better than this one, or this one. */
export function thinned(standing: Standing): Plan {
  const { board } = standing
  if (board.slots.length < 2 || standing.score.broken > 0) return standing
  const few = board.maxTrades < board.slots.length ? fewest(standing) : null
  const start = few === null ? standing : better(standing, few)
  if (start.score.orders < 2 || board.slots.length > mostSlots) return start
  return better(start, leaner({ ...standing, ...start }))
}

function better(a: Plan, b: Plan): Plan {
  return compareScores(b.score, a.score) < 0 ? b : a
}

/** Leaves out one of the smallest orders as long as the others cost less without it at the same bucket. */
function leaner(standing: Standing): Plan {
  const { board, trial, score } = standing
  const goal: Goal = { kind: 'expense', cap: capOf(board, score.bucket), tiebreak: true }
  let left = Math.floor(relaxationBudget / board.slots.length)
  const attempt = (only: readonly number[] | null): Attempt | null => {
    left -= 1
    return attemptOn(standing, goal, only)
  }
  let plan: Plan = standing
  const free = attempt(null)
  if (free !== null) plan = better(plan, rounded(standing, free.relaxed, score.bucket))
  let best = attempt(ordersIn(trial.levels))
  while (best !== null && left > 0) {
    const now = best
    const tried = now.orders.slice(-Math.min(mostTried, left))
    const others = tried.flatMap((out) => attempt(now.orders.filter((at) => at !== out)) ?? [])
    const next = others.reduce<Attempt>((a, b) => (b.costs < a.costs ? b : a), now)
    if (next === now) break
    best = next
  }
  return best === null ? plan : better(plan, rounded(standing, best.relaxed, score.bucket))
}

/** The fewest orders that are allowed: the smallest are left out a third at a time, so that the others adapt to it. */
function fewest(standing: Standing): Plan | null {
  const { board, freedom } = standing
  let near = relax(board, { kind: 'distance' }, freedom)
  while (near !== null) {
    const orders = largest(board, near.trades)
    if (orders.length <= board.maxTrades) return nearAndCheap(standing, near, orders)
    const out = Math.max(1, Math.floor((orders.length - board.maxTrades) / 3))
    near = relax(board, { kind: 'distance' }, { ...freedom, only: new Set(orders.slice(0, -out)) })
  }
  return null
}

function nearAndCheap(standing: Standing, near: Relaxed, orders: readonly number[]): Plan {
  const { board } = standing
  const least = near.solution.objective
  const bucket = bucketOf(board, least)
  const cap = Math.max(capOf(board, bucket), least * 1.000001)
  const cheap = attemptOn(standing, { kind: 'expense', cap, tiebreak: true }, orders)
  const first = rounded(standing, near, bucket)
  return cheap === null ? first : better(first, rounded(standing, cheap.relaxed, bucket))
}

/** A relaxation, the orders it consists of, largest first, and what they cost once they are rounded. */
interface Attempt {
  readonly relaxed: Relaxed
  readonly orders: readonly number[]
  readonly costs: number
}

function attemptOn({ board, freedom }: Standing, goal: Goal, only: readonly number[] | null): Attempt | null {
  const relaxed = relax(board, goal, only === null ? freedom : { ...freedom, only: new Set(only) })
  if (relaxed === null) return null
  const { costs } = carriedRounding(board, relaxed.trades)
  return { relaxed, orders: largest(board, relaxed.trades), costs }
}

function rounded({ board, partners }: Standing, { trades }: Relaxed, bucket: number): Plan {
  const trial = carriedRounding(board, trades)
  return { trial, score: { ...improve(board, trial, { left: improvementBudget }, partners, bucket) } }
}

/** The squared distance that a bucket allows, a little less so that rounding has room. */
function capOf(board: Board, bucket: number): number {
  const edge = board.allowance + bucket * board.resolution
  return edge * edge * 0.999
}

function ordersIn(levels: Float64Array): number[] {
  return Array.from(levels, (_, at) => at).filter((at) => levels[at] !== 0)
}

/** The slots that trade at least half a step, largest first. */
function largest(board: Board, trades: Float64Array): number[] {
  const size = (at: number): number => Math.abs(trades[at] as number)
  return board.slots
    .map((_, at) => at)
    .filter((at) => size(at) >= (board.slots[at]?.stepValue ?? 0) / 2)
    .sort((a, b) => size(b) - size(a) || a - b)
}
