/** Markets: each kind has the drift, spread and habits that it is described by. */
import { describe, expect, test } from 'vitest'
import type { Market } from '../../src/domain/experiment.ts'
import { factorOf } from '../../src/lab/factor.ts'
import { type Paths, pathsOf } from '../../src/lab/market.ts'
import { driftOf } from '../../src/lab/returns.ts'
import { reversionOf } from '../../src/lab/reversion.ts'
import { absent, caseOf } from '../golden/cases.ts'

const assumed = {
  years: '2',
  stepsPerYear: 50,
  paths: 600,
  mean: ['0.08', '0.02'],
  volatility: ['0.2', '0.1'],
  correlation: [
    ['1', '0.4'],
    ['0.4', '1'],
  ],
}

/** Log returns by class, path and step. */
function logsOf(paths: Paths): number[][][] {
  const prices = new Float64Array(paths.classes * 256)
  return Array.from({ length: paths.classes }, (_, i) =>
    Array.from({ length: paths.paths }, (__, path) => {
      paths.begin(path)
      paths.next(prices, 256, paths.steps)
      const own = [1, ...prices.subarray(i * 256, i * 256 + paths.steps)]
      return own.slice(1).map((price, at) => Math.log(price / (own[at] ?? 1)))
    }),
  )
}

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0)
const mean = (values: readonly number[]): number => sum(values) / values.length
const product = (a: readonly number[], b: readonly number[]): number => {
  const [middle, other] = [mean(a), mean(b)]
  return mean(a.map((x, at) => (x - middle) * ((b[at] ?? 0) - other)))
}

/** Annual covariance of single steps. */
const spread = (logs: readonly number[][][], i: number, j: number): number =>
  product((logs[i] ?? []).flat(), (logs[j] ?? []).flat()) * assumed.stepsPerYear

function finals(market: Market): number[][] {
  return logsOf(pathsOf(market, 3)).map((own) => own.map((path) => Math.exp(sum(path))))
}

/** Is the mean of what came out within four standard errors of what was expected? */
function isNear(values: readonly number[], expected: number): boolean {
  return Math.abs(mean(values) - expected) < 4 * Math.sqrt(product(values, values) / values.length)
}

describe('geometric Brownian motion', () => {
  const market: Market = { kind: 'gbm', ...assumed }
  test('prices grow by the arithmetic drift on average', () => {
    const [first = [], second = []] = finals(market)
    expect([isNear(first, Math.exp(0.16)), isNear(second, Math.exp(0.04))]).toEqual([true, true])
  })
  test('volatilities and correlation are as typed', () => {
    const logs = logsOf(pathsOf(market, 3))
    expect(Math.abs(spread(logs, 0, 0) / 0.04 - 1)).toBeLessThan(0.03)
    expect(Math.abs(spread(logs, 1, 1) / 0.01 - 1)).toBeLessThan(0.03)
    expect(Math.abs(spread(logs, 0, 1) / 0.008 - 1)).toBeLessThan(0.06)
  })
  test('paths come out the same in any order', () => {
    const paths = pathsOf(market, 3)
    const row = (path: number): Float64Array => {
      const prices = new Float64Array(200)
      paths.begin(path)
      paths.next(prices, 100, 60)
      return prices
    }
    const five = row(5)
    expect(row(2)).not.toEqual(five)
    expect(row(5)).toEqual(five)
  })
  test.skipIf(absent)('variance-drag: what growth is left of a drift', () => {
    const [, expected] = caseOf('variance-drag') as [unknown, { lognormal_exact: number }]
    const variance = Math.log(1 + (0.2 / 1.1) ** 2)
    expect(Math.exp(driftOf(Math.log(1.1), variance)) - 1).toBeCloseTo(expected.lognormal_exact, 10)
  })
})

test('student-t: the same volatility, fatter tails, all classes wild together', () => {
  const market: Market = { kind: 'student-t', ...assumed, degrees: '6' }
  const logs = logsOf(pathsOf(market, 3))
  expect(Math.abs(spread(logs, 0, 0) / 0.04 - 1)).toBeLessThan(0.06)
  expect(Math.abs(spread(logs, 0, 1) / 0.008 - 1)).toBeLessThan(0.1)
  const [a, b] = logs.map((own) => own.flat().map((x) => x * x))
  const kurtosis = mean((a ?? []).map((x) => x * x)) / mean(a ?? []) ** 2
  // 3 + 6 / (v - 4) = 6; the sample's own kurtosis is wild, and normal shocks would show 3.
  expect(kurtosis).toBeGreaterThan(4.5)
  // Squares of normal shocks correlate by 0.16.
  expect(
    product(a ?? [], b ?? []) / Math.sqrt(product(a ?? [], a ?? []) * product(b ?? [], b ?? [])),
  ).toBeGreaterThan(0.25)
})

test('jump: the drift is kept, and the covariance counts what jumps add', () => {
  const jump = { perYear: '2', mean: ['-0.1', '-0.05'], deviation: ['0.05', '0.02'] }
  const market: Market = { kind: 'jump', ...assumed, paths: 1200, jump }
  const paths = pathsOf(market, 3)
  const logs = logsOf(paths)
  expect([...paths.covariance].map((x) => Number(x.toFixed(6)))).toEqual([0.065, 0.018, 0.018, 0.0158])
  expect(Math.abs(spread(logs, 0, 0) / 0.065 - 1)).toBeLessThan(0.06)
  expect(Math.abs(spread(logs, 0, 1) / 0.018 - 1)).toBeLessThan(0.1)
  expect(isNear(finals(market)[0] ?? [], Math.exp(0.16))).toBe(true)
})

