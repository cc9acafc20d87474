/** Targets built from risk: the published portfolios, digit by digit. */
import { describe, expect, test } from 'vitest'
import { build } from '../../src/risk/builders/build.ts'
import type { Built } from '../../src/risk/builders/built.ts'
import { distancesOf, halvedWeights, leafOrder } from '../../src/risk/builders/hierarchy.ts'
import { movingAim } from '../../src/risk/builders/movingAim.ts'
import type { Recipe } from '../../src/risk/builders/recipe.ts'
import { openLimits, type Universe } from '../../src/risk/builders/universe.ts'
import { covarianceOf } from '../../src/risk/sample.ts'
import { absent, caseOf } from './cases.ts'

type Numbers = readonly number[]

function universeOf(cov: readonly Numbers[], more: Partial<Universe> = {}): Universe {
  const size = cov.length
  return { size, covariance: Float64Array.from(cov.flat()), means: null, ...openLimits(size), ...more }
}

function built(recipe: Recipe, universe: Universe): Built {
  const outcome = build(recipe, universe)
  if (outcome.kind !== 'built') throw new Error(JSON.stringify(outcome))
  return outcome
}

/** The largest difference from published weights. */
function offBy({ weights }: Built, published: Numbers): number {
  return published.reduce((most, weight, i) => Math.max(most, Math.abs((weights[i] ?? NaN) - weight)), 0)
}

interface Inputs {
  readonly cov: readonly Numbers[]
  readonly vol: Numbers
  readonly rho: number
  readonly budget: Numbers
  readonly lo: Numbers
  readonly hi: Numbers
  readonly mu: Numbers
}

interface Expected {
  readonly weights: Numbers
  readonly vol: number
  readonly w1: number
  readonly sharpe: number
}

const read = (id: string): readonly [Inputs, Expected] => caseOf(id) as [Inputs, Expected]
const equalRisk: Recipe = { kind: 'equal-risk' }

describe.skipIf(absent)('risk budgets', () => {
  test('erc-maillard-1', () => {
    const [{ vol }, { weights }] = read('erc-maillard-1')
    const cov = vol.map((own, i) => vol.map((_, j) => (i === j ? own * own : 0)))
    expect(offBy(built(equalRisk, universeOf(cov)), weights)).toBeLessThanOrEqual(1e-9)
  })

  test('erc-maillard-2', () => {
    const [{ cov }, { weights }] = read('erc-maillard-2')
    // They are told with eight digits.
    expect(offBy(built(equalRisk, universeOf(cov)), weights)).toBeLessThanOrEqual(5.1e-9)
  })

  test('erc-bai', () => {
    const [{ cov }, { weights, vol }] = read('erc-bai')
    const found = built(equalRisk, universeOf(cov))
    expect(offBy(found, weights)).toBeLessThanOrEqual(5.1e-9)
    expect(found.volatility).toBeCloseTo(vol, 9)
  })

  test('erc-box-roncalli', () => {
    const [{ cov, lo, hi }, { weights }] = read('erc-box-roncalli')
    const limits = { lower: Float64Array.from(lo), upper: Float64Array.from(hi) }
    const found = built(equalRisk, universeOf(cov, limits))
    expect(offBy(found, weights)).toBeLessThanOrEqual(1e-7)
    const { contributions } = found
    const [first, atLower, third, fourth, atUpper] = contributions as unknown as [
      number,
      number,
      number,
      number,
      number,
    ]
    expect(Math.max(Math.abs(first - third), Math.abs(first - fourth))).toBeLessThan(1e-9)
    expect(atLower).toBeGreaterThan(first)
    expect(atUpper).toBeLessThan(first)
  })

  test('rb-2asset-closed', () => {
    const [{ vol, rho, budget }, { w1 }] = read('rb-2asset-closed')
    const cov = vol.map((own, i) => vol.map((other, j) => own * other * (i === j ? 1 : rho)))
    const recipe: Recipe = { kind: 'risk-budgets', budgets: Float64Array.from(budget) }
    expect(offBy(built(recipe, universeOf(cov)), [w1])).toBeLessThanOrEqual(1e-10)
  })

  test('invvol-bt', () => {
    const [inputs, { weights }] = caseOf('invvol-bt') as [Record<string, Numbers>, Expected]
    const columns = Object.values(inputs).map((prices) =>
      prices.slice(1).map((price, at) => price / (prices[at] ?? 1) - 1),
    )
    const [first = [], second = []] = columns
    const values = Float64Array.from(first.flatMap((value, at) => [value, second[at] ?? NaN]))
    const covariance = covarianceOf({ rows: first.length, columns: 2, values })
    const universe = universeOf([[], []], { covariance })
    expect(offBy(built({ kind: 'inverse-volatility' }, universe), weights)).toBeLessThanOrEqual(1e-8)
  })
})

