/** Regimes: the market is in one of several states, and switches at random to another. */
import { exp } from '../risk/elementary.ts'
import { longestFill, type Mill, spareSteps } from './mill.ts'
import type { Returns } from './returns.ts'
import { keyOf, unitsAt } from './shocks.ts'

/**
 * A Markov chain over the states: at each step it leaves with probability 1 - e^(-rate dt), to any other with the same
 * chance, and starts in any. In the long run all states are equally frequent, so the covariance is their average.
 */
export function regimesOf(
  mill: Mill,
  states: readonly Returns[],
  rate: number,
  dt: number,
  seed: number,
): Returns {
  const leaves = 1 - exp(-rate * dt)
  const key = keyOf(seed, 'state')
  const units = new Float64Array(2)
  let state = 0
  const begin = (path: number): void => {
    // The counter before the first step: steps count from 0.
    unitsAt(key, path, -1, units)
    state = Math.floor((units[0] as number) * states.length)
  }
  const size = Math.round(Math.sqrt(states[0]?.covariance.length ?? 0))
  const own = mill.allot(size * longestFill + spareSteps)
  const write: Returns['write'] = (logs, shocks, path, step, count) => {
    const stateAt = new Int32Array(count)
    for (let t = 0; t < count; t += 1) {
      unitsAt(key, path, step + t, units)
      if (states.length > 1 && (units[0] as number) < leaves)
        state = (state + 1 + Math.floor((units[1] as number) * (states.length - 1))) % states.length
      stateAt[t] = state
    }
    states.forEach((each, of) => {
      if (!stateAt.includes(of)) return
      each.write(own, shocks, path, step, count)
      for (let t = 0; t < count; t += 1)
        if (stateAt[t] === of)
          for (let i = 0; i < size; i += 1) logs[i * longestFill + t] = own[i * longestFill + t] as number
    })
  }
  return { covariance: averageOf(states.map((each) => each.covariance)), begin, write }
}

function averageOf(matrices: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(matrices[0]?.length ?? 0)
  for (const matrix of matrices) matrix.forEach((entry, at) => (sum[at] = (sum[at] as number) + entry))
  return sum.map((entry) => entry / matrices.length)
}
