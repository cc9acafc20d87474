/** How fast a series comes back to its mean: the half-life of a first-order autoregression. */
import { log } from '../../risk/elementary.ts'
import { regressed } from './regression.ts'

export interface HalfLife {
  /** b in y_t - y_(t-1) = a + b y_(t-1) + e. */
  readonly slope: number
  readonly slopeError: number
  /** 1 + b: what is left of a deviation after one step. */
  readonly persistence: number
  /** Steps until half of a deviation is gone, ln(1/2) / ln(1 + b); null where nothing comes back, or all at once. */
  readonly steps: number | null
  /** -ln 2 / b: the same in continuous time, to first order. */
  readonly approximateSteps: number | null
}

/** Ordinary least squares, so that short samples seem to come back faster than they do. Null for fewer than four values. */
export function halfLifeOf(series: Float64Array): HalfLife | null {
  if (series.length < 4) return null
  const before = series.subarray(0, series.length - 1)
  const changes = before.map((value, at) => series[at + 1]! - value)
  const fit = regressed([new Float64Array(before.length).fill(1), before], changes)
  if (!fit) return null
  const slope = fit.coefficients[1]!
  const persistence = 1 + slope
  const comesBack = persistence > 0 && persistence < 1
  return {
    slope,
    slopeError: fit.errors[1]!,
    persistence,
    steps: comesBack ? -Math.LN2 / log(persistence) : null,
    approximateSteps: slope < 0 ? -Math.LN2 / slope : null,
  }
}
