/** Log returns from shocks: means and covariances as numbers, and the plain case of normal shocks. */
import { factorOf, type Factor } from './factor.ts'
import { longestFill } from './shocks.ts'

/** Mean and covariance a year, as numbers. */
export interface Moments {
  readonly mean: Float64Array
  readonly covariance: Float64Array
}

interface TypedMoments {
  readonly mean: readonly string[]
  readonly volatility: readonly string[]
  readonly correlation: readonly (readonly string[])[]
}

export function momentsOf({ mean, volatility, correlation }: TypedMoments): Moments {
  const sigma = volatility.map(Number)
  const covariance = sigma.flatMap((own, i) =>
    sigma.map((other, j) => own * other * Number(correlation[i]?.[j])),
  )
  return { mean: Float64Array.from(mean, Number), covariance: Float64Array.from(covariance) }
}

/** How a market turns shocks into log returns, a chunk of steps at a time. */
export interface Returns {
  /** Annual. */
  readonly covariance: Float64Array
  readonly begin: (path: number) => void
  /** Log returns of `count` steps from `step` on into `logs`, class by class, `longestFill` apart, from standard normal shocks laid out alike. */
  readonly write: (
    logs: Float64Array,
    shocks: Float64Array,
    path: number,
    step: number,
    count: number,
  ) => void
}

/** d ln P = (mean - variance / 2) dt + L z sqrt(dt), so that prices grow by e^(mean dt) on average; without its drift where others add it. */
export function brownian({ mean, covariance }: Moments, dt: number, drifts = true): Returns {
  const size = mean.length
  const factor = factorOf(covariance, size)
  const root = Math.sqrt(dt)
  const scaled = { rank: factor.rank, rows: factor.rows.map((entry) => entry * root) }
  const drift = mean.map((own, at) => (drifts ? driftOf(own, covariance[at * size + at] as number) * dt : 0))
  return {
    covariance,
    begin: () => undefined,
    write: (logs, shocks, _path, _step, count) => {
      addShocks(logs, shocks, scaled, drift, count)
    },
  }
}

/** The drift of the logarithm that belongs to an arithmetic drift. */
export function driftOf(mean: number, variance: number): number {
  return mean - variance / 2
}

/** logs_i = drift_i + sum over k of L_ik z_k: four steps at a time, so that each entry of L is read once for all of them. */
function addShocks(
  logs: Float64Array,
  shocks: Float64Array,
  { rank, rows }: Factor,
  drift: Float64Array,
  count: number,
): void {
  for (let i = 0; i < drift.length; i += 1) {
    const from = i * rank
    // Pivoting leaves zeros: a class is no sum of those that were taken out after it.
    let end = from + rank
    while (end > from && rows[end - 1] === 0) end -= 1
    const own = drift[i] as number
    const out = i * longestFill
    for (let t = 0; t < count; t += 4) {
      let a = own
      let b = own
      let c = own
      let d = own
      for (let k = from, at = t; k < end; k += 1, at += longestFill) {
        const weight = rows[k] as number
        a += weight * (shocks[at] as number)
        b += weight * (shocks[at + 1] as number)
        c += weight * (shocks[at + 2] as number)
        d += weight * (shocks[at + 3] as number)
      }
      // A chunk that ends in between is followed by room that nobody reads.
      logs[out + t] = a
      logs[out + t + 1] = b
      logs[out + t + 2] = c
      logs[out + t + 3] = d
    }
  }
}
