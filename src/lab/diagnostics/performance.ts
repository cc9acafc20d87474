/** A track record in the usual figures, from simple returns per step. */
import { power } from '../../risk/elementary.ts'

export interface Performance {
  /** Compound growth a year. */
  readonly growth: number
  /** Sample deviation (T - 1), a year. */
  readonly volatility: number
  /** Mean over volatility, a year, nothing taken off for cash. */
  readonly sharpe: number
  /** Mean over the root of the mean squared loss, a year. */
  readonly sortino: number
  /** The deepest fall from a peak, at most 0. */
  readonly drawdown: number
  /** Growth over the deepest fall. */
  readonly calmar: number
}

/** `periods`: how many steps growth counts, where that is not the number of returns. */
export function performanceOf(
  returns: Float64Array,
  stepsPerYear: number,
  periods: number = returns.length,
): Performance {
  const count = returns.length
  const mean = returns.reduce((sum, value) => sum + value, 0) / count
  const squares = returns.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  const losses = returns.reduce((sum, value) => sum + Math.min(value, 0) * Math.min(value, 0), 0)
  const deviation = Math.sqrt(squares / (count - 1))
  const wealth = returns.reduce((product, value) => product * (1 + value), 1)
  const growth = power(wealth, stepsPerYear / periods) - 1
  const drawdown = deepestFall(returns)
  const root = Math.sqrt(stepsPerYear)
  return {
    growth,
    volatility: deviation * root,
    sharpe: (mean / deviation) * root,
    sortino: (mean / Math.sqrt(losses / count)) * root,
    drawdown,
    calmar: growth / -drawdown,
  }
}

function deepestFall(returns: Float64Array): number {
  let [wealth, peak, deepest] = [1, 1, 0]
  for (const value of returns) {
    wealth *= 1 + value
    peak = Math.max(peak, wealth)
    deepest = Math.min(deepest, wealth / peak - 1)
  }
  return deepest
}
