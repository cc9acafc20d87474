/** The shape every problem is brought to: separable parts, soft rows that carry the coupling curvature, hard rows. */

import type { ConvexProblem } from '../convex.ts'
import { bendsOf } from './bends.ts'
import type { Bends } from './bends.ts'
import { coupledOf, withQuadratic } from './coupling.ts'
import { joined, rowScales } from './rows.ts'

/**
 * minimise sum of g_j(x_j) + 1/2 sum over soft rows of (M x − low)_i^2  subject to  low <= M x <= high on hard rows,
 * where g_j(x) = 1/2 curve (x − center)^2 + linear x + buy/sell/power/bends of x − origin, within lower..upper.
 * The first k rows of M are dense, by column; the other m are sparse: the caller's rows, scaled, then soft ones.
 */
export interface Form {
  readonly n: number
  readonly k: number
  readonly m: number
  readonly loadings: Float64Array // n x k
  readonly datum: Float64Array // n: the places from which the dense rows count
  readonly start: Int32Array
  readonly index: Int32Array // ascending within a column, counted after the dense rows
  readonly value: Float64Array
  readonly low: Float64Array // length k + m
  readonly high: Float64Array
  readonly soft: Uint8Array // length k + m
  readonly hard: number // the caller's rows
  readonly rowScale: Float64Array // what each of the caller's rows was divided by
  /** Where the curvature is dense: Q by rows, of which `shift` I is in `curve` and the rest R couples the columns. */
  readonly matrix: Float64Array | null
  readonly shift: number
  readonly curve: Float64Array
  readonly center: Float64Array
  readonly constant: number
  readonly linear: Float64Array
  readonly origin: Float64Array
  readonly buy: Float64Array
  readonly sell: Float64Array
  readonly power: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly bends: Bends | null
}

export function formOf(problem: ConvexProblem): Form {
  const { columns: n, cost, rows } = problem
  const none = new Float64Array(n)
  const bends = bendsOf(problem)
  const coupled = coupledOf(problem)
  const soft = coupled.rows
  const m = rows.count + soft.count
  const k = coupled.k
  const scale = rowScales(rows, rows.count)
  const low = new Float64Array(k + m)
  const high = new Float64Array(k + m)
  low.set(coupled.right)
  for (let i = 0; i < rows.count; i++) {
    low[k + i] = rows.low[i]! / scale[i]!
    high[k + i] = rows.high[i]! / scale[i]!
  }
  low.set(soft.right, k + rows.count)
  for (let i = 0; i < k; i++) high[i] = low[i]!
  high.set(soft.right, k + rows.count)
  const flags = new Uint8Array(k + m).fill(1)
  flags.fill(0, k, k + rows.count)
  return {
    n,
    k,
    m,
    loadings: coupled.loadings,
    datum: coupled.datum,
    ...joined(n, rows, scale, soft),
    low,
    high,
    soft: flags,
    hard: rows.count,
    rowScale: scale,
    matrix: coupled.matrix,
    shift: coupled.shift,
    ...withQuadratic(coupled, cost.quadratic, cost.origin),
    linear: cost.linear ?? none,
    origin: cost.origin,
    buy: cost.buy ?? none,
    sell: cost.sell ?? none,
    power: cost.power ?? none,
    lower: problem.lower,
    upper: bends ? withinPools(problem) : problem.upper,
    bends,
  }
}

// A pool cannot be emptied: buying ends this share short of what it holds.
const poolEdge = 1e-9

function withinPools(problem: ConvexProblem): Float64Array {
  const upper = problem.upper.slice()
  for (const { column, buy } of problem.cost.pools ?? [])
    if (buy.depth > 0) {
      const most = problem.cost.origin[column]! + (buy.rate / buy.depth) * (1 - poolEdge)
      upper[column] = Math.min(upper[column]!, most)
    }
  return upper
}
