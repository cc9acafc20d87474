/** The shape every problem is brought to: separable parts, soft rows that carry the coupling curvature, hard rows. */

import type { ConvexProblem, Curvature, Columns } from '../convex.ts'
import { bendsOf } from './bends.ts'
import type { Bends } from './bends.ts'
import { pivotedCholesky } from './factor.ts'
import { shiftOf } from './shift.ts'

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
    ...merged(n, rows, rows.count, scale, soft),
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

interface SoftRows extends Columns {
  readonly count: number
  readonly right: Float64Array
}

interface Coupled {
  readonly k: number
  readonly loadings: Float64Array
  readonly datum: Float64Array
  readonly right: Float64Array
  readonly rows: SoftRows
  readonly curve: Float64Array
  readonly center: Float64Array
  readonly constant: number
  readonly matrix: Float64Array | null
  readonly shift: number
}

const noRows = (n: number): SoftRows => ({
  count: 0,
  start: new Int32Array(n + 1),
  index: new Int32Array(0),
  value: new Float64Array(0),
  right: new Float64Array(0),
})

/** Q as soft rows and a diagonal in x: what a single column sees of D stays with it, the rest becomes rows. */
function coupledOf(problem: ConvexProblem): Coupled {
  const { columns: n, target, exposure } = problem
  if (problem.curvature.kind === 'dense' && exposure === undefined)
    return denselyCoupled(problem.curvature.matrix, target)
  const { factors, loadings, diagonal } = factored(problem.curvature, target.length)
  const right = new Float64Array(factors)
  if (exposure === undefined)
    return {
      k: factors,
      loadings,
      datum: target,
      right,
      rows: noRows(n),
      curve: diagonal,
      center: target,
      constant: 0,
      matrix: null,
      shift: 0,
    }
  for (let r = 0; r < target.length; r++)
    for (let i = 0; i < factors; i++) right[i]! += loadings[r * factors + i]! * target[r]!
  const seen = new Float64Array(n * factors)
  for (let j = 0; j < n; j++)
    for (let p = exposure.start[j]!; p < exposure.start[j + 1]!; p++)
      for (let i = 0; i < factors; i++)
        seen[j * factors + i]! += exposure.value[p]! * loadings[exposure.index[p]! * factors + i]!
  const through = lookedThrough(n, exposure, target, diagonal)
  return { k: factors, loadings: seen, datum: new Float64Array(n), right, ...through, matrix: null, shift: 0 }
}

/** Every column its own class, under a dense curvature: the matrix stays as it is. */
function denselyCoupled(matrix: Float64Array, target: Float64Array): Coupled {
  const n = target.length
  const shift = shiftOf(matrix, n)
  return {
    k: 0,
    loadings: new Float64Array(0),
    datum: target,
    right: new Float64Array(0),
    rows: noRows(n),
    curve: new Float64Array(n).fill(shift),
    center: target,
    constant: 0,
    matrix,
    shift,
  }
}

/** 1/2 D_r (E_r x − t_r)^2: separable where one column alone has an entry in the row. */
function lookedThrough(
  n: number,
  exposure: Columns,
  target: Float64Array,
  diagonal: Float64Array,
): { rows: SoftRows; curve: Float64Array; center: Float64Array; constant: number } {
  const owners = new Int32Array(target.length)
  for (let p = 0; p < exposure.index.length; p++) owners[exposure.index[p]!]!++
  const rowOf = new Int32Array(target.length).fill(-1)
  const right: number[] = []
  let constant = 0
  for (let r = 0; r < target.length; r++) {
    if (diagonal[r] === 0) continue
    if (owners[r] === 0) constant += 0.5 * diagonal[r]! * target[r]! * target[r]!
    else if (owners[r]! > 1) rowOf[r] = right.push(Math.sqrt(diagonal[r]!) * target[r]!) - 1
  }
  const curve = new Float64Array(n)
  const center = new Float64Array(n)
  const start = new Int32Array(n + 1)
  const index: number[] = []
  const value: number[] = []
  for (let j = 0; j < n; j++) {
    for (let p = exposure.start[j]!; p < exposure.start[j + 1]!; p++) {
      const r = exposure.index[p]!
      const e = exposure.value[p]!
      if (diagonal[r] === 0 || e === 0) continue
      if (rowOf[r]! >= 0) {
        index.push(rowOf[r]!)
        value.push(Math.sqrt(diagonal[r]!) * e)
      } else constant += addSquare(curve, center, j, diagonal[r]! * e * e, target[r]! / e)
    }
    start[j + 1] = index.length
  }
  const rows = {
    count: right.length,
    start,
    index: Int32Array.from(index),
    value: Float64Array.from(value),
    right: Float64Array.from(right),
  }
  return { rows, curve, center, constant }
}

