/** The kernel: one pass over a path serves every policy. Prices are drawn once, and policies take turns while they are at hand. */
import { follow, type Ground, type Ledger } from './follow.ts'
import { gaugeOf } from './gauge.ts'
import { count, figuresOf, type Lanes, lanesOf, open } from './lanes.ts'
import { type Allot, filled, landOf } from './machine.ts'
import { type Blocks, blockSteps } from './proof.ts'
import { deskOf } from './settle.ts'
import { atOnce, both, type Market, one } from './stretch.ts'
import type { Setup, Terms } from './terms.ts'
import { type Trail, walkerOf } from './walk.ts'

/** Told after each chunk of steps, while the lanes stand there; `step` counts the steps so far. */
export type Watch = (step: number, lanes: Lanes) => void

export interface Kernel {
  /** Runs every policy along a path, and leaves their figures in `figures`: metrics x policies. */
  run(path: number, figures: Float64Array): void
}

export function kernelOf(setup: Setup, ledger?: Ledger, watch?: Watch): Kernel {
  const { policies, paths, chunk, burnIn } = setup
  const ground = groundOf(setup, ledger)
  const { lanes, market } = ground.trail
  const run = (path: number, figures: Float64Array): void => {
    paths.begin(path)
    open(lanes, setup)
    for (let step = 0; step < paths.steps; step += chunk) {
      if (step === burnIn && step > 0) count(lanes)
      const steps = Math.min(chunk, paths.steps - step)
      paths.next(market.prices, chunk, steps)
      ground.walker.survey(steps * one)
      ground.step = step
      policies.forEach((terms, policy) => {
        follow(ground, policy, terms, steps)
      })
      watch?.(step + steps, lanes)
    }
    figuresOf(lanes, setup, figures)
  }
  return { run }
}

function groundOf(setup: Setup, ledger: Ledger | undefined): Ground {
  const land = landOf((allot) => trailOf(setup, allot))
  return { setup, trail: land.parts, walker: walkerOf(land), desk: deskOf(setup.size), ledger, step: 0 }
}

function trailOf(setup: Setup, allot: Allot): Trail {
  const lanes = lanesOf(setup, allot)
  const { size, chunk } = setup
  const market: Market = {
    size,
    chunk,
    prices: allot(size * chunk + atOnce),
    // What a policy was worth before the first step stands before it.
    values: allot(both / one + chunk + atOnce).subarray(both / one),
  }
  return { lanes, market, blocks: blocksOf(setup, allot), gauge: gaugeOf(setup, allot) }
}

function blocksOf({ size, chunk, targets, policies }: Setup, allot: Allot): Blocks {
  const across = size + (size % 2)
  const many = Math.ceil(chunk / blockSteps)
  const bands = (of: (terms: Terms) => Float64Array, nothing: number): Float64Array => {
    const rows = allot(policies.length * across).fill(nothing)
    policies.forEach((terms, policy) => rows.set(of(terms), policy * across))
    return rows
  }
  return {
    across,
    targets: filled(allot, targets),
    lowest: allot(many * across),
    highest: allot(many * across),
    low: bands((terms) => terms.low, 0),
    high: bands((terms) => terms.high, 1),
    shares: allot(size),
    suspects: allot(size),
  }
}
