/** Golden cases of definitions: drift, bands, destinations, commissions and projections, each by its own function. */
import { expect, test } from 'vitest'
import { halfWidth, intervalAround, isOutside } from '../../src/domain/band.ts'
import { Decimal } from '../../src/domain/decimal.ts'
import { driftOf, totalDrift } from '../../src/domain/drift.ts'
import { projectedOnSimplex } from '../../src/domain/normalise.ts'
import { commissionOf } from '../../src/engine/ledger.ts'
import { portfolio } from '../domain/sample.ts'
import { absent, caseOf } from './cases.ts'
import { weighed } from './documents.ts'

interface DriftExpected {
  readonly absolute: readonly number[]
  readonly relative: readonly number[]
  readonly max_abs: number
  readonly max_rel: number
  readonly l1: number
  readonly active_share_one_way_turnover: number
  readonly l2: number
}

test.skipIf(absent)(
  'drift-01: drift is weight minus target, and half of its absolute sum is the total drift',
  () => {
    const [{ w, target }, expected] = caseOf('drift-01') as readonly [
      { w: readonly number[]; target: readonly number[] },
      DriftExpected,
    ]

    const rows = driftOf(portfolio(weighed(w, target))).rows.filter((row) => row.class !== 'cash')
    const drifts = rows.map((row) => row.weight.minus(row.target).toNumber())
    const relative = rows.map((row) => row.weight.dividedBy(row.target).minus(1).toNumber())
    for (const [at, drift] of drifts.entries()) {
      expect(drift).toBeCloseTo(expected.absolute[at] ?? NaN, 9)
      expect(relative[at]).toBeCloseTo(expected.relative[at] ?? NaN, 9)
    }
    expect(Math.max(...drifts.map(Math.abs))).toBeCloseTo(expected.max_abs, 9)
    expect(Math.max(...relative.map(Math.abs))).toBeCloseTo(expected.max_rel, 9)
    expect(totalDrift(rows).toNumber()).toBeCloseTo(expected.active_share_one_way_turnover, 9)
    expect(totalDrift(rows).times(2).toNumber()).toBeCloseTo(expected.l1, 9)
    expect(Math.hypot(...drifts)).toBeCloseTo(expected.l2, 9)
  },
)

interface RuleExpected {
  readonly band: readonly number[]
  readonly trigger: readonly boolean[]
  readonly crossover_weight: number
}

test.skipIf(absent)('band-525: the lesser of five points and a quarter of the target', () => {
  const [{ target, current }, expected] = caseOf('band-525') as readonly [
    { target: readonly number[]; current: readonly number[] },
    RuleExpected,
  ]

  const band = { kind: 'lesser', absolute: '0.05', relative: '0.25' } as const
  for (const [at, weight] of target.entries()) {
    const half = halfWidth(band, new Decimal(weight))
    expect(half.toNumber()).toBe(expected.band[at])
    const interval = intervalAround(new Decimal(weight), half)
    expect(isOutside(new Decimal(current[at] ?? NaN), interval)).toBe(expected.trigger[at])
  }
  const crossover = new Decimal(expected.crossover_weight)
  expect(halfWidth(band, crossover).equals(crossover.times('0.25'))).toBe(true)
  expect(halfWidth(band, crossover).equals('0.05')).toBe(true)
})

interface Commissions {
  readonly rate_per_share: number
  readonly min: number
  readonly max_pct_of_value: number
  readonly orders: readonly (readonly [number, number])[]
}

test.skipIf(absent)('cost-ibkr-fixed: the cap beats the minimum', () => {
  const [inputs, { fee }] = caseOf('cost-ibkr-fixed') as readonly [Commissions, { fee: readonly number[] }]

  const [cost] = portfolio({
    ...(weighed([1], [1]) as object),
    instruments: [
      {
        id: 'c0',
        currency: 'USD',
        price: '1',
        cost: {
          perUnit: String(inputs.rate_per_share),
          min: String(inputs.min),
          maxRate: String(inputs.max_pct_of_value),
        },
      },
    ],
  }).instruments.map((each) => each.cost)
  for (const [at, [quantity, price]] of inputs.orders.entries()) {
    if (!cost) throw new Error('no cost')
    const value = new Decimal(quantity).times(price)
    expect(commissionOf(cost, new Decimal(quantity), value).toNumber()).toBe(fee[at])
  }
})

test.skipIf(absent)('proj-simplex: the nearest weights that sum to one', () => {
  const [{ v }, { x }] = caseOf('proj-simplex') as readonly [
    { v: readonly (readonly number[])[] },
    { x: readonly (readonly number[])[] },
  ]

  for (const [at, values] of v.entries())
    for (const [index, share] of projectedOnSimplex(values.map((each) => new Decimal(each))).entries())
      expect(share.toNumber()).toBeCloseTo(x[at]?.[index] ?? NaN, 10)
})
