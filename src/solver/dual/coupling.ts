/** What couples the columns, as rows that are squared: the factors, and the classes that several columns share. */

import type { Columns, ConvexProblem, Curvature } from '../convex.ts'
import { pivotedCholesky } from './factor.ts'
import type { SoftRows } from './rows.ts'
import { shiftOf } from './shift.ts'

export interface Coupled {
  readonly k: number
  readonly loadings: Float64Array
  readonly datum: Float64Array // the places from which the dense rows count
  readonly right: Float64Array
  readonly rows: SoftRows
  readonly curve: Float64Array
  readonly center: Float64Array
  readonly constant: number
  readonly matrix: Float64Array | null
  readonly shift: number
}

const nothing = new Float64Array(0)
const noRows: SoftRows = {
  count: 0,
  start: new Int32Array(0),
  index: new Int32Array(0),
  value: nothing,
  right: nothing,
}

/** Q as soft rows and a diagonal in x: what a single column sees of D stays with it, the rest becomes rows. */
export function coupledOf(problem: ConvexProblem): Coupled {
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
      rows: noRows,
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
    loadings: nothing,
    datum: target,
    right: nothing,
    rows: noRows,
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

export function withQuadratic(
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
  if (curvature.kind === 'diagonal') return { factors: 0, loadings: nothing, diagonal: curvature.diagonal }
  const { rank, lower } = pivotedCholesky(curvature.matrix, p)
  return { factors: rank, loadings: lower, diagonal: new Float64Array(p) }
}
