/** The kernel: one pass over a path serves every policy. Prices are drawn once, and policies take turns while they are at hand. */
import { blocksOf } from './blocks.ts'
import { gaugeOf } from './gauge.ts'
import { count, figuresOf, type Lanes, lanesOf, open } from './lanes.ts'
import { deskOf } from './settle.ts'
import type { Setup } from './terms.ts'
import { follow, type Ground, type Ledger } from './walk.ts'

/** Told after each chunk of steps, while the lanes stand there; `step` counts the steps so far. */
export type Watch = (step: number, lanes: Lanes) => void

export interface Kernel {
  /** Runs every policy along a path, and leaves their figures in `figures`: metrics x policies. */
  run(path: number, figures: Float64Array): void
}

export function kernelOf(setup: Setup, ledger?: Ledger, watch?: Watch): Kernel {
  const { policies, paths, chunk, burnIn } = setup
  const ground = groundOf(setup, ledger)
  const run = (path: number, figures: Float64Array): void => {
    paths.begin(path)
    open(ground.lanes, setup)
    for (let step = 0; step < paths.steps; step += chunk) {
      if (step === burnIn && step > 0) count(ground.lanes)
      const steps = Math.min(chunk, paths.steps - step)
      paths.next(ground.prices, chunk, steps)
      ground.blocks.survey(ground.prices, steps)
      ground.step = step
      policies.forEach((terms, policy) => {
        follow(ground, policy, terms, steps)
      })
      watch?.(step + steps, ground.lanes)
    }
    figuresOf(ground.lanes, setup, figures)
  }
  return { run }
}

function groundOf(setup: Setup, ledger: Ledger | undefined): Ground {
  const { size, chunk } = setup
  return {
    setup,
    lanes: lanesOf(setup),
    desk: deskOf(size),
    blocks: blocksOf(setup),
    gauge: gaugeOf(setup),
    prices: new Float64Array(size * chunk),
    values: new Float64Array(chunk),
    everyone: Int32Array.from({ length: size }, (_, at) => at),
    suspects: new Int32Array(size),
    ledger,
    step: 0,
  }
}
