/** Log returns from shocks: means and covariances as numbers, and the plain case of normal shocks. */
import { factorOf, type Factor } from './factor.ts'
import { longestFill, type Mill } from './mill.ts'
import { one } from './stretch.ts'

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
  /** Log returns of `count` steps from `step` on into `logs`, class by class, `longestFill` apart, from standard normal shocks laid out alike; both arrays are of the mill. */
  readonly write: (
    logs: Float64Array,
    shocks: Float64Array,
    path: number,
    step: number,
    count: number,
  ) => void
}

/** d ln P = (mean - variance / 2) dt + L z sqrt(dt), so that prices grow by e^(mean dt) on average; without its drift where others add it. */
export function brownian(mill: Mill, { mean, covariance }: Moments, dt: number, drifts = true): Returns {
  const size = mean.length
  const root = Math.sqrt(dt)
  const { rank, rows } = factorOf(covariance, size)
  const scaled = mill.allot(size * rank)
  scaled.set(rows.map((entry) => entry * root))
  const ends = endsOf({ rank, rows }, size)
  const drift = mean.map((own, at) => (drifts ? driftOf(own, covariance[at * size + at] as number) * dt : 0))
  const blend = (logs: Float64Array, shocks: Float64Array, count: number): void => {
    for (let i = 0; i < size; i += 1)
      mill.routines.blend(
        logs.byteOffset + i * longestFill * one,
        drift[i] as number,
        scaled.byteOffset + i * rank * one,
        scaled.byteOffset + (ends[i] as number) * one,
        shocks.byteOffset,
        count * one,
      )
  }
  return {
    covariance,
    begin: () => undefined,
    write: (logs, shocks, _path, _step, count) => {
      blend(logs, shocks, count)
    },
  }
}

/** So many numbers such returns need in the mill. */
export const brownianRoom = (size: number): number => size * size + 1

/** The drift of the logarithm that belongs to an arithmetic drift. */
export function driftOf(mean: number, variance: number): number {
  return mean - variance / 2
}

/** Where each row of L ends: pivoting leaves zeros, as a class is no sum of those that were taken out after it. */
function endsOf({ rank, rows }: Factor, size: number): number[] {
  return Array.from({ length: size }, (_, i) => {
    let end = (i + 1) * rank
    while (end > i * rank && rows[end - 1] === 0) end -= 1
    return end
  })
}
