/** Ordinary least squares, by orthogonal columns, so that trends and near-copies do no harm. */

export interface Regression {
  readonly coefficients: readonly number[]
  /** One standard error each, errors taken as independent and alike. */
  readonly errors: readonly number[]
  readonly residuals: Float64Array
}

/**
 * y = X b + e by modified Gram-Schmidt (Björck 1967): X = Q R, R b = Q' y, var b = s^2 (R' R)^-1. Null where a column
 * is a combination of the others, or there are no more rows than columns.
 */
export function regressed(columns: readonly Float64Array[], y: Float64Array): Regression | null {
  const size = columns.length
  if (y.length <= size) return null
  const inverse = identity(size)
  const coefficients = Array.from({ length: size }, () => 0)
  const q = columns.map((column) => column.slice())
  const residuals = y.slice()
  for (let k = 0; k < size; k += 1) {
    const own = q[k]!
    const length = Math.sqrt(dot(own, own))
    if (!(length > independent * Math.sqrt(dot(columns[k]!, columns[k]!)))) return null
    divide(own, length)
    divide(inverse[k]!, length)
    for (let j = k + 1; j < size; j += 1) {
      const share = dot(own, q[j]!)
      subtract(q[j]!, own, share)
      // The same steps turn the unit matrix into R^-1, of which column j is kept as a row.
      subtract(inverse[j]!, inverse[k]!, share)
    }
    const share = dot(own, residuals)
    subtract(residuals, own, share)
    inverse[k]!.forEach((entry, i) => (coefficients[i] = coefficients[i]! + share * entry))
  }
  const variance = dot(residuals, residuals) / (y.length - size)
  const errors = coefficients.map((_, i) =>
    Math.sqrt(variance * inverse.reduce((sum, column) => sum + column[i]! * column[i]!, 0)),
  )
  return { coefficients, errors, residuals }
}

/** Of a column that the others explain, only rounding is left. */
const independent = 1e-12

function identity(size: number): Float64Array[] {
  return Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (_each, j) => (i === j ? 1 : 0)),
  )
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!
  return sum
}

function divide(a: Float64Array, by: number): void {
  for (let at = 0; at < a.length; at += 1) a[at]! /= by
}

function subtract(a: Float64Array, b: Float64Array, share: number): void {
  for (let at = 0; at < a.length; at += 1) a[at]! -= share * b[at]!
}
