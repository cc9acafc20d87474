/** How good a Sharpe ratio is once it is known how many were tried before the best was shown. */
import { normalProbability, normalQuantile } from './normalDistribution.ts'

/** Independent returns, nearly normal: sqrt((1 + SR^2 / 2) / T), SR per step (A. Lo, The statistics of Sharpe ratios, 2002). */
export function sharpeError(sharpe: number, observations: number): number {
  return Math.sqrt((1 + (sharpe * sharpe) / 2) / observations)
}

/** Euler and Mascheroni's constant. */
const gamma = 0.5772156649015329

/**
 * The Sharpe ratio that the best of so many tries has by luck alone, where their true ratios are all zero and those found
 * deviate so much: s ((1 - g) Z(1 - 1/N) + g Z(1 - 1/(N e))). Of one try it is 0.
 */
export function luckySharpe(tries: number, deviation: number): number {
  if (tries <= 1) return 0
  const best = (1 - gamma) * normalQuantile(1 - 1 / tries) + gamma * normalQuantile(1 - 1 / (tries * Math.E))
  return deviation * best
}

/** What returns are like beyond their deviation. */
export interface Shape {
  readonly skewness: number
  /** 3 for normal returns. */
  readonly kurtosis: number
}

/**
 * The probability that the true Sharpe ratio is above what luck gives the best of so many tries (D. Bailey and M. López
 * de Prado, The deflated Sharpe ratio, 2014): Phi((SR - SR0) sqrt(T - 1) / sqrt(1 - skew SR + (kurt - 1)/4 SR^2)). All
 * ratios are per step; `deviation` is that of the ratios tried.
 */
export function deflatedSharpe(
  sharpe: number,
  observations: number,
  tries: number,
  deviation: number,
  { skewness, kurtosis }: Shape = { skewness: 0, kurtosis: 3 },
): number {
  const spread = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe
  const margin = sharpe - luckySharpe(tries, deviation)
  return normalProbability((margin * Math.sqrt(observations - 1)) / Math.sqrt(spread))
}

export function shapeOf(returns: Float64Array): Shape {
  const count = returns.length
  const mean = returns.reduce((sum, value) => sum + value, 0) / count
  let [second, third, fourth] = [0, 0, 0]
  for (const value of returns) {
    const off = value - mean
    second += off * off
    third += off * off * off
    fourth += off * off * off * off
  }
  const variance = second / count
  if (variance === 0) return { skewness: 0, kurtosis: 3 }
  return {
    skewness: third / count / (variance * Math.sqrt(variance)),
    kurtosis: fourth / count / (variance * variance),
  }
}

/** The best of several tries on one history, and what is left of it. Ratios a year. */
export interface Deflated {
  /** Its place among the tries; of equals the first. */
  readonly best: number
  readonly sharpe: number
  /** What luck alone gives the best of so many whose ratios spread like these. */
  readonly lucky: number
  /** That its true ratio is above that. */
  readonly probability: number
}

/**
 * Ratios of policies tried on the same history: against nothing, or of their differences to a baseline, which tells more,
 * since policies on the same classes rise and fall together. Tries that resemble each other count as if they did not.
 */
export function deflatedBest(
  sharpes: readonly number[],
  observations: number,
  stepsPerYear: number,
  shape?: Shape,
): Deflated {
  const root = Math.sqrt(stepsPerYear)
  const mean = sharpes.reduce((sum, value) => sum + value, 0) / sharpes.length
  const squares = sharpes.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  const deviation = Math.sqrt(squares / Math.max(1, sharpes.length - 1))
  const best = sharpes.reduce((top, value, at) => (value > (sharpes[top] ?? 0) ? at : top), 0)
  const sharpe = sharpes[best] ?? 0
  return {
    best,
    sharpe,
    lucky: luckySharpe(sharpes.length, deviation),
    probability: deflatedSharpe(sharpe / root, observations, sharpes.length, deviation / root, shape),
  }
}
