/** What each policy has come to on the path so far: holdings side by side, and the sums its figures are made of. */
import { power } from '../risk/elementary.ts'
import type { Allot } from './machine.ts'
import type { Setup } from './terms.ts'

export interface Lanes {
  /** What is held of each class, at price 1: policies x classes. */
  readonly units: Float64Array
  readonly basis: Float64Array
  /** Of the last step, after trades. */
  readonly value: Float64Array
  /** Wealth as if no flow had ever come: index = value x scale. */
  readonly scale: Float64Array
  /** The highest value so far; flows move it along. */
  readonly peak: Float64Array
  /** The value at which the drawdown becomes deeper than ever. */
  readonly floor: Float64Array
  readonly drawdown: Float64Array
  /** Sums over steps of returns, of their squares, and of the squares of losses, four times. */
  readonly returns: Float64Array
  readonly squares: Float64Array
  readonly losses: Float64Array
  readonly events: Float64Array
  readonly orders: Float64Array
  readonly turnover: Float64Array
  readonly cost: Float64Array
  readonly tax: Float64Array
  readonly variance: Float64Array
  readonly drift: Float64Array
  readonly samples: Float64Array
  readonly outside: Float64Array
  /** The index where counting began. */
  readonly first: Float64Array
}

export function lanesOf({ size, policies }: Setup, allot: Allot): Lanes {
  const lane = (): Float64Array => allot(policies.length)
  return {
    units: allot(policies.length * size),
    basis: allot(policies.length * size),
    value: lane(),
    scale: lane(),
    peak: lane(),
    floor: lane(),
    drawdown: lane(),
    returns: lane(),
    squares: lane(),
    losses: lane(),
    events: lane(),
    orders: lane(),
    turnover: lane(),
    cost: lane(),
    tax: lane(),
    variance: lane(),
    drift: lane(),
    samples: lane(),
    outside: lane(),
    first: lane(),
  }
}

/** Every policy starts at its targets with a wealth of 1, all of it paid for. */
export function open(lanes: Lanes, { targets, size, policies }: Setup): void {
  for (let p = 0; p < policies.length; p += 1) {
    lanes.units.set(targets, p * size)
    lanes.basis.set(targets, p * size)
  }
  lanes.value.fill(1)
  lanes.scale.fill(1)
  count(lanes)
}

/** Counting begins here: holdings stay, figures start anew. */
export function count(lanes: Lanes): void {
  const { value, scale, peak, floor, first } = lanes
  peak.set(value)
  floor.set(value)
  for (let p = 0; p < first.length; p += 1) first[p] = (value[p] as number) * (scale[p] as number)
  for (const sum of [
    lanes.drawdown,
    lanes.returns,
    lanes.squares,
    lanes.losses,
    lanes.events,
    lanes.orders,
    lanes.turnover,
    lanes.cost,
    lanes.tax,
    lanes.variance,
    lanes.drift,
    lanes.samples,
    lanes.outside,
  ])
    sum.fill(0)
}

const basisPoints = 10_000

/** The figures of all policies in the order of `metricNames`, metrics x policies. */
export function figuresOf(lanes: Lanes, setup: Setup, out: Float64Array): void {
  const { policies, aversion, paths, burnIn } = setup
  const steps = paths.steps - burnIn
  const years = steps / paths.stepsPerYear
  const many = policies.length
  policies.forEach(({ lookEvery }, p) => {
    const looks = Math.floor(paths.steps / lookEvery) - Math.floor(burnIn / lookEvery)
    const samples = Math.max(1, lanes.samples[p] as number)
    const variance = (lanes.variance[p] as number) / samples
    const cost = ((lanes.cost[p] as number) / years) * basisPoints
    const tax = ((lanes.tax[p] as number) / years) * basisPoints
    const index = (lanes.value[p] as number) * (lanes.scale[p] as number)
    const ratios = ratiosOf(
      lanes.returns[p] as number,
      lanes.squares[p] as number,
      (lanes.losses[p] as number) / 4,
      steps,
      paths.stepsPerYear,
    )
    const figures = [
      (lanes.events[p] as number) / years,
      (lanes.orders[p] as number) / years,
      (lanes.turnover[p] as number) / years,
      cost,
      tax,
      Math.sqrt(variance),
      (lanes.drift[p] as number) / samples,
      looks > 0 ? (lanes.outside[p] as number) / looks : 0,
      power(index / (lanes.first[p] as number), 1 / years) - 1,
      ratios.volatility,
      ratios.sharpe,
      ratios.sortino,
      lanes.drawdown[p] as number,
      (aversion / 2) * variance * basisPoints + cost + tax,
    ]
    figures.forEach((figure, metric) => (out[metric * many + p] = figure))
  })
}

interface Ratios {
  readonly volatility: number
  readonly sharpe: number
  readonly sortino: number
}

/**
 * From sums over steps of returns, squares and squared losses, annual and without a riskless rate: the sample's
 * deviation; mean over it; mean over the root of the mean squared loss. Ratios over nothing are 0.
 */
export function ratiosOf(
  sum: number,
  squares: number,
  losses: number,
  steps: number,
  stepsPerYear: number,
): Ratios {
  const mean = sum / steps
  const deviation = Math.sqrt(Math.max(0, squares - sum * mean) / Math.max(1, steps - 1))
  const down = Math.sqrt(losses / steps)
  const root = Math.sqrt(stepsPerYear)
  return {
    volatility: deviation * root,
    sharpe: deviation > 0 ? (mean / deviation) * root : 0,
    sortino: down > 0 ? (mean / down) * root : 0,
  }
}
