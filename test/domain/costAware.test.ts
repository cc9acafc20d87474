/** The band that costs set: its formula with plain numbers, its limits, and what the document leaves open. */
import { expect, test } from 'vitest'
import type { CostAware } from '../../src/domain/costAware.ts'
import { formulaOf, intervalOf } from '../../src/domain/bandWords.ts'
import { Decimal } from '../../src/domain/decimal.ts'
import { driftOf, type Row } from '../../src/domain/drift.ts'
import { portfolio, replaced, sample, type Json } from './sample.ts'

const halfSpread = (cost: string): Json => ({ halfSpread: cost })

/** The sample with cost-aware bands, stocks at 5 and bonds at 8 basis points, and these changes. */
function rowsWith(changes: Readonly<Record<string, Json>> = {}): ReadonlyMap<string, Row> {
  let json = sample()
  const all = {
    'policy/band': { kind: 'cost-aware' },
    'policy/destination': '0.5',
    'instruments/0/cost': halfSpread('0.0005'),
    'instruments/1/cost': { rate: '0.0006', halfSpread: '0.0002' },
    ...changes,
  }
  for (const [path, value] of Object.entries(all)) json = replaced(json, path.split('/'), value)
  return new Map(driftOf(portfolio(json)).rows.map((row) => [row.class, row]))
}

const halfOf = (row: Row | undefined): number => row?.half.toNumber() ?? NaN
const basisOf = (row: Row | undefined): CostAware => {
  if (!row?.costAware) throw new Error('no cost-aware band')
  return row.costAware
}

/** The contract's formula, with the platform's own cube root. */
function expected(cost: number, weight: number, kept: number, aversion = 4): number {
  const balanced = Math.cbrt((3 * cost * weight ** 2 * (1 - weight) ** 2) / (2 * aversion))
  return balanced * Math.cbrt(4 / ((1 + kept ** 2) * (1 + kept)))
}

const switchOfStocks = 0.0005 + (0.4 * 0.0008) / 0.4
const switchOfBonds = 0.0008 + (0.6 * 0.0005) / 0.6

test('h* from the costs of both sides, widened for the destination', () => {
  const rows = rowsWith()
  expect(basisOf(rows.get('stock')).cost).toBeCloseTo(switchOfStocks, 15)
  expect(halfOf(rows.get('stock'))).toBeCloseTo(expected(switchOfStocks, 0.6, 0.5), 14)
  expect(halfOf(rows.get('bond'))).toBeCloseTo(expected(switchOfBonds, 0.4, 0.5), 14)
  expect(rows.get('stock')?.band.low.toNumber()).toBeCloseTo(0.6 - expected(switchOfStocks, 0.6, 0.5), 14)
})

test.each<readonly [string, Json, number]>([
  ['the edge', '0', 1],
  ['the target', '1', 0],
  ['optimal, which stops where costs balance', 'optimal', 1],
  ['a share of the distance', { distance: '0.3' }, 0.3],
])('the width for the destination %s', (_, destination, kept) => {
  const risk = {
    classes: ['stock', 'bond'],
    volatility: ['0.16', '0.06'],
    correlation: [
      ['1', '0'],
      ['0', '1'],
    ],
  }
  const row = rowsWith({ 'policy/destination': destination, risk }).get('stock')
  expect(basisOf(row).kept).toBeCloseTo(kept, 15)
  expect(halfOf(row)).toBeCloseTo(expected(switchOfStocks, 0.6, kept), 14)
})

test('the aversion of the document, or four; volatility plays no part', () => {
  const risk = { aversion: '2', classes: [], volatility: [], correlation: [] }
  expect(halfOf(rowsWith({ risk }).get('stock'))).toBeCloseTo(expected(switchOfStocks, 0.6, 0.5, 2), 14)
})

test('no narrower than half a point, no wider than ten points or a quarter of the target', () => {
  const free = rowsWith({ 'instruments/0/cost': {}, 'instruments/1/cost': {} }).get('stock')
  expect([free?.half.toFixed(), basisOf(free).limit]).toEqual(['0.005', 'least'])
  const dear = rowsWith({ 'instruments/0/cost': halfSpread('0.4') }).get('stock')
  expect([dear?.half.toFixed(), basisOf(dear).limit]).toEqual(['0.1', 'most'])
  const small = { 'targets/0/weight': '0.98', 'targets/1/weight': '0.02' }
  const bond = rowsWith(small).get('bond')
  expect([bond?.half.toFixed(), basisOf(bond).limit]).toEqual(['0.005', 'share'])
  const tiny = rowsWith({ 'targets/0/weight': '0.99', 'targets/1/weight': '0.01' }).get('bond')
  expect([tiny?.half.toFixed(), basisOf(tiny).limit]).toEqual(['0.0025', 'share'])
})

