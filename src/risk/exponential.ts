/** Covariance that forgets: each observation weighs lambda times the one after it (RiskMetrics Technical Document, 1996). */
import { log } from './elementary.ts'
import type { Sample } from './sample.ts'

/**
 * C_0 = x_0 x_0', C_t = lambda C_(t-1) + (1 - lambda) x_t x_t', means taken as zero. It is positive semidefinite, of
 * full rank after as many rows as columns.
 */
export function exponentialCovariance({ rows, columns, values }: Sample, lambda: number): Float64Array {
  const covariance = new Float64Array(columns * columns)
  for (let at = 0; at < rows; at += 1) {
    const [keep, take] = at === 0 ? [0, 1] : [lambda, 1 - lambda]
    const row = values.subarray(at * columns, (at + 1) * columns)
    for (let i = 0; i < columns; i += 1)
      for (let j = 0; j < columns; j += 1)
        covariance[i * columns + j] = keep * covariance[i * columns + j]! + take * row[i]! * row[j]!
  }
  return covariance
}

/** After so many observations half of the weight is forgotten. */
export function halfLifeOf(lambda: number): number {
  return -Math.LN2 / log(lambda)
}

/** Equally weighted observations that would be as uncertain: (sum w)^2 / sum w^2 = (1 + lambda) / (1 - lambda), at most all. */
export function effectiveRows(rows: number, lambda: number): number {
  return Math.min(rows, (1 + lambda) / (1 - lambda))
}
