/** Drift today: weights with flows and look-through, bands, reserves that raise cash's target, and what fires. */
import { expect, test } from 'vitest'
import { textOf } from '../../src/domain/decimal.ts'
import { driftOf, totalDrift, type Row } from '../../src/domain/drift.ts'
import { kindsIn, portfolio, replaced, sample, spoiled, type Json } from './sample.ts'

const rowsOf = (json: Json): readonly Row[] => driftOf(portfolio(json)).rows
const row = (json: Json, name: string): Row => {
  const found = rowsOf(json).find((each) => each.class === name)
  if (!found) throw new Error(`no row ${name}`)
  return found
}
const weight = (json: Json, name: string): string => row(json, name).weight.toFixed(10)

// 60 * 100 + 40 * 50 * 1.1 + 1000 = 9200
test('weights are values over the total, cash whole, in base currency', () => {
  expect(textOf(driftOf(portfolio(sample())).total)).toBe('9200')
  expect(['bond', 'cash', 'stock'].map((name) => weight(sample(), name))).toEqual([
    '0.2391304348',
    '0.1086956522',
    '0.6521739130',
  ])
})

test('a flow counts at once, in base currency', () => {
  expect(weight(spoiled('accounts/0/flow', '800'), 'cash')).toBe('0.1800000000')
  expect(weight(spoiled('accounts/0/flow', '-1000'), 'cash')).toBe('0.0000000000')
})

test('foreign cash counts at its rate', () => {
  expect(textOf(driftOf(portfolio(spoiled('accounts/0/cash/EUR', '100'))).total)).toBe('9310')
})

test('a fund is seen through, and may hold cash', () => {
  const blend = spoiled('instruments/0/exposure', { stock: '0.5', bond: '0.3', cash: '0.2' })
  expect(textOf(row(blend, 'stock').value)).toBe('3000')
  expect(textOf(row(blend, 'bond').value)).toBe('4000')
  expect(textOf(row(blend, 'cash').value)).toBe('2200')
})

test('what is set aside is not counted', () => {
  expect(textOf(driftOf(portfolio(spoiled('instruments/0/exclude', true))).total)).toBe('3200')
})

test('cash without a target is outside its band, and never fires', () => {
  expect([row(sample(), 'cash').breached, row(sample(), 'cash').fires]).toEqual([true, false])
  const targeted = replaced(sample(), ['targets', '2'], { class: 'cash', weight: '0' })
  expect(kindsIn(targeted)).toEqual([])
  expect([row(targeted, 'cash').breached, row(targeted, 'cash').fires]).toEqual([true, true])
})

test('breaches are strict: a weight on the edge is inside', () => {
  const edge = replaced(replaced(sample(), ['lots', '0', 'quantity'], '65'), ['lots', '1', 'quantity'], '50')
  const even = replaced(edge, ['accounts', '0', 'cash'], { USD: '750' })
  expect(weight(even, 'stock')).toBe('0.6500000000')
  expect(row(even, 'stock').breached).toBe(false)
  expect(row(replaced(even, ['accounts', '0', 'cash'], { USD: '749.99' }), 'stock').breached).toBe(true)
})

test('reserves above the cash target raise it, and the others share the rest in proportion', () => {
  const reserved = spoiled('accounts/0/reserve', '920')
  expect(rowsOf(reserved).map((each) => `${each.class} ${textOf(each.target)}`)).toEqual([
    'bond 0.36',
    'cash 0.1',
    'stock 0.54',
  ])
  const all = rowsOf(spoiled('accounts/0/reserve', '100000'))
  expect(all.map((each) => textOf(each.target))).toEqual(['0', '1', '0'])
})

test('reserves below the cash target change nothing', () => {
  const targets: Json = [
    { class: 'stock', weight: '0.5' },
    { class: 'bond', weight: '0.3' },
    { class: 'cash', weight: '0.2' },
  ]
  const json = replaced(spoiled('accounts/0/reserve', '1840'), ['targets'], targets)
  expect(rowsOf(json).map((each) => textOf(each.target))).toEqual(['0.3', '0.2', '0.5'])
})

test('a portfolio of cash alone with a cash target of one survives its reserve', () => {
  const json = replaced(
    spoiled('accounts/0/reserve', '20000'),
    ['targets'],
    [
      { class: 'cash', weight: '1' },
      { class: 'stock', weight: '0' },
      { class: 'bond', weight: '0' },
    ],
  )
  expect(rowsOf(json).map((each) => textOf(each.target))).toEqual(['0', '1', '0'])
})

test("a row's own band wins over the policy's", () => {
  const own = spoiled('targets/0/band', { kind: 'relative', width: '0.5' })
  expect(textOf(row(own, 'stock').half)).toBe('0.3')
  expect(textOf(row(own, 'bond').half)).toBe('0.05')
})

test('an inner node with a band is measured on the sum of its leaves, and not twice in the total', () => {
  const json = replaced(
    sample(),
    ['targets'],
    [
      { class: 'all', weight: '1', band: { kind: 'absolute', width: '0.05' } },
      { class: 'stock', parent: 'all', weight: '0.6' },
      { class: 'bond', parent: 'all', weight: '0.4' },
    ],
  )
  expect(weight(json, 'all')).toBe('0.8913043478')
  expect(row(json, 'all').breached).toBe(true)
  expect(totalDrift(rowsOf(json)).toFixed(10)).toBe(totalDrift(rowsOf(sample())).toFixed(10))
})

test('the total drift is half of the sum of absolute drifts over the leaves', () => {
  expect(totalDrift(rowsOf(sample())).toFixed(10)).toBe('0.1608695652')
})

test('nothing held has weights of zero and no exception', () => {
  const empty = replaced(replaced(sample(), ['lots'], []), ['accounts', '0', 'cash'], {})
  expect(rowsOf(empty).map((each) => textOf(each.weight))).toEqual(['0', '0', '0'])
})
