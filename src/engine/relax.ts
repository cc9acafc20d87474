/**
 * Step 5: the plan as a convex program, quantities continuous and costs proportional.
 *
 * Weights after costs are fractions h/v' of a total v' that itself depends on the costs. Dividing everything by v'
 * makes that linear: with k = v/v' (v the total before costs) a holding's weight after is h k/v + b - s, cash is
 * c k/v + (1-r) s - (1+r) b, and all weights sum to one exactly when k - cost = 1. So the self-financing equation is
 * one more row and k one more column, and no total has to be guessed.
 */
import { solve, type Near, type Program, type Solution } from '../solver/quadratic.ts'
import { firstBends, largestOrder, refined, type Bends } from './bends.ts'
import type { Board } from './board.ts'
import { costOn, type Side } from './curve.ts'
import { programFor, type SideColumns } from './relaxProgram.ts'
import type { Slot } from './slot.ts'

/** What is minimised: the squared distance, the expense at a squared distance of at most `cap`, or risk and expense. */
export type Goal =
  | { readonly kind: 'distance' }
  | { readonly kind: 'expense'; readonly cap: number; readonly tiebreak: boolean }
  | { readonly kind: 'optimal' }

export interface Freedom {
  /** The largest v/v' that is allowed: 1 / (1 - cost/v). */
  readonly mostScale: number
  /** The v/v' at which whole positions are sold: the best guess of a search; `mostScale`, which is never too little, when absent. */
  readonly sellScale?: number
  /** May cash be lost beyond the proportional costs (fixed parts, minimums, rounding)? True for bounds only. */
  readonly waste: boolean
  /** The tangents of curved costs to solve with; absent means to find them. */
  readonly bends?: Bends
  /** The slots that may trade; absent means all. */
  readonly only?: ReadonlySet<number>
}

export interface Relaxed {
  /** Signed value of each slot's trade in base currency. */
  readonly trades: Float64Array
  /** The tangents of curved costs that it was solved with. */
  readonly bends: Bends | null
  readonly solution: Extract<Solution, { kind: 'optimal' | 'stalled' }>
}

/** Tangents are added this often at most, for a bound and for a search; a bound holds whatever they leave out. */
const boundRefinements = 5
const searchRefinements = 2

/** A search rounds what the solver finds, so with curved costs it need not know it to the last digit. */
const searchTolerance = 1e-7

/**
 * Solves the relaxation; null when its hard rules contradict each other. `near` is the answer to a search's relaxation of
 * the same board and slots, where a bound may hold at once.
 */
export function relax(board: Board, goal: Goal, freedom: Freedom, near?: Near): Relaxed | null {
  let bends = freedom.bends ?? firstBends(board)
  const most = refinementsFor(goal, freedom)
  for (let refinement = 0; ; refinement += 1) {
    const relaxed = relaxWith(board, goal, freedom, bends, near)
    if (relaxed === null || bends === null || refinement === most) return relaxed
    bends = refined(board, bends, relaxed.trades)
    if (bends === null) return relaxed
  }
}

/** A bound on the distance holds with the first tangents; what a search compares has to be costed alike. */
function refinementsFor(goal: Goal, freedom: Freedom): number {
  if (freedom.waste) return goal.kind === 'distance' ? 0 : boundRefinements
  return freedom.bends ? 0 : searchRefinements
}

function relaxWith(
  board: Board,
  goal: Goal,
  freedom: Freedom,
  bends: Bends | null,
  near?: Near,
): Relaxed | null {
  const { program, columns } = programFor(board, goal, freedom, bends)
  const solution = solve(program, {
    ...(bends && !freedom.waste ? { tolerance: searchTolerance } : {}),
    ...(near && !bends ? widened(near, program) : {}),
  })
  if (solution.kind !== 'optimal' && solution.kind !== 'stalled') return null
  const scale = solution.x[columns.scale] ?? 1
  const trades = new Float64Array(board.slots.length)
  for (let at = 0; at < trades.length; at += 1)
    trades[at] =
      ((sumOf(solution.x, columns.buy, at) - sumOf(solution.x, columns.sell, at)) * board.total) / scale
  return { trades, solution, bends }
}

/** A reduced cost below this is float noise. */
const leastSlope = 1e-12

/** The answer of a search in the columns of a bound: nothing is wasted, and what stood on a bound stands on its bound here. */
function widened({ x, y, z, lambda }: Near, { columns, lower, upper }: Program): { readonly near: Near } {
  const place = new Float64Array(columns)
  const slope = new Float64Array(columns)
  slope.set(z)
  for (let at = 0; at < x.length; at += 1) {
    const [low, high, own] = [lower[at] as number, upper[at] as number, slope[at] as number]
    const bound = own > leastSlope ? low : own < -leastSlope ? high : Infinity
    place[at] = Number.isFinite(bound) ? bound : Math.min(high, Math.max(low, x[at] as number))
  }
  return { near: { x: place, y, z: slope, lambda } }
}

/** What a slot's columns of one side come to. */
function sumOf(x: Float64Array, { first, count }: SideColumns, at: number): number {
  const from = first[at] as number
  let sum = 0
  for (let column = from; column < from + (count[at] as number); column += 1) sum += x[column] as number
  return sum
}

/** A generous bound on v/v' when nothing better is known: everything sold and everything bought at the dearest slope. */
export function looseScale(board: Board): number {
  let dearest = 0
  for (const slot of board.slots)
    dearest = Math.max(dearest, slot.slope + slot.conversion + curvedShare(board, slot))
  return 1 / (1 - Math.min(0.5, 2 * dearest))
}

/** What the largest order of a slot costs beyond its slope, as a share of its value. */
function curvedShare(board: Board, slot: Slot): number {
  const { curve } = slot.terms
  if (curve === null) return 0
  const share = (side: Side): number => {
    const most = largestOrder(board, slot, side)
    return most > 0 ? costOn(curve, side, most) / most : 0
  }
  return Math.max(share('buy'), share('sell'))
}