/** Adds 1/2 weight (x − place)^2 to a column's square, and returns the constant that is left over. */
function addSquare(
  curve: Float64Array,
  center: Float64Array,
  j: number,
  weight: number,
  place: number,
): number {
  const before = curve[j]!
  const sum = before + weight
  if (sum === 0) return 0
  const apart = place - center[j]!
  curve[j] = sum
  center[j] = before === 0 ? place : center[j]! + (weight / sum) * apart
  return before === 0 ? 0 : (0.5 * before * weight * apart * apart) / sum
}

function withQuadratic(
  coupled: Coupled,
  quadratic: Float64Array | undefined,
  origin: Float64Array,
): { curve: Float64Array; center: Float64Array; constant: number } {
  let { curve, center, constant } = coupled
  if (quadratic === undefined) return { curve, center, constant }
  curve = curve.slice()
  center = center.slice()
  for (let j = 0; j < curve.length; j++)
    if (quadratic[j]! > 0) constant += addSquare(curve, center, j, quadratic[j]!, origin[j]!)
  return { curve, center, constant }
}

/** Any curvature as F F' + diag(D). */
function factored(
  curvature: Curvature,
  p: number,
): { factors: number; loadings: Float64Array; diagonal: Float64Array } {
  if (curvature.kind === 'factor') return curvature
  if (curvature.kind === 'diagonal')
    return { factors: 0, loadings: new Float64Array(0), diagonal: curvature.diagonal }
  const { rank, lower } = pivotedCholesky(curvature.matrix, p)
  return { factors: rank, loadings: lower, diagonal: new Float64Array(p) }
}

function rowScales(rows: Columns, count: number): Float64Array {
  const scale = new Float64Array(count)
  for (let p = 0; p < rows.index.length; p++)
    scale[rows.index[p]!] = Math.max(scale[rows.index[p]!]!, Math.abs(rows.value[p]!))
  for (let i = 0; i < count; i++) if (scale[i] === 0) scale[i] = 1
  return scale
}

/** The caller's rows, scaled, followed by the soft ones, ascending within each column. */
function merged(n: number, rows: Columns, count: number, scale: Float64Array, soft: SoftRows): Columns {
  const start = new Int32Array(n + 1)
  const size = rows.index.length + soft.index.length
  const index = new Int32Array(size)
  const value = new Float64Array(size)
  let at = 0
  for (let j = 0; j < n; j++) {
    const from = at
    for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++)
      at = insert(index, value, from, at, rows.index[p]!, rows.value[p]! / scale[rows.index[p]!]!)
    for (let p = soft.start[j]!; p < soft.start[j + 1]!; p++)
      at = insert(index, value, from, at, count + soft.index[p]!, soft.value[p]!)
    start[j + 1] = at
  }
  return { start, index, value }
}

function insert(
  index: Int32Array,
  value: Float64Array,
  from: number,
  end: number,
  row: number,
  entry: number,
): number {
  let at = end
  for (; at > from && index[at - 1]! > row; at--) {
    index[at] = index[at - 1]!
    value[at] = value[at - 1]!
  }
  index[at] = row
  value[at] = entry
  return end + 1
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
