/** What diversification adds to growth, and what volatility takes from it. None of it is skill, and trading does not earn it. */
import { exp, log } from '../../risk/elementary.ts'

/**
 * Diversification return, also excess growth: 1/2 (sum w_i s_ii - w' S w), the growth rate of a portfolio kept at its
 * weights less the weighted mean of its parts' (Booth and Fama 1992; Fernholz and Shay 1982; Bernstein 1996). Per unit
 * of time of the covariance, which is row-major.
 */
export function diversificationReturn(weights: readonly number[], covariance: Float64Array): number {
  const size = weights.length
  let [own, whole] = [0, 0]
  weights.forEach((weight, i) => {
    own += weight * covariance[i * size + i]!
    weights.forEach((other, j) => (whole += weight * other * covariance[i * size + j]!))
  })
  return (own - whole) / 2
}

/** The same from returns as they were, without an approximation: mean of ln(1 + w' r) less the weighted means of ln(1 + r_i). */
export function observedDiversificationReturn(weights: readonly number[], returns: Float64Array): number {
  const size = weights.length
  const rows = returns.length / size
  let sum = 0
  for (let row = 0; row < rows; row += 1) {
    let whole = 0
    for (let i = 0; i < size; i += 1) {
      const gross = 1 + returns[row * size + i]!
      whole += weights[i]! * gross
      sum -= weights[i]! * log(gross)
    }
    sum += log(whole)
  }
  return sum / rows
}

/** A period's compound growth from its arithmetic mean R and its volatility, in four usual forms. */
export interface CompoundGrowth {
  /** R - V/2 */
  readonly lessHalfVariance: number
  /** R - V / (2 (1 + R)) */
  readonly lessScaledVariance: number
  /** sqrt((1 + R)^2 - V) - 1 */
  readonly root: number
  /** (1 + R)^2 / sqrt((1 + R)^2 + V) - 1: exact where growth is lognormal. */
  readonly lognormal: number
}

/** Bernstein and Wilkinson, Diversification, rebalancing, and the geometric mean frontier, 1997. */
export function compoundGrowth(mean: number, volatility: number): CompoundGrowth {
  const variance = volatility * volatility
  const gross = 1 + mean
  return {
    lessHalfVariance: mean - variance / 2,
    lessScaledVariance: mean - variance / (2 * gross),
    root: Math.sqrt(gross * gross - variance) - 1,
    lognormal: (gross * gross) / Math.sqrt(gross * gross + variance) - 1,
  }
}

/** Mean growth of returns as they were, per step: exp(mean of ln(1 + r)) - 1. */
export function growthPerStep(returns: Float64Array): number {
  return exp(returns.reduce((sum, value) => sum + log(1 + value), 0) / returns.length) - 1
}
