/** The kernel: one pass over a path serves every policy. Prices are drawn once, and policies take turns while they are at hand. */
import { type Desk, deskOf } from './desk.ts'
import { follow, type Ground, type Ledger } from './follow.ts'
import { gaugeOf } from './gauge.ts'
import { count, figuresOf, type Lanes, lanesOf, open } from './lanes.ts'
import { type Allot, filled, landOf } from './machine.ts'
import { type Blocks, blockSteps } from './proof.ts'
import { atOnce, both, type Market, one } from './stretch.ts'
import type { Setup, Terms } from './terms.ts'
import type { Rules } from './trade.ts'
import { type Trail, walkerOf } from './walk.ts'
import { waterfill } from './waterfill.ts'

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
  return { trail: land.parts, walker: walkerOf(setup, land, pourOf(setup, land.parts.desk)), ledger, step: 0 }
}

/** Money in or out, one-sided: buys lift the classes that are lowest against their targets, sells lower the highest. */
function pourOf({ size, targets }: Setup, { held, start, after }: Desk) {
  const order = Array.from({ length: size }, (_, at) => at)
  return (amount: number, into: number): void => {
    waterfill(held, targets, amount, into === start.byteOffset ? start : after, order)
  }
}

function trailOf(setup: Setup, allot: Allot): Trail {
  const { size, chunk } = setup
  const across = size + (size % 2)
  const market: Market = {
    size,
    chunk,
    prices: allot(size * chunk + atOnce),
    // What a policy was worth before the first step stands before it.
    values: allot(both / one + chunk + atOnce).subarray(both / one),
  }
  return {
    lanes: lanesOf(setup, allot),
    market,
    blocks: blocksOf(setup, across, allot),
    rules: rulesOf(setup, across, allot),
    gauge: gaugeOf(setup, allot),
    desk: deskOf(setup, allot),
  }
}

function rulesOf({ policies }: Setup, across: number, allot: Allot): Rules {
  const rows = (of: (terms: Terms) => Float64Array, nothing: number): Float64Array => {
    const all = allot(policies.length * across).fill(nothing)
    policies.forEach((terms, policy) => all.set(of(terms), policy * across))
    return all
  }
  return {
    across,
    low: rows((terms) => terms.low, 0),
    high: rows((terms) => terms.high, 1),
    aimLow: rows((terms) => terms.aimLow, 0),
    aimHigh: rows((terms) => terms.aimHigh, 1),
  }
}

function blocksOf({ size, chunk, targets }: Setup, across: number, allot: Allot): Blocks {
  const many = Math.ceil(chunk / blockSteps)
  return {
    across,
    targets: filled(allot, targets),
    lowest: allot(many * across),
    highest: allot(many * across),
    shares: allot(size),
    suspects: allot(size),
  }
}
