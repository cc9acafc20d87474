/** Student-t shocks: all classes of a step share one draw of how wild it is, so that they crash together. */
import { longestFill } from './mill.ts'
import { type Moments, type Returns, driftOf } from './returns.ts'
import { gammaOf } from './shocks.ts'

/**
 * ln returns are drift + sqrt((v - 2) / chi^2_v) L z: a multivariate t of v degrees of freedom, scaled to the variance
 * of `moments`. The drift of the logarithm is that of normal shocks; with fat tails the mean of e^x has no closed form.
 */
export function mixingOf(
  normal: Returns,
  { mean, covariance }: Moments,
  degrees: number,
  dt: number,
  seed: number,
): Returns {
  const size = mean.length
  const drift = mean.map((own, at) => driftOf(own, covariance[at * size + at] as number) * dt)
  const gamma = gammaOf(seed, degrees / 2)
  const write: Returns['write'] = (logs, shocks, path, step, count) => {
    normal.write(logs, shocks, path, step, count)
    for (let t = 0; t < count; t += 1) {
      const wild = Math.sqrt((degrees - 2) / (2 * gamma(path, step + t)))
      for (let i = 0; i < size; i += 1) {
        const at = i * longestFill + t
        logs[at] = (drift[i] as number) + wild * (logs[at] as number)
      }
    }
  }
  return { covariance, begin: normal.begin, write }
}
