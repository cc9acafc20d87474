/** The order in which lots are sold: each method by hand, ties, unknown bases, and that the given order never matters. */
import { expect, test } from 'vitest'
import { Decimal, decimalOf, sumOf, zero } from '../../src/domain/decimal.ts'
import type { Lot } from '../../src/domain/document.ts'
import {
  firstUnits,
  lotsInOrder,
  taxPerUnit,
  type LotMethod,
  type SaleTerms,
} from '../../src/domain/lotOrder.ts'
import { diceOf, type Dice } from '../laws/dice.ts'

const terms: SaleTerms = {
  price: new Decimal(100),
  asOf: '2026-11-20',
  shortRate: new Decimal('0.35'),
  longRate: new Decimal('0.15'),
}
const methods: readonly LotMethod[] = ['fifo', 'lifo', 'hifo', 'average', 'specific', 'min-tax']

function lot(acquired: string | null, unitCost: string | null, quantity = '1', sellRank?: number): Lot {
  const own = { account: 'one', instrument: 'A', quantity, acquired, unitCost }
  return sellRank === undefined ? own : { ...own, sellRank }
}

/** Long at a small gain, long at a large one, short at a small gain, short at a loss. */
const [old, cheap, young, loser] = [
  lot('2020-05-01', '90'),
  lot('2019-05-01', '10'),
  lot('2026-06-01', '94'),
  lot('2026-07-01', '120'),
] as const
const [undated, costless, bare] = [lot(null, '80'), lot('2018-01-01', null), lot(null, null)] as const
const all = [bare, young, costless, old, undated, loser, cheap]

const orders: readonly (readonly [LotMethod, readonly Lot[]])[] = [
  ['fifo', [cheap, old, young, loser, undated]],
  ['lifo', [loser, young, old, cheap, undated]],
  ['hifo', [loser, young, old, undated, cheap]],
  // Tax a unit: −7.00, 1.50, 2.10, 7.00 as if short term, 13.50.
  ['min-tax', [loser, old, young, undated, cheap]],
  ['specific', [loser, old, young, undated, cheap]],
  ['average', [cheap, old, young, loser, undated]],
]

test.each(orders)('%s', (method, expected) => {
  const found = lotsInOrder(all, method, terms).map((each) => each.of)
  expect(found).toEqual([...expected, costless, bare])
})

test('min-tax is not hifo: a dearer lot can be taxed more while it is short', () => {
  expect(taxPerUnit(young, terms)?.toFixed()).toBe('2.1')
  expect(taxPerUnit(old, terms)?.toFixed()).toBe('1.5')
  expect(taxPerUnit(loser, terms)?.toFixed()).toBe('-7')
  expect(taxPerUnit(undated, terms)?.toFixed()).toBe('7')
  for (const each of [costless, bare]) expect(taxPerUnit(each, terms)).toBeNull()
})

test('specific: ranks first, lowest first, then as by min-tax; what has no cost stays last', () => {
  const [second, first] = [lot('2019-05-01', '10', '1', 7), lot('2026-06-01', '94', '1', 2)]
  const ranked = lot('2018-01-01', null, '1', 1)
  const found = lotsInOrder([loser, ranked, second, old, first], 'specific', terms).map((each) => each.of)
  expect(found).toEqual([first, second, loser, old, ranked])
  expect(lotsInOrder([second, first, loser], 'min-tax', terms)[0]?.of).toBe(loser)
})

test('equal ranks are sold by tax', () => {
  const [a, b] = [lot('2020-01-01', '10', '1', 1), lot('2020-01-01', '90', '1', 1)]
  expect(lotsInOrder([a, b], 'specific', terms).map((each) => each.of)).toEqual([b, a])
})

test('ties: the older, so the long one before the short one, then the dearer, then the smaller', () => {
  const flat = { ...terms, shortRate: zero, longRate: zero }
  const [long, short] = [lot('2020-01-01', '100'), lot('2026-01-01', '100')]
  expect(lotsInOrder([short, long], 'min-tax', terms).map((each) => each.of)).toEqual([long, short])
  expect(lotsInOrder([short, long], 'hifo', terms).map((each) => each.of)).toEqual([long, short])
  const [dear, large] = [lot('2020-01-01', '90', '2'), lot('2020-01-01', '80', '5')]
  const small = lot('2020-01-01', '80', '3')
  for (const method of ['fifo', 'lifo', 'min-tax'] as const)
    expect(lotsInOrder([large, small, dear], method, flat).map((each) => each.of)).toEqual([
      dear,
      small,
      large,
    ])
})

