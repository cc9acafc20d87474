/** Markets made of shocks: geometric Brownian motion, and what fat tails, jumps, reversion and regimes make of it. */
import type { Market } from '../domain/experiment.ts'
import { exp, expNearZero, nearZero } from '../risk/elementary.ts'
import { jumpsOf } from './jumps.ts'
import type { Paths } from './market.ts'
import { mixingOf } from './mixing.ts'
import { regimesOf } from './regimes.ts'
import { brownian, momentsOf, type Returns } from './returns.ts'
import { revertingOf } from './reversion.ts'
import { longestFill, type Shocks, shocksOf } from './shocks.ts'

type Diffusion = Extract<Market, { readonly years: string; readonly stepsPerYear: number }>
type Assumed = Exclude<Diffusion, { readonly kind: 'bootstrap' }>

export function diffusionOf(market: Assumed, seed: number): Paths {
  const classes = market.kind === 'regimes' ? (market.states[0]?.mean.length ?? 0) : market.mean.length
  const { stepsPerYear, paths } = market
  const steps = Math.round(Number(market.years) * stepsPerYear)
  const returns = returnsOf(market, seed)
  const shocks = Array.from({ length: classes }, (_, asset) => shocksOf(seed, asset))
  const walk = walkOf(classes, returns, shocks)
  return { classes, steps, stepsPerYear, paths, covariance: returns.covariance, ...walk }
}

function returnsOf(market: Assumed, seed: number): Returns {
  const dt = 1 / market.stepsPerYear
  switch (market.kind) {
    case 'gbm':
      return brownian(momentsOf(market), dt)
    case 'student-t':
      return mixingOf(
        brownian(momentsOf(market), dt, false),
        momentsOf(market),
        Number(market.degrees),
        dt,
        seed,
      )
    case 'jump':
      return jumpsOf(brownian(momentsOf(market), dt), market.jump, dt, seed)
    case 'mean-reverting':
      return revertingOf(
        brownian(momentsOf(market), dt, false),
        momentsOf(market),
        Number(market.halfLifeYears),
        dt,
      )
    case 'regimes':
      return regimesOf(
        market.states.map((state) => brownian(momentsOf(state), dt)),
        Number(market.switchPerYear),
        dt,
        seed,
      )
  }
}

/** Log returns added up into prices. */
function walkOf(classes: number, returns: Returns, shocks: readonly Shocks[]): Pick<Paths, 'begin' | 'next'> {
  const normals = new Float64Array(classes * longestFill)
  const logs = new Float64Array(classes * longestFill)
  const last = new Float64Array(classes)
  let path = 0
  let step = 0
  const begin = (next: number): void => {
    path = next
    step = 0
    last.fill(1)
    returns.begin(path)
  }
  const next = (prices: Float64Array, stride: number, count: number): void => {
    shocks.forEach((each, asset) => each.write(normals, asset * longestFill, path, step, count))
    returns.write(logs, normals, path, step, count)
    for (let i = 0; i < classes; i += 1)
      last[i] = compound(prices, i * stride, logs, i * longestFill, last[i] as number, count)
    step += count
  }
  return { begin, next }
}

function compound(
  prices: Float64Array,
  at: number,
  logs: Float64Array,
  from: number,
  last: number,
  count: number,
): number {
  let price = last
  for (let t = 0; t < count; t += 1) {
    const x = logs[from + t] as number
    price *= x < nearZero && x > -nearZero ? expNearZero(x) : exp(x)
    prices[at + t] = price
  }
  return price
}
