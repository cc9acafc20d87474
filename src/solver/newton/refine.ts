/** Iterative refinement that also mends a few bad directions: restarted GMRES behind an approximate inverse. */

import { dot } from '../matrix.ts'

// Saad and Schultz (1986), preconditioned from the right, so that the residual it lessens is the true one. With a good
// factor the first direction is the answer; each nearly dependent row costs about one more.
const mostDirections = 8

export interface Basis {
  readonly residual: Float64Array[] // orthonormal
  readonly direction: Float64Array[] // what the approximate inverse makes of each
  readonly projection: Float64Array[] // the upper Hessenberg matrix, by column
}

export function basisOf(size: number): Basis {
  const vectors = (count: number, length: number): Float64Array[] =>
    Array.from({ length: count }, () => new Float64Array(length))
  return {
    residual: vectors(mostDirections + 1, size),
    direction: vectors(mostDirections, size),
    projection: vectors(mostDirections, mostDirections + 1),
  }
}

export interface Operator {
  /** out = K x */
  apply(x: Float64Array, out: Float64Array): void
  /** Overwrites x with an approximation of the solution of K x = x. */
  precondition(x: Float64Array): void
}

/** Adds to x what solves K x = right up to `wanted` in the Euclidean norm; `right` is spent. Returns the residual's norm. */
export function refine(
  operator: Operator,
  basis: Basis,
  right: Float64Array,
  x: Float64Array,
  wanted: number,
): number {
  let size = Math.sqrt(dot(right, right))
  if (!(size > wanted)) return size
  const { residual, direction, projection } = basis
  const target = new Float64Array(mostDirections + 1)
  const cosine = new Float64Array(mostDirections)
  const sine = new Float64Array(mostDirections)
  target[0] = size
  scaleInto(right, 1 / size, residual[0]!)
  let used = 0
  while (used < mostDirections && size > wanted) {
    const step = direction[used]!
    step.set(residual[used]!)
    operator.precondition(step)
    operator.apply(step, residual[used + 1]!)
    const column = projection[used]!
    const length = orthogonalise(residual, used, column)
    if (!Number.isFinite(length)) break
    rotate(column, cosine, sine, target, used)
    used++
    const left = Math.abs(target[used]!)
    if (length === 0 || left > 0.9 * size) break
    size = left
  }
  combine(basis, target, used, x)
  return size
}

function scaleInto(from: Float64Array, factor: number, to: Float64Array): void {
  for (let i = 0; i < from.length; i++) to[i] = from[i]! * factor
}

/** Removes from the newest vector what the earlier ones hold, and makes it a unit; returns its length before that. */
function orthogonalise(residual: readonly Float64Array[], used: number, column: Float64Array): number {
  const newest = residual[used + 1]!
  for (let i = 0; i <= used; i++) {
    const earlier = residual[i]!
    const part = dot(newest, earlier)
    column[i] = part
    for (let k = 0; k < newest.length; k++) newest[k]! -= part * earlier[k]!
  }
  const length = Math.sqrt(dot(newest, newest))
  column[used + 1] = length
  if (length > 0) scaleInto(newest, 1 / length, newest)
  return length
}

/** Givens rotations keep the projection triangular; |target[used + 1]| becomes the residual's norm. */
function rotate(
  column: Float64Array,
  cosine: Float64Array,
  sine: Float64Array,
  target: Float64Array,
  used: number,
): void {
  for (let i = 0; i < used; i++) {
    const upper = column[i]!
    const lower = column[i + 1]!
    column[i] = cosine[i]! * upper + sine[i]! * lower
    column[i + 1] = cosine[i]! * lower - sine[i]! * upper
  }
  const a = column[used]!
  const b = column[used + 1]!
  const length = Math.sqrt(a * a + b * b)
  cosine[used] = length > 0 ? a / length : 1
  sine[used] = length > 0 ? b / length : 0
  column[used] = length
  const before = target[used]!
  target[used + 1] = -before * (length > 0 ? b / length : 0)
  target[used] = before * (length > 0 ? a / length : 1)
}

/** x += the combination of directions that leaves the least residual. */
function combine(basis: Basis, target: Float64Array, used: number, x: Float64Array): void {
  const { direction, projection } = basis
  const weight = new Float64Array(used)
  for (let i = used - 1; i >= 0; i--) {
    let sum = target[i]!
    for (let k = i + 1; k < used; k++) sum -= projection[k]![i]! * weight[k]!
    const pivot = projection[i]![i]!
    weight[i] = pivot === 0 ? 0 : sum / pivot
  }
  for (let i = 0; i < used; i++) for (let k = 0; k < x.length; k++) x[k]! += weight[i]! * direction[i]![k]!
}
