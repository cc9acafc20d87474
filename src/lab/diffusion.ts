/** Markets made of shocks: geometric Brownian motion, and what fat tails, jumps, reversion and regimes make of it. */
import type { Market } from '../domain/experiment.ts'
import { exp, nearZero } from '../risk/elementary.ts'
import { jumpsOf } from './jumps.ts'
import type { Paths } from './market.ts'
import { mixingOf } from './mixing.ts'
import { regimesOf } from './regimes.ts'
import { longestFill, type Mill, millOf, spareSteps } from './mill.ts'
import { brownian, brownianRoom, momentsOf, type Returns } from './returns.ts'
import { revertingOf } from './reversion.ts'
import { type Shocks, shocksOf } from './shocks.ts'
import { one } from './stretch.ts'

type Diffusion = Extract<Market, { readonly years: string; readonly stepsPerYear: number }>
type Assumed = Exclude<Diffusion, { readonly kind: 'bootstrap' }>

export function diffusionOf(market: Assumed, seed: number): Paths {
  const classes = market.kind === 'regimes' ? (market.states[0]?.mean.length ?? 0) : market.mean.length
  const { stepsPerYear, paths } = market
  const steps = Math.round(Number(market.years) * stepsPerYear)
  const mill = millOf(roomFor(market, classes))
  const returns = returnsOf(mill, market, seed)
  const shocks = Array.from({ length: classes }, (_, asset) => shocksOf(mill, seed, asset))
  const walk = walkOf(mill, classes, returns, shocks)
  return { classes, steps, stepsPerYear, paths, covariance: returns.covariance, ...walk }
}

/** Shocks, log returns and prices of all classes; what regimes and jumps need besides; what is read and written beyond an end. */
function roomFor(market: Assumed, classes: number): number {
  const states = market.kind === 'regimes' ? market.states.length : 1
  return 4 * (classes * longestFill + spareSteps) + states * brownianRoom(classes)
}

function returnsOf(mill: Mill, market: Assumed, seed: number): Returns {
  const dt = 1 / market.stepsPerYear
  switch (market.kind) {
    case 'gbm':
      return brownian(mill, momentsOf(market), dt)
    case 'student-t':
      return mixingOf(
        brownian(mill, momentsOf(market), dt, false),
        momentsOf(market),
        Number(market.degrees),
        dt,
        seed,
      )
    case 'jump':
      return jumpsOf(mill, brownian(mill, momentsOf(market), dt), market.jump, dt, seed)
    case 'mean-reverting':
      return revertingOf(
        brownian(mill, momentsOf(market), dt, false),
        momentsOf(market),
        Number(market.halfLifeYears),
        dt,
      )
    case 'regimes':
      return regimesOf(
        mill,
        market.states.map((state) => brownian(mill, momentsOf(state), dt)),
        Number(market.switchPerYear),
        dt,
        seed,
      )
  }
}

/** Log returns added up into prices. */
function walkOf(
  mill: Mill,
  classes: number,
  returns: Returns,
  shocks: readonly Shocks[],
): Pick<Paths, 'begin' | 'next'> {
  const normals = mill.allot(classes * longestFill + spareSteps)
  const logs = mill.allot(classes * longestFill + spareSteps)
  const made = mill.allot(longestFill + spareSteps)
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
    for (let asset = 0; asset < classes; asset += 1)
      shocks[asset]?.write(normals, asset * longestFill, path, step, count)
    returns.write(logs, normals, path, step, count)
    for (let i = 0; i < classes; i += 1) {
      compound(mill, made, logs, i * longestFill, last[i] as number, count)
      for (let t = 0, at = i * stride; t < count; t += 1, at += 1) prices[at] = made[t] as number
      last[i] = made[count - 1] as number
    }
    step += count
  }
  return { begin, next }
}

/** Prices after so many log returns. Large ones are rare, and taken one by one. */
function compound(
  { routines }: Mill,
  made: Float64Array,
  logs: Float64Array,
  from: number,
  last: number,
  count: number,
): void {
  const largest = routines.compound(made.byteOffset, logs.byteOffset + from * one, last, count * one)
  if (largest < nearZero) return
  let price = last
  for (let t = 0; t < count; t += 1) {
    price *= exp(logs[from + t] as number)
    made[t] = price
  }
}