test('average: every lot of known cost counts with the average, by quantity, and keeps its own day', () => {
  const lots = [lot('2020-01-01', '10', '1'), lot('2026-01-01', '20', '2'), lot(null, null, '4')]
  const sold = lotsInOrder(lots, 'average', terms)
  expect(sold.map((each) => each.unitCost)).toEqual([
    '16.66666666666666666667',
    '16.66666666666666666667',
    null,
  ])
  expect(sold.map((each) => each.acquired)).toEqual(['2020-01-01', '2026-01-01', null])
  expect(sold.map((each) => each.of)).toEqual(lots)
  expect(lotsInOrder([lot(null, null)], 'average', terms)[0]?.unitCost).toBeNull()
  expect(lotsInOrder([lot('2020-01-01', '7', '0')], 'average', terms)[0]?.unitCost).toBe('7')
})

test('the first units of lots: whole lots, then part of one, never more than there is', () => {
  const lots = [lot('2020-01-01', '1', '5'), lot('2021-01-01', '1', '0'), lot('2022-01-01', '1', '5')]
  const parts = (quantity: string): string[] =>
    firstUnits(lots, new Decimal(quantity)).map(
      (each) => `${each.quantity.toFixed()} of ${each.lot.acquired ?? ''}`,
    )
  expect(parts('5')).toEqual(['5 of 2020-01-01'])
  expect(parts('7.5')).toEqual(['5 of 2020-01-01', '2.5 of 2022-01-01'])
  expect(parts('99')).toEqual(['5 of 2020-01-01', '5 of 2022-01-01'])
  expect(parts('0')).toEqual([])
})

function randomLots(dice: Dice): Lot[] {
  return Array.from({ length: dice.int(1, 7) }, () =>
    lot(
      dice.chance(0.15) ? null : `202${dice.int(3, 6)}-0${dice.int(1, 3)}-1${dice.int(0, 3)}`,
      dice.chance(0.15) ? null : dice.decimal(80, 120, 0),
      dice.decimal(1, 4, 0),
      dice.chance(0.3) ? dice.int(1, 3) : undefined,
    ),
  )
}

/** Everything that a sale is told by: where a rank is not looked at, lots that only differ in it are the same. */
const told = (lots: readonly Lot[], method: LotMethod): unknown[] =>
  lots.map(({ quantity, acquired, unitCost, sellRank }) => [
    quantity,
    acquired,
    unitCost,
    method === 'specific' ? sellRank : 0,
  ])

/** Tax in the sum that lot choice minimises, losses counting in full. */
function taxOf(lots: readonly Lot[], method: LotMethod, quantity: Decimal): Decimal {
  const parts = firstUnits(lotsInOrder(lots, method, terms), quantity)
  return sumOf(parts.map((each) => each.quantity.times(taxPerUnit(each.lot, terms) ?? zero)))
}

test('laws over random holdings', () => {
  for (let seed = 0; seed < 300; seed += 1) {
    const dice = diceOf(seed)
    const lots = randomLots(dice)
    const other = dice.shuffled(lots)
    for (const method of methods) {
      const sold = lotsInOrder(lots, method, terms)
      expect(told(lotsInOrder(other, method, terms), method)).toEqual(told(sold, method))
      expect(new Set(sold.map((each) => each.of))).toEqual(new Set(lots))
      const firstUnknown = sold.findIndex((each) => each.unitCost === null)
      if (firstUnknown >= 0)
        expect(sold.slice(firstUnknown).every((each) => each.unitCost === null)).toBe(true)
    }
    const known = lots.filter((each) => each.unitCost !== null)
    const quantity = new Decimal(dice.int(1, 12))
    const least = taxOf(known, 'min-tax', quantity)
    for (const method of ['fifo', 'lifo', 'hifo'] as const)
      expect(least.lessThanOrEqualTo(taxOf(known, method, quantity))).toBe(true)
    const held = sumOf(known.map((each) => decimalOf(each.quantity)))
    const taken = sumOf(firstUnits(known, quantity).map((each) => each.quantity))
    expect(taken.equals(Decimal.min(held, quantity))).toBe(true)
  }
})
