/** What bands are expected to do in a year: the closed forms with a document's own weights, costs and volatilities. */
import { expect, test } from 'vitest'
import { driftOf } from '../../src/domain/drift.ts'
import { estimateOf, type Estimate, type RowEstimate } from '../../src/domain/estimate.ts'
import { bestTrip } from '../../src/domain/noTrade.ts'
import { balancedHalfWidth, ratesOf } from '../../src/domain/thresholds.ts'
import { portfolio, replaced, sample, type Json } from './sample.ts'

const risk: Json = {
  classes: ['stock', 'bond'],
  volatility: ['0.16', '0.06'],
  correlation: [
    ['1', '0.1'],
    ['0.1', '1'],
  ],
}

const base: Readonly<Record<string, Json>> = {
  risk,
  'policy/destination': '0.5',
  'instruments/0/cost': { halfSpread: '0.0005' },
  'instruments/1/cost': { rate: '0.0008' },
}

function estimateWith(changes: Readonly<Record<string, Json>> = {}, lookYears = 1 / 52): Estimate {
  let json = sample()
  for (const [path, value] of Object.entries({ ...base, ...changes }))
    json = replaced(json, path.split('/'), value)
  const document = portfolio(json)
  return estimateOf(document, driftOf(document), lookYears)
}

function rowOf(estimate: Estimate, name: string): RowEstimate {
  const found = estimate.rows.find((each) => each.row.class === name)
  if (!found) throw new Error(`no row ${name}`)
  return found
}

/** Two classes: the volatility of one against the other. */
const relative = Math.sqrt(0.16 ** 2 + 0.06 ** 2 - 2 * 0.1 * 0.16 * 0.06)

test('rates of a class against all others, with its own costs', () => {
  const { rates } = rowOf(estimateWith(), 'stock')
  const expected = ratesOf({ trigger: 0.05, destination: 0.025 }, 0.24 * relative, 1 / 52)
  expect(rates?.events).toBeCloseTo(expected.events, 12)
  expect(rates?.turnover).toBeCloseTo(expected.turnover, 12)
  expect(rates?.trackingError).toBeCloseTo(relative * Math.sqrt(expected.meanSquare), 12)
  expect(rates?.cost).toBeCloseTo(0.0013 * expected.turnover, 12)
})

test('the busiest class is one that the policy’s band serves, where there is one', () => {
  const estimate = estimateWith({ 'policy/band': { kind: 'relative', width: '0.1' } })
  expect(estimate.busiest?.row.class).toBe('bond')
  const own = { 'targets/1/band': { kind: 'absolute', width: '0.001' } }
  const one = estimateWith(own)
  expect(rowOf(one, 'bond').common).toBe(false)
  expect(one.busiest?.row.class).toBe('stock')
  const both = estimateWith({ ...own, 'targets/0/band': { kind: 'absolute', width: '0.05' } })
  expect(both.busiest?.row.class).toBe('bond')
})

test('two classes that are each other’s rest are traded equally often', () => {
  const estimate = estimateWith()
  expect(rowOf(estimate, 'bond').rates?.events).toBeCloseTo(rowOf(estimate, 'stock').rates?.events ?? NaN, 12)
})

test('fewer looks make fewer events; a calendar that must be due as well is what decides', () => {
  const events = (estimate: Estimate): number => rowOf(estimate, 'stock').rates?.events ?? NaN
  expect(events(estimateWith({}, 1 / 4))).toBeLessThan(events(estimateWith({}, 1 / 252)))
  const trigger = { all: [{ kind: 'band' }, { kind: 'calendar', every: 'P3M' }] }
  const quarterly = estimateWith({ 'policy/trigger': trigger })
  expect(quarterly.lookYears).toBe(1 / 4)
  expect(events(quarterly)).toBe(events(estimateWith({}, 1 / 4)))
  expect(estimateWith({ 'policy/trigger': { any: [{ kind: 'always' }] } }).decides).toBe(false)
})

test('without volatilities there are suggestions but no rates, and it is said which are missing', () => {
  const none = estimateWith({ risk: null })
  expect(none.missing).toEqual(['bond', 'stock'])
  expect([none.busiest, none.untouched]).toEqual([null, null])
  expect(rowOf(none, 'stock').rates).toBeNull()
  expect(rowOf(none, 'stock').suggested.half.toNumber()).toBeGreaterThan(0.005)
  const half = { ...(risk as object), classes: ['bond'], volatility: ['0.06'], correlation: [['1']] }
  expect(estimateWith({ risk: half }).missing).toEqual(['stock'])
})

test('a risk model that is wrong in shape gives no figures rather than wrong ones', () => {
  const broken = estimateWith({ 'risk/volatility': ['0.16'] })
  expect(rowOf(broken, 'stock').rates).toBeNull()
  expect(broken.untouched).toBeNull()
})

test('left alone for a year, the tracking error is that of the weights that prices move', () => {
  // With two classes d' Sigma d = (w (1-w) sigma)^2 sigma^2 to leading order.
  expect(estimateWith().untouched).toBeCloseTo(0.24 * relative * relative, 12)
})

test('optimal stops where costs balance, or at an edge before', () => {
  const { rates, suggested } = rowOf(estimateWith({ 'policy/destination': 'optimal' }), 'stock')
  const destination = balancedHalfWidth(suggested.cost, 0.6, 4)
  expect(destination).toBeLessThan(0.05)
  const expected = ratesOf({ trigger: 0.05, destination }, 0.24 * relative, 1 / 52)
  expect(rates?.events).toBeCloseTo(expected.events, 12)
})

test('tickets are counted in base currency and widen what is cheapest', () => {
  const ticketed = rowOf(
    estimateWith({
      'instruments/0/cost': { halfSpread: '0.0005', fixed: '5', min: '7', gas: '2' },
      'instruments/1/cost': { rate: '0.0008', fixed: '10' },
    }),
    'stock',
  )
  // 9 for the stock order, 10 EUR at 1.1 for the bond order, of 9,200.
  expect(ticketed.ticket).toBeCloseTo((9 + 11) / 9200, 12)
  expect(ticketed.ticketed).toEqual(
    bestTrip({ cost: ticketed.suggested.cost, ticket: ticketed.ticket, aversion: 4 }, 0.6),
  )
  expect(ticketed.ticketed?.trigger).toBeGreaterThan(ticketed.suggested.half.toNumber())
  expect(rowOf(estimateWith(), 'stock').ticketed).toBeNull()
})

test('what cannot fire has no line', () => {
  expect(estimateWith().rows.map((each) => each.row.class)).toEqual(['bond', 'stock'])
  const group = {
    targets: [
      { class: 'all', weight: '1', band: { kind: 'cost-aware' } },
      { class: 'stock', weight: '0.6', parent: 'all' },
      { class: 'bond', weight: '0.4', parent: 'all' },
    ],
  }
  const whole = rowOf(estimateWith(group), 'all')
  // All in one group: nothing to trade it against, and it never moves.
  expect([whole.suggested.limit, whole.rates?.events]).toEqual(['least', 0])
})
