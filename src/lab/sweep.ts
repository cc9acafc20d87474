/** A sweep: all policies of an experiment over blocks of paths, which any number of threads may run in any order. */
import type { Comparison } from '../domain/comparison.ts'
import type { Tally } from '../domain/labResult.ts'
import { fanCounterOf } from './fan.ts'
import { kernelOf } from './kernel.ts'
import { emptyTally, metricCount, merged, withPath } from './statistics.ts'
import { setupOf } from './terms.ts'

/** Paths of a block. Blocks are merged in the order of their index, so that the sum does not depend on who ran them. */
export const blockPaths = 128

export interface Bench {
  /** Paths of the experiment. */
  readonly total: number
  readonly blocks: number
  /** The paths from `from` to before `to`, one after the other, on top of `tally` (or of nothing). */
  run(from: number, to: number, tally?: Tally): Tally
  /** One whole block. */
  block(index: number): Tally
}

export function benchOf(comparison: Comparison, burnIn = 0): Bench {
  const { policies, baseline, isFanned } = comparison
  const setup = setupOf(comparison, burnIn)
  const fan = isFanned ? fanCounterOf(setup, baseline) : null
  const kernel = kernelOf(setup, undefined, fan?.watch)
  const total = setup.paths.paths
  const figures = new Float64Array(metricCount * policies.length)
  const nothing = (): Tally => {
    const empty = emptyTally(policies.length, baseline)
    return fan === null ? empty : { ...empty, fan: fan.empty() }
  }
  const run = (from: number, to: number, tally = nothing()): Tally => {
    let sum = tally
    for (let path = from; path < to; path += 1) {
      kernel.run(path, figures)
      sum = withPath(sum, figures)
      if (sum.fan !== undefined) fan?.count(sum.fan)
    }
    return sum
  }
  const block = (index: number): Tally => run(index * blockPaths, Math.min(total, (index + 1) * blockPaths))
  return { total, blocks: Math.ceil(total / blockPaths), run, block }
}

/** The whole sweep in this thread. */
export function sweep(comparison: Comparison): Tally {
  const bench = benchOf(comparison)
  let tally = emptyTally(comparison.policies.length, comparison.baseline)
  for (let index = 0; index < bench.blocks; index += 1) tally = merged(tally, bench.block(index))
  return tally
}
