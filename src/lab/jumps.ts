/** Jumps: rare steps at which every class leaps at once, each by its own size (Merton 1976). */
import { exp } from '../risk/elementary.ts'
import { longestFill, type Mill } from './mill.ts'
import type { Returns } from './returns.ts'
import { keyOf, shocksOf, unitsAt } from './shocks.ts'

interface TypedJump {
  readonly perYear: string
  readonly mean: readonly string[]
  readonly deviation: readonly string[]
}

/** More jumps in one step than this are not counted: at one a step that leaves out a chance of 1e-13. */
const mostJumps = 16

/**
 * At each step a Poisson number of jumps, each of which adds a normal size to the logarithm of every class. The drift
 * gives back what jumps bring on average, rate (E e^size - 1), and the covariance counts them.
 */
export function jumpsOf(mill: Mill, normal: Returns, typed: TypedJump, dt: number, seed: number): Returns {
  const [rate, mean, deviation] = [Number(typed.perYear), typed.mean.map(Number), typed.deviation.map(Number)]
  const none = exp(-rate * dt)
  const key = keyOf(seed, 'jump')
  const sizes = mean.map((_, asset) => shocksOf(mill, seed, asset, 'size'))
  const given = mean.map(
    (own, at) => -rate * dt * (exp(own + ((deviation[at] as number) * (deviation[at] as number)) / 2) - 1),
  )
  const shocks = mill.allot(2)
  const units = new Float64Array(2)
  const write: Returns['write'] = (logs, normals, path, step, count) => {
    normal.write(logs, normals, path, step, count)
    for (let t = 0; t < count; t += 1) {
      unitsAt(key, path, step + t, units)
      const jumps = jumpsAt(units[0] as number, none, rate * dt)
      for (let i = 0; i < mean.length; i += 1) {
        const at = i * longestFill + t
        let size = given[i] as number
        // The sum of n sizes is normal with n times the variance.
        if (jumps > 0) {
          sizes[i]?.write(shocks, 0, path, (step + t) * 2, 2)
          size +=
            jumps * (mean[i] as number) + Math.sqrt(jumps) * (deviation[i] as number) * (shocks[0] as number)
        }
        logs[at] = (logs[at] as number) + size
      }
    }
  }
  return { covariance: withJumps(normal.covariance, rate, mean, deviation), begin: normal.begin, write }
}

/** How many jumps this number between 0 and 1 stands for: the Poisson distribution, inverted. */
function jumpsAt(u: number, none: number, expected: number): number {
  let chance = none
  let sum = none
  let jumps = 0
  while (u > sum && jumps < mostJumps) {
    jumps += 1
    chance *= expected / jumps
    sum += chance
  }
  return jumps
}

/** Sigma + rate (m m' + diag(s^2)): jumps come together, their sizes are independent. */
function withJumps(
  covariance: Float64Array,
  rate: number,
  mean: readonly number[],
  deviation: readonly number[],
): Float64Array {
  const size = mean.length
  return covariance.map((entry, at) => {
    const [i, j] = [Math.floor(at / size), at % size]
    const own = i === j ? (deviation[i] as number) * (deviation[i] as number) : 0
    return entry + rate * ((mean[i] as number) * (mean[j] as number) + own)
  })
}
