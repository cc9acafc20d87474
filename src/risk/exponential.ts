/** Covariance that forgets: each observation weighs lambda times the one after it (RiskMetrics Technical Document, 1996). */
import { log } from './elementary.ts'
import { type Sample, weightedProducts } from './sample.ts'

/**
 * C_0 = x_0 x_0', C_t = lambda C_(t-1) + (1 - lambda) x_t x_t', means taken as zero. It is positive semidefinite, of
 * full rank after as many rows as columns.
 */
export function exponentialCovariance(sample: Sample, lambda: number): Float64Array {
  return weightedProducts(sample, exponentialWeights(sample.rows, lambda))
}

/** What the recursion comes to: (1 - lambda) lambda^(T - t) for each row, and lambda^T for the first. They sum to 1. */
export function exponentialWeights(rows: number, lambda: number): Float64Array {
  const weights = new Float64Array(rows)
  let kept = 1
  for (let at = rows - 1; at > 0; at -= 1) {
    weights[at] = kept * (1 - lambda)
    kept *= lambda
  }
  if (rows > 0) weights[0] = kept
  return weights
}

/** After so many observations half of the weight is forgotten. */
export function halfLifeOf(lambda: number): number {
  return -Math.LN2 / log(lambda)
}
