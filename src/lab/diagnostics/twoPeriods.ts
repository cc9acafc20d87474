/** What rebalancing once, after the first of two periods, adds to holding on, and how sure that is. */
import { resampledMeanError } from './autocovariance.ts'
import { drawnMeans, intervalOf, usualBlock } from './resampling.ts'

/**
 * Two periods with simple returns a_i and b_i, both portfolios at weights w in the beginning, one of them again after the
 * first period. Multiplied out, and for two assets where E. Qian, To rebalance or not to rebalance, 2014, starts:
 *   rebalanced - held = (sum w a + 1)(sum w b + 1) - sum w (1 + a)(1 + b)
 *                     = -(sum w a b - sum w a sum w b) = -1/2 sum sum w_i w_j (a_i - a_j)(b_i - b_j).
 * So it gains where what did better than the rest then does worse, and loses as much where it does better again. Costs and taxes aside.
 */
export function rebalancingGain(
  weights: readonly number[],
  first: Float64Array,
  second: Float64Array,
): number {
  let [products, a, b] = [0, 0, 0]
  weights.forEach((weight, i) => {
    products += weight * first[i]! * second[i]!
    a += weight * first[i]!
    b += weight * second[i]!
  })
  return a * b - products
}

export interface TwoPeriods {
  /** Neighbouring pairs of periods. */
  readonly pairs: number
  /** Of the initial value, per pair. */
  readonly meanGain: number
  /** Its standard error: the deviation of the means of resamples. */
  readonly error: number
  /** Share of the pairs in which rebalancing gained. */
  readonly gained: number
  /** 95 % of the means of resampled pairs. */
  readonly interval: readonly [number, number]
}

/** Resamples of fewer seem far surer than they are. */
const fewestPairs = 20

/** `returns`: rows x weights, simple; periods of `span` rows each, one after the other. Null for fewer than twenty pairs. */
export function twoPeriods(
  weights: readonly number[],
  returns: Float64Array,
  span: number,
  seed: number,
): TwoPeriods | null {
  const periods = joined(returns, weights.length, span)
  const gains = Float64Array.from({ length: Math.max(0, periods.length - 1) }, (_, at) =>
    rebalancingGain(weights, periods[at]!, periods[at + 1]!),
  )
  if (gains.length < fewestPairs) return null
  return {
    pairs: gains.length,
    meanGain: gains.reduce((sum, gain) => sum + gain, 0) / gains.length,
    error: resampledMeanError(gains, 1 / usualBlock(gains.length)),
    gained: gains.filter((gain) => gain > 0).length / gains.length,
    interval: intervalOf(drawnMeans(gains, seed)),
  }
}

/** Returns of `span` rows each; rows that fill no whole period are left out at the beginning. */
function joined(returns: Float64Array, size: number, span: number): readonly Float64Array[] {
  const rows = returns.length / size
  const periods: Float64Array[] = []
  for (let row = rows % span; row < rows; row += span) {
    const gross = new Float64Array(size).fill(1)
    for (let at = row; at < row + span; at += 1)
      for (let i = 0; i < size; i += 1) gross[i]! *= 1 + returns[at * size + i]!
    periods.push(gross.map((value) => value - 1))
  }
  return periods
}
