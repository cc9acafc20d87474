/** Mean reversion: log prices beside the average of all classes return to where they were, by an exact Ornstein-Uhlenbeck step. */
import { exp } from '../risk/elementary.ts'
import { longestFill } from './mill.ts'
import { type Moments, type Returns, driftOf } from './returns.ts'

/** Of dX = -kappa X dt + sigma dW: over dt, X keeps the share e^(-kappa dt) and adds a normal of the variance of the rest. */
export interface Reversion {
  readonly kept: number
  /** Variance that is added over dt, as a share of sigma^2. */
  readonly added: number
}

/** kappa = ln 2 / half-life; added = (1 - kept^2) / (2 kappa). */
export function reversionOf(halfLife: number, dt: number): Reversion {
  const kappa = Math.LN2 / halfLife
  const kept = exp(-kappa * dt)
  return { kept, added: (1 - kept * kept) / (2 * kappa) }
}

/**
 * The shocks of all classes are split into their average, on which prices walk, and what each class has beside it,
 * which returns with the half-life. Typed drifts are added to the logarithms as they are elsewhere.
 */
export function revertingOf(
  normal: Returns,
  { mean, covariance }: Moments,
  halfLife: number,
  dt: number,
): Returns {
  const size = mean.length
  const drift = mean.map((own, at) => driftOf(own, covariance[at * size + at] as number) * dt)
  const { kept, added } = reversionOf(halfLife, dt)
  // The shocks that come in have the variance sigma^2 dt.
  const scale = Math.sqrt(added / dt)
  const beside = new Float64Array(size)
  const write: Returns['write'] = (logs, shocks, path, step, count) => {
    normal.write(logs, shocks, path, step, count)
    for (let t = 0; t < count; t += 1) {
      let average = 0
      for (let i = 0; i < size; i += 1) average += logs[i * longestFill + t] as number
      average /= size
      for (let i = 0; i < size; i += 1) {
        const at = i * longestFill + t
        const before = beside[i] as number
        const after = kept * before + scale * ((logs[at] as number) - average)
        beside[i] = after
        logs[at] = (drift[i] as number) + average + after - before
      }
    }
  }
  return { covariance, begin: () => void beside.fill(0), write }
}
