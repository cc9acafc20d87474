/** Autocovariances of a series closed to a ring, which the stationary bootstrap of its rows has on average. */

/** C(k) = 1/n sum over t of (x_t - m)(x_(t+k) - m), the index going round; k = 0 … most. */
export function circularAutocovariances(series: Float64Array, most: number): Float64Array {
  const count = series.length
  const mean = series.reduce((sum, value) => sum + value, 0) / count
  const off = series.map((value) => value - mean)
  return Float64Array.from({ length: most + 1 }, (_, lag) => {
    let sum = 0
    for (let at = 0; at < count; at += 1) sum += off[at]! * off[(at + lag) % count]!
    return sum / count
  })
}

/** (1 - p)^k C(k): a resample goes on in its block for k steps with that probability (Politis and Romano, The stationary bootstrap, 1994). */
export function bootstrapAutocovariances(series: Float64Array, leaves: number, most: number): Float64Array {
  let stays = 1
  return circularAutocovariances(series, most).map((covariance) => {
    const expected = stays * covariance
    stays *= 1 - leaves
    return expected
  })
}

/** Beyond this share of resamples that go on, a lag no longer counts. */
const forgotten = 1e-9

/**
 * The deviation of resampled means, without resampling: 1/n (C(0) + 2 sum over k of (1 - k/n) (1 - p)^k C(k)), since
 * two rows of a resample k apart have the bootstrap's autocovariance.
 */
export function resampledMeanError(series: Float64Array, leaves: number): number {
  const count = series.length
  let [most, stays] = [0, 1]
  while (most < count - 1 && stays > forgotten) {
    most += 1
    stays *= 1 - leaves
  }
  const covariances = bootstrapAutocovariances(series, leaves, most)
  const sum = covariances.reduce(
    (total, covariance, lag) => total + (lag === 0 ? 1 : 2) * (1 - lag / count) * covariance,
    0,
  )
  return Math.sqrt(Math.max(0, sum) / count)
}