describe.skipIf(absent)('quadratic builders', () => {
  test('gmv-roncalli', () => {
    const [{ cov }, { weights }] = read('gmv-roncalli') as unknown as [
      Inputs,
      { readonly weights: readonly Numbers[] },
    ]
    const boxes = [[0, 1], [0.1, 1], [0.2, 1], [0, 0.5]] as const // prettier-ignore
    boxes.forEach(([least, most], at) => {
      const limits = { lower: new Float64Array(4).fill(least), upper: new Float64Array(4).fill(most) }
      expect(
        offBy(built({ kind: 'minimum-variance' }, universeOf(cov, limits)), weights[at] ?? []),
      ).toBeLessThanOrEqual(5.1e-7)
    })
  })

  test('mv-roncalli-target', () => {
    const [{ cov, mu }, { weights }] = read('mv-roncalli-target')
    const limits = { means: Float64Array.from(mu), upper: new Float64Array(4).fill(0.4) }
    const recipe: Recipe = { kind: 'mean-variance', choice: { kind: 'return', least: 0.06 } }
    expect(offBy(built(recipe, universeOf(cov, limits)), weights)).toBeLessThanOrEqual(1e-8)
  })

  test('mv-sharpe-mia', () => {
    const [{ cov, mu, risk_tolerance: tolerances }, { weights }] = caseOf('mv-sharpe-mia') as [
      Inputs & { readonly risk_tolerance: Numbers },
      { readonly weights: readonly Numbers[] },
    ]
    const limits = { lower: new Float64Array(3).fill(0.2), upper: new Float64Array(3).fill(0.5) }
    tolerances.forEach((tolerance, at) => {
      const recipe: Recipe =
        tolerance === 0
          ? { kind: 'minimum-variance' }
          : { kind: 'mean-variance', choice: { kind: 'aversion', aversion: 1 / tolerance } }
      expect(
        offBy(built(recipe, universeOf(cov, { ...limits, means: Float64Array.from(mu) })), weights[at] ?? []),
      ).toBeLessThanOrEqual(1e-9)
    })
  })

  test('maxsharpe-bailey', () => {
    const [{ cov, mu }, { weights, sharpe }] = read('maxsharpe-bailey')
    const means = Float64Array.from(mu)
    const universe = universeOf(cov, { means })
    const found = built({ kind: 'maximum-sharpe', riskFree: 0 }, universe)
    expect(offBy(found, weights)).toBeLessThanOrEqual(1e-8)
    const mean = found.weights.reduce((sum, weight, i) => sum + weight * (means[i] ?? 0), 0)
    expect(mean / found.volatility).toBeCloseTo(sharpe, 9)
  })

  test('te-acwi, with the benchmark as a class that may not be held', () => {
    const [{ assets, benchmark }, { weights }] = caseOf('te-acwi') as [
      { readonly assets: readonly Numbers[]; readonly benchmark: Numbers },
      Expected,
    ]
    const columns = [...assets, benchmark]
    const products = columns.map((own) =>
      columns.map((other) => own.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0)),
    )
    const universe = universeOf(products, { upper: Float64Array.of(1, 1, 0) })
    expect(
      offBy(built({ kind: 'tracking-error', benchmark: Float64Array.of(0, 0, 1) }, universe), weights),
    ).toBeLessThanOrEqual(1e-9)
  })
})

test.skipIf(absent)('hrp-pyportfolioopt', () => {
  const [{ tickers, cov_daily: cov, corr }, { weights, leaf_order: order }] = caseOf(
    'hrp-pyportfolioopt',
  ) as [
    {
      readonly tickers: readonly string[]
      readonly cov_daily: readonly Numbers[]
      readonly corr: readonly Numbers[]
    },
    { readonly weights: Readonly<Record<string, number>>; readonly leaf_order: Numbers },
  ]
  // Their correlations are of other days than their covariances, as prices are missing: the tree is of the former.
  const distances = distancesOf(Float64Array.from(corr.flat()), tickers.length, 'correlation')
  expect([...leafOrder(distances, tickers.length)]).toEqual(order)
  const found = halvedWeights(Float64Array.from(cov.flat()), Int32Array.from(order))
  tickers.forEach((name, i) => expect(found[i]).toBeCloseTo(weights[name] ?? NaN, 9))
})

interface AimCase {
  readonly gamma: number
  readonly lam: number
  readonly rho: number
  readonly phi: number
  readonly B: number
  readonly sigma2: number
  readonly trade_rate: number
  readonly keep: number
  readonly aim_per_f: number
}

test.skipIf(absent)('gp-aim', () => {
  const [, rows] = caseOf('gp-aim') as [unknown, readonly AimCase[]]
  for (const { gamma, lam, rho, phi, B, sigma2, trade_rate: rate, keep, aim_per_f: aim } of rows) {
    const found = movingAim({ aversion: gamma, cost: lam, discount: rho, decay: phi })
    expect(found.rate).toBeCloseTo(rate, 11)
    expect(1 - found.rate).toBeCloseTo(keep, 11)
    expect((B / (gamma * sigma2)) * found.reach).toBeCloseTo(aim, 9)
  }
})