test('a target of 0 has no band, and all in one class has the narrowest', () => {
  const rows = rowsWith({ 'targets/0/weight': '1', 'targets/1/weight': '0' })
  expect(halfOf(rows.get('bond'))).toBe(0)
  expect(halfOf(rows.get('stock'))).toBe(0.005)
})

test('a class is traded with the instrument of its largest share, then preference, then id', () => {
  const extra = { id: 'A', currency: 'USD', price: '1', exposure: { stock: '1' }, cost: halfSpread('0.002') }
  const mixed = { ...extra, id: '0', exposure: { stock: '0.9', bond: '0.1' } }
  const third = (instrument: Json): number =>
    basisOf(rowsWith({ instruments: [...instruments, instrument] }).get('stock')).cost
  const other = 0.0008
  expect(third(mixed)).toBeCloseTo(0.0005 + other, 15)
  expect(third({ ...extra, preference: 2 })).toBeCloseTo(0.0005 + other, 15)
  expect(third({ ...extra, id: 'B' })).toBeCloseTo(0.0005 + other, 15)
  expect(third(extra)).toBeCloseTo(0.002 + other, 15)
  expect(third({ ...extra, exclude: true })).toBeCloseTo(0.0005 + other, 15)
})

const instruments: readonly { [key: string]: Json }[] = [
  { id: 'AAA', currency: 'USD', price: '100', exposure: { stock: '1' }, cost: halfSpread('0.0005') },
  {
    id: 'BBB',
    currency: 'EUR',
    price: '50',
    exposure: { bond: '1' },
    cost: { rate: '0.0006', halfSpread: '0.0002' },
  },
]

test('cash costs nothing, and a class that nothing leads to costs what it is traded against', () => {
  const targets = [
    { class: 'bond', weight: '0.4' },
    { class: 'cash', weight: '0.1' },
    { class: 'gold', weight: '0.5' },
  ]
  const rows = rowsWith({ targets, instruments: instruments.slice(1), lots: [] })
  const spent = 0.4 * 0.0008
  expect(basisOf(rows.get('bond')).cost).toBeCloseTo(0.0008, 15)
  expect(basisOf(rows.get('cash')).cost).toBeCloseTo(spent / 0.9, 15)
  expect(basisOf(rows.get('gold')).cost).toBeCloseTo(spent / 0.5, 15)
})

test('a group with a band of its own costs the mean of its classes, traded against all others', () => {
  const targets = [
    { class: 'all', weight: '0.8', band: { kind: 'cost-aware' } },
    { class: 'stock', weight: '0.75', parent: 'all' },
    { class: 'bond', weight: '0.25', parent: 'all' },
    { class: 'cash', weight: '0.2' },
  ]
  const row = rowsWith({ targets, 'policy/band': { kind: 'absolute', width: '0.05' } }).get('all')
  expect(basisOf(row).cost).toBeCloseTo((0.6 * 0.0005 + 0.2 * 0.0008) / 0.8, 15)
  expect(halfOf(row)).toBeCloseTo(expected(basisOf(row).cost, 0.8, 0.5), 14)
  expect(rowsWith({ targets }).get('stock')?.costAware).not.toBeNull()
})

test('the words have the numbers', () => {
  const stock = rowsWith().get('stock')
  if (!stock) throw new Error('no row')
  expect(formulaOf({ kind: 'cost-aware' }, stock)).toBe('cost 0.13 %, aversion 4 = ±3.91 points')
  expect(intervalOf(stock)).toBe('56.09 % – 63.91 %')
  const free = rowsWith({ 'instruments/0/cost': {}, 'instruments/1/cost': {} }).get('stock')
  expect(free && formulaOf({ kind: 'cost-aware' }, free)).toBe(
    'cost 0 %, aversion 4, but at least ±0.5 points',
  )
  const small = rowsWith({ 'targets/0/weight': '0.98', 'targets/1/weight': '0.02' }).get('bond')
  expect(small && formulaOf({ kind: 'cost-aware' }, small)).toBe(
    'cost 0.13 %, aversion 4, but 25 % of 2 % = ±0.5 points',
  )
  expect(formulaOf({ kind: 'cost-aware' }, { ...stock, target: new Decimal(0) })).toBe(
    'a target of 0 has no band',
  )
})
