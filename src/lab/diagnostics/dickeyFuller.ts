/** The augmented Dickey-Fuller test: can a series that wanders without coming back be ruled out? */
import { normalProbability } from './normalDistribution.ts'
import { regressed } from './regression.ts'

/** What the regression allows for: nothing, a mean, or a mean and a trend. */
export type Trend = 'none' | 'constant' | 'trend'

export interface DickeyFuller {
  /** t-value of the level's coefficient; the more negative, the less likely is a random walk. */
  readonly statistic: number
  /** Of a random walk giving as low a statistic. */
  readonly probability: number
  readonly lags: number
  readonly observations: number
}

/**
 * dy_t = [a + c t] + g y_(t-1) + sum over j <= lags of b_j dy_(t-j) + e_t; the statistic is g over its error (Said and
 * Dickey 1984). Null where the series is too short for its lags, or does not move.
 */
export function dickeyFuller(
  series: Float64Array,
  lags: number,
  trend: Trend = 'constant',
): DickeyFuller | null {
  const observations = series.length - 1 - lags
  if (observations < 1) return null
  const changes = series.subarray(1).map((value, at) => value - series[at]!)
  const columns = [series.slice(lags, -1)]
  for (let lag = 1; lag <= lags; lag += 1) columns.push(changes.slice(lags - lag, changes.length - lag))
  if (trend !== 'none') columns.push(new Float64Array(observations).fill(1))
  if (trend === 'trend') columns.push(Float64Array.from({ length: observations }, (_, at) => at + 1))
  const fit = regressed(columns, changes.slice(lags))
  const error = fit?.errors[0] ?? 0
  if (!fit || !(error > 0)) return null
  const statistic = fit.coefficients[0]! / error
  return { statistic, probability: probabilityOf(statistic, trend), lags, observations }
}

/** Enough for the memory that usual series have, (T - 1)^(1/3), as Said and Dickey's rate allows. */
export function usualLags(length: number): number {
  let lags = 0
  while ((lags + 1) * (lags + 1) * (lags + 1) <= length - 1) lags += 1
  return lags
}

/** Coefficients of 1, t, t^2, t^3 whose sum is a normal quantile; the second set from `turn` upwards. */
interface Surface {
  readonly turn: number
  readonly low: readonly number[]
  readonly high: readonly number[]
  /** Beyond these the surface says nothing, and the probability is 0 or 1. */
  readonly least: number
  readonly most: number
}

/** J. MacKinnon, Approximate asymptotic distribution functions for unit-root and cointegration tests, 1994, table 3, one series. */
const surfaces: { readonly [T in Trend]: Surface } = {
  none: {
    turn: -1.04,
    low: [0.6344, 1.2378, 0.032496],
    high: [0.4797, 0.93557, -0.06999, 0.033066],
    least: -19.04,
    most: Infinity,
  },
  constant: {
    turn: -1.61,
    low: [2.1659, 1.4412, 0.038269],
    high: [1.7339, 0.93202, -0.12745, -0.010368],
    least: -18.83,
    most: 2.74,
  },
  trend: {
    turn: -2.89,
    low: [3.2512, 1.6047, 0.049588],
    high: [2.5261, 0.61654, -0.37956, -0.060285],
    least: -16.18,
    most: 0.7,
  },
}

function probabilityOf(statistic: number, trend: Trend): number {
  const { turn, low, high, least, most } = surfaces[trend]
  if (statistic < least) return 0
  if (statistic > most) return 1
  const coefficients = statistic <= turn ? low : high
  return normalProbability(coefficients.reduceRight((sum, coefficient) => sum * statistic + coefficient, 0))
}
