/** What the lab's benchmark measures: the kernel with and without drawing, and a plain loop that draws anew for each policy. */
import { comparisonOf, type Comparison } from '../../src/domain/comparison.ts'
import { experimentOf } from '../../src/domain/experimentDecode.ts'
import { kernelOf } from '../../src/lab/kernel.ts'
import { count, figuresOf, lanesOf, open } from '../../src/lab/lanes.ts'
import type { Paths } from '../../src/lab/market.ts'
import { metricCount } from '../../src/lab/statistics.ts'
import { type Setup, setupOf } from '../../src/lab/terms.ts'
import { book, deskOf, lookAt } from './labPlain.ts'

const classes = 10

/** Ten classes, twenty years of days, forty bands: the demo. */
export function demo(lookEverySteps: number): Comparison {
  const list = (of: (at: number) => number): string[] =>
    Array.from({ length: classes }, (_, at) => of(at).toFixed(4))
  const experiment = experimentOf({
    evenkeelExperiment: 1,
    seed: 7,
    classes: list((at) => at),
    targets: list(() => 0.1),
    market: {
      kind: 'gbm',
      years: '20',
      stepsPerYear: 252,
      paths: 1000,
      mean: list((at) => 0.03 + 0.01 * (at % 5)),
      volatility: list((at) => 0.06 + 0.02 * at),
      correlation: Array.from({ length: classes }, (_, i) => list((j) => (i === j ? 1 : 0.3))),
    },
    lookEverySteps,
    cost: { oneWay: list(() => 0.0005), ticket: '0.00001' },
    policies: {
      grid: {
        band: 'absolute',
        trigger: ['0.02', '0.025', '0.03', '0.04', '0.05', '0.06', '0.08', '0.1'],
        destination: ['0', '0.25', '0.5', '0.75', '1'],
      },
    },
  })
  if (!experiment.ok) throw new Error(JSON.stringify(experiment.problems))
  return comparisonOf(experiment.value)
}

export const classSteps = (of: Comparison): number => classes * 20 * 252 * of.policies.length

/** The first paths of a market, drawn beforehand and handed out again from memory. */
function drawn(paths: Paths, chunk: number, many: number): Paths {
  const chunks = Math.ceil(paths.steps / chunk)
  const kept = Array.from({ length: many }, (_, path) => {
    paths.begin(path)
    return Array.from({ length: chunks }, (__, at) => {
      const prices = new Float64Array(paths.classes * chunk)
      paths.next(prices, chunk, Math.min(chunk, paths.steps - at * chunk))
      return prices
    })
  })
  let now: readonly Float64Array[] = []
  let at = 0
  const begin = (path: number): void => {
    now = kept[path % many] ?? []
    at = 0
  }
  const next = (prices: Float64Array): void => {
    prices.set(now[at] ?? prices)
    at += 1
  }
  return { ...paths, begin, next }
}

export type Runner = (path: number) => void

export function kernel(of: Comparison): Runner {
  const run = kernelOf(setupOf(of))
  const figures = new Float64Array(metricCount * of.policies.length)
  return (path) => run.run(path, figures)
}

export function kernelOnDrawn(of: Comparison, paths: number): Runner {
  const setup = setupOf(of)
  const run = kernelOf({ ...setup, paths: drawn(setup.paths, setup.chunk, paths) })
  const figures = new Float64Array(metricCount * of.policies.length)
  return (path) => run.run(path, figures)
}

/** Draws a path and nothing else. */
export function drawing(of: Comparison): Runner {
  const { paths, chunk } = setupOf(of)
  const prices = new Float64Array(classes * chunk)
  return (path) => {
    paths.begin(path)
    for (let step = 0; step < paths.steps; step += chunk)
      paths.next(prices, chunk, Math.min(chunk, paths.steps - step))
  }
}

/** Policy after policy, step after step, on the same shocks and with the same figures, as one would write it down. */
export function plainLoop(of: Comparison): Runner {
  const setup = setupOf(of)
  const figures = new Float64Array(metricCount)
  return (path) => {
    for (const terms of setup.policies) plainPath({ ...setup, policies: [terms] }, path, figures)
  }
}

function plainPath(setup: Setup, path: number, figures: Float64Array): void {
  const { paths, chunk, size, targets, policies } = setup
  const [terms] = policies
  if (!terms) return
  const lanes = lanesOf(setup, (length) => new Float64Array(length))
  const desk = deskOf(size)
  const prices = new Float64Array(size * chunk)
  const drift = new Float64Array(size)
  open(lanes, setup)
  count(lanes)
  paths.begin(path)
  const measure = (values: Float64Array, total: number, weight: number): void => {
    for (let i = 0; i < size; i += 1) drift[i] = (values[i] ?? 0) / total - (targets[i] ?? 0)
    for (let i = 0; i < size; i += 1) {
      lanes.drift[0]! += (weight * (drift[i] ?? 0) * (drift[i] ?? 0)) / size
      for (let j = 0; j < size; j += 1)
        lanes.variance[0]! +=
          weight * (drift[i] ?? 0) * (paths.covariance[i * size + j] ?? 0) * (drift[j] ?? 0)
    }
  }
  for (let step = 0; step < paths.steps; step += 1) {
    const at = step % chunk
    if (at === 0) paths.next(prices, chunk, Math.min(chunk, paths.steps - step))
    let total = 0
    for (let i = 0; i < size; i += 1) {
      const value = (lanes.units[i] ?? 0) * (prices[i * chunk + at] ?? 0)
      desk.held[i] = value
      total += value
    }
    const isLook = (step + 1) % terms.lookEvery === 0
    desk.basis.set(lanes.basis)
    const did = isLook ? lookAt(desk, setup, terms, false) : 'nothing'
    const after = did === 'nothing' ? total : desk.total
    if (isLook && desk.isOutside) lanes.outside[0]! += 1
    if ((step + 1) % terms.sampleEvery === 0) {
      measure(desk.held, total, did === 'nothing' ? 1 : 0.5)
      if (did !== 'nothing') measure(desk.after, after, 0.5)
      lanes.samples[0]! += 1
    }
    const r = after / (lanes.value[0] ?? 1) - 1
    lanes.returns[0]! += r
    lanes.squares[0]! += r * r
    lanes.losses[0]! += 4 * Math.min(r, 0) * Math.min(r, 0)
    lanes.peak[0] = Math.max(lanes.peak[0] ?? 0, after)
    lanes.drawdown[0] = Math.min(lanes.drawdown[0] ?? 0, after / lanes.peak[0] - 1)
    lanes.value[0] = after
    if (did !== 'nothing') book(lanes, 0, desk, did, prices, at, chunk)
  }
  figuresOf(lanes, setup, figures)
}
