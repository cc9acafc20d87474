/** The nearest weights within the limits. */
import type { Columns } from '../../solver/convex.ts'
import { solveConvex } from '../../solver/convex.ts'
import type { Limits } from './universe.ts'

/** Weights below this are moved as if they were this large. */
const smallest = 1e-3

/**
 * minimise sum (x_i - w_i)^2 / w_i: weights that no limit holds keep their proportions within a group. Null where no
 * weights keep the limits. Exact to rounding: the dual of a separable problem leaves each class in closed form.
 */
export function nearestWithin({ lower, upper, groups }: Limits, weights: Float64Array): Float64Array | null {
  const size = weights.length
  const floor = lower.map((least) => Math.max(0, least))
  const rows = [{ members: Int32Array.from({ length: size }, (_, i) => i), lower: 1, upper: 1 }, ...groups]
  const solution = solveConvex({
    columns: size,
    curvature: { kind: 'diagonal', diagonal: weights.map((weight) => 1 / Math.max(weight, smallest)) },
    target: weights,
    cost: { origin: new Float64Array(size) },
    rows: {
      count: rows.length,
      ...columnsOf(
        rows.map((row) => row.members),
        size,
      ),
      low: Float64Array.from(rows, (row) => row.lower),
      high: Float64Array.from(rows, (row) => Math.max(row.lower, row.upper)),
    },
    lower: floor,
    upper: upper.map((most, i) => Math.max(floor[i]!, Math.min(1, most))),
  })
  return solution.kind === 'infeasible' || solution.kind === 'unbounded' ? null : solution.x
}

function columnsOf(rows: readonly Int32Array[], size: number): Columns {
  const lists: number[][] = Array.from({ length: size }, () => [])
  rows.forEach((members, row) => {
    for (const i of members) lists[i]!.push(row)
  })
  const start = new Int32Array(size + 1)
  lists.forEach((list, i) => (start[i + 1] = start[i]! + list.length))
  const index = Int32Array.from(lists.flat())
  return { start, index, value: new Float64Array(index.length).fill(1) }
}

/** Nearer to a bound than this is on it. */
const touching = 1e-10

/** A method's answer made exact: what all but touches its bound stands on it, and sums close to the last digits. */
export function settled(limits: Limits, weights: Float64Array): Float64Array {
  const lower = limits.lower.slice()
  const upper = limits.upper.map((most) => Math.min(1, most))
  weights.forEach((weight, i) => {
    if (Math.abs(weight - lower[i]!) <= touching) upper[i] = lower[i]!
    else if (Math.abs(upper[i]! - weight) <= touching) lower[i] = upper[i]!
  })
  return nearestWithin({ ...limits, lower, upper }, weights) ?? nearestWithin(limits, weights) ?? weights
}