describe('mean reversion', () => {
  test.skipIf(absent)('ou-exact-step: the exact transition', () => {
    const [, expected] = caseOf('ou-exact-step') as [unknown, Record<string, number>]
    const { kept, added } = reversionOf(expected['half_life'] ?? 0, 1 / 12)
    expect(0.1 + (0.4 - 0.1) * kept).toBeCloseTo(expected['mean'] ?? 0, 10)
    expect(0.3 * Math.sqrt(added)).toBeCloseTo(expected['sd'] ?? 0, 10)
    expect(0.3 * Math.sqrt(reversionOf(expected['half_life'] ?? 0, 1e9).added)).toBeCloseTo(
      expected['stationary_sd'] ?? 0,
      10,
    )
  })
  test('what one class has beside the other stays bounded, and forgets half in a half-life', () => {
    const market: Market = { kind: 'mean-reverting', ...assumed, years: '4', halfLifeYears: '0.25' }
    const logs = logsOf(pathsOf(market, 3))
    const beside = (step: number): number[] =>
      (logs[0] ?? []).map((path, at) => sum(path.slice(0, step)) - sum((logs[1]?.[at] ?? []).slice(0, step)))
    // sigma^2 / (2 kappa) of the difference, sigma^2 = 0.04 + 0.01 - 0.016.
    const stationary = 0.034 / (2 * (Math.LN2 / 0.25))
    expect(Math.abs(product(beside(200), beside(200)) / stationary - 1)).toBeLessThan(0.2)
    const half = Math.round(0.25 * 50)
    const kept = product(beside(150), beside(150 + half)) / product(beside(150), beside(150))
    expect(Math.abs(kept - 2 ** (-half / 12.5))).toBeLessThan(0.12)
  })
})

test('regimes: as long in each state, which lasts as long as it should', () => {
  const calm = { ...assumed, volatility: ['0.01', '0.01'] }
  const { mean: drift, volatility, correlation } = assumed
  const states = [
    { mean: drift, volatility, correlation },
    { mean: drift, volatility: calm.volatility, correlation },
  ]
  const market: Market = {
    kind: 'regimes',
    years: '4',
    stepsPerYear: 50,
    paths: 300,
    states,
    switchPerYear: '2',
  }
  const wild = (logsOf(pathsOf(market, 3))[0] ?? []).map((path) =>
    path.map((x) => (Math.abs(x) > 0.005 ? 1 : 0)),
  )
  // Half of the steps are wild, and of those six in seven are larger than any calm one.
  expect(Math.abs(mean(wild.flat()) - 0.43)).toBeLessThan(0.04)
  const together = mean(wild.map((path) => mean(path.slice(1).map((x, at) => x * (path[at] ?? 0)))))
  expect(together).toBeGreaterThan(0.3)
})

const prices = {
  dates: ['2024-01-01', '2024-07-01', '2025-01-01', '2025-07-01', '2026-01-01'],
  classes: [
    ['100', '110', '99', '99', '132'],
    ['50', '51', '52', '48', '60'],
  ],
}

describe('prices that were', () => {
  test('a history is walked as it was', () => {
    const paths = pathsOf({ kind: 'history', prices, stepsPerYear: null }, 0)
    const out = new Float64Array(8)
    paths.begin(0)
    paths.next(out, 4, 2)
    paths.next(out.subarray(2), 4, 2)
    expect([...out].map((x) => Number(x.toFixed(12)))).toEqual([1.1, 0.99, 0.99, 1.32, 1.02, 1.04, 0.96, 1.2])
    expect(paths).toMatchObject({ steps: 4, paths: 1 })
    expect(paths.stepsPerYear).toBeCloseTo(2, 2)
  })
  test('the bootstrap takes whole rows, mostly one after the other', () => {
    const market: Market = {
      kind: 'bootstrap',
      prices,
      stepsPerYear: 2,
      meanBlock: '4',
      years: '100',
      paths: 20,
    }
    const [first = [], second = []] = logsOf(pathsOf(market, 9))
    const rowOf = (ratio: number, of: readonly string[]): number =>
      of.slice(1).findIndex((price, at) => Math.abs(Math.log(Number(price) / Number(of[at])) - ratio) < 1e-9)
    const rows = first.map((path) => path.map((x) => rowOf(x, prices.classes[0] ?? [])))
    const others = second.map((path) => path.map((x) => rowOf(x, prices.classes[1] ?? [])))
    expect(rows).toEqual(others)
    const follows = rows.map((path) =>
      mean(path.slice(1).map((row, at) => (row === ((path[at] ?? 0) + 1) % 4 ? 1 : 0))),
    )
    // Three quarters go on, and one in four of the others does by chance.
    expect(Math.abs(mean(follows) - (0.75 + 0.25 / 4))).toBeLessThan(0.03)
    for (const row of [0, 1, 2, 3])
      expect(Math.abs(mean(rows.flat().map((each) => (each === row ? 1 : 0))) - 0.25)).toBeLessThan(0.04)
  })
})

test('a factor gives its matrix back, also where one class is the sum of others', () => {
  const matrix = Float64Array.from([1, 0.5, 1.5, 0.5, 2, 2.5, 1.5, 2.5, 4])
  const { rank, rows } = factorOf(matrix, 3)
  expect(rank).toBe(2)
  const again = matrix.map((_, at) => {
    const [i, j] = [Math.floor(at / 3), at % 3]
    return sum(Array.from({ length: rank }, (__, k) => (rows[i * rank + k] ?? 0) * (rows[j * rank + k] ?? 0)))
  })
  again.forEach((entry, at) => expect(entry).toBeCloseTo(matrix[at] ?? 0, 12))
})
