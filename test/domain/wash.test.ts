/** Wash sales by hand, and against a simulation of single units over seeded random households. */
import { expect, test } from 'vitest'
import { Decimal, sumOf, zero } from '../../src/domain/decimal.ts'
import { daysBetween } from '../../src/domain/day.ts'
import {
  washOf,
  washOver,
  windowOf,
  type Acquisition,
  type LossSale,
  type Wash,
} from '../../src/domain/wash.ts'
import { diceOf, type Dice } from '../laws/dice.ts'

function sale(changes: Partial<Record<'id' | 'sold' | 'group', string>> & Partial<LossSale> = {}): LossSale {
  return {
    id: 's',
    kind: 'taxable',
    group: 'A',
    quantity: new Decimal(100),
    loss: new Decimal(250),
    sold: '2026-11-20',
    acquired: '2024-01-01',
    from: [],
    ...changes,
  }
}

function bought(day: string, quantity: number | string, changes: Partial<Acquisition> = {}): Acquisition {
  return { id: day, kind: 'taxable', group: 'A', quantity: new Decimal(quantity), day, ...changes }
}

/** "s 60 (150) <- 2026-11-10 60 (150)": what is disallowed of each sale, and by what. */
function told({ sales }: Wash): string[] {
  return sales.map(({ id, quantity, loss, replacedBy }) => {
    const parts = replacedBy.map(
      (each) =>
        `${each.acquisition} ${each.quantity.toFixed()} (${each.loss.toFixed()}${each.lostForGood ? ' lost' : ''})`,
    )
    return `${id} ${quantity.toFixed()} (${loss.toFixed()}) <- ${parts.join(', ')}`
  })
}

test('a loss that is wholly replaced is wholly disallowed and added to the basis', () => {
  const wash = washOf([sale()], [bought('2026-12-01', 100)])
  expect(told(wash)).toEqual(['s 100 (250) <- 2026-12-01 100 (250)'])
  expect(wash.replacements.map((each) => [each.basis.toFixed(), each.lostForGood.toFixed()])).toEqual([
    ['250', '0'],
  ])
})

test('only the units that are replaced are disallowed', () => {
  expect(told(washOf([sale()], [bought('2026-11-10', 60)]))).toEqual(['s 60 (150) <- 2026-11-10 60 (150)'])
})

test('more replacements than were sold: the rest is free for another sale', () => {
  const later = sale({ id: 't', quantity: new Decimal(50), loss: new Decimal(10), sold: '2026-11-25' })
  expect(told(washOf([later, sale()], [bought('2026-11-24', 120)]))).toEqual([
    's 100 (250) <- 2026-11-24 100 (250)',
    't 20 (4) <- 2026-11-24 20 (4)',
  ])
})

/** Days of purchase around a sale of 20 November, and whether they replace it. */
test.each([
  ['2026-10-20', false],
  ['2026-10-21', true],
  ['2026-11-20', true],
  ['2026-12-20', true],
  ['2026-12-21', false],
])('bought on %s replaces what was sold on 20 November: %s', (day, replaces) => {
  expect(washOf([sale()], [bought(day, 1)]).sales.length > 0).toBe(replaces)
})

test('the window is 61 days, and crosses the end of the year', () => {
  const [first, last] = windowOf('2026-12-15')
  expect([first, last]).toEqual(['2026-11-15', '2027-01-14'])
  expect(daysBetween(first, last) + 1).toBe(61)
  expect(washOver('2026-12-15')).toBe('2027-01-15')
  const december = sale({ sold: '2026-12-15' })
  expect(told(washOf([december], [bought('2027-01-14', 40)]))).toEqual(['s 40 (100) <- 2027-01-14 40 (100)'])
  expect(told(washOf([december], [bought('2027-01-15', 40)]))).toEqual([])
})

test('replacements are taken in the order of their acquisition, whatever the order given', () => {
  const purchases = [bought('2026-11-25', 70), bought('2026-10-25', 30), bought('2026-11-05', 20)]
  expect(told(washOf([sale()], purchases))).toEqual([
    's 100 (250) <- 2026-10-25 30 (75), 2026-11-05 20 (50), 2026-11-25 50 (125)',
  ])
})

test('a replacement in an IRA loses the loss for good', () => {
  const ira = bought('2026-11-10', 40, { kind: 'deferred' })
  const wash = washOf([sale()], [ira, bought('2026-11-12', 10), bought('2026-11-14', 10, { kind: 'exempt' })])
  expect(told(wash)).toEqual([
    's 60 (150) <- 2026-11-10 40 (100 lost), 2026-11-12 10 (25), 2026-11-14 10 (25 lost)',
  ])
  expect(
    wash.replacements.map((each) => [each.id, each.basis.toFixed(), each.lostForGood.toFixed()]),
  ).toEqual([
    ['2026-11-10', '0', '100'],
    ['2026-11-12', '25', '0'],
    ['2026-11-14', '0', '25'],
  ])
})

test('of what was bought on one day, taxable accounts come first', () => {
  const [ira, own] = [
    bought('2026-11-10', 60, { id: 'a', kind: 'exempt' }),
    bought('2026-11-10', 60, { id: 'b' }),
  ]
  expect(told(washOf([sale()], [ira, own]))).toEqual(['s 100 (250) <- b 60 (150), a 40 (100 lost)'])
})

test('two sales compete: the earlier one is matched first, then the one acquired first', () => {
  const [early, late] = [sale({ id: 'e', sold: '2026-11-10' }), sale({ id: 'l', sold: '2026-11-12' })]
  expect(told(washOf([late, early], [bought('2026-11-11', 120)]))).toEqual([
    'e 100 (250) <- 2026-11-11 100 (250)',
    'l 20 (50) <- 2026-11-11 20 (50)',
  ])
  const [older, unknown] = [sale({ id: 'o', acquired: '2020-01-01' }), sale({ id: 'a', acquired: null })]
  const younger = sale({ id: 'b', acquired: '2021-01-01' })
  expect(washOf([unknown, younger, older], [bought('2026-11-11', 201)]).sales.map((each) => each.id)).toEqual(
    ['o', 'b', 'a'],
  )
})

test('what is left of the lot that was sold replaces nothing of it, but of another sale it does', () => {
  const lot = bought('2026-11-01', 100)
  const own = sale({ from: [lot.id] })
  expect(told(washOf([own], [lot]))).toEqual([])
  expect(told(washOf([own, sale({ id: 't' })], [lot]))).toEqual(['t 100 (250) <- 2026-11-01 100 (250)'])
})

test('another group, an account without tax, a gain and nothing sold are no wash sales', () => {
  const buy = [bought('2026-11-20', 100)]
  expect(told(washOf([sale({ group: 'B' })], buy))).toEqual([])
  expect(told(washOf([sale({ kind: 'deferred' })], buy))).toEqual([])
  expect(told(washOf([sale({ kind: 'exempt' })], buy))).toEqual([])
  expect(told(washOf([sale({ loss: new Decimal(-5) })], buy))).toEqual([])
  expect(told(washOf([sale({ loss: zero })], buy))).toEqual([])
  expect(told(washOf([sale({ quantity: zero })], buy))).toEqual([])
  expect(told(washOf([sale()], [bought('2026-11-20', 0)]))).toEqual([])
})

test('thirds of a loss sum to the whole of it', () => {
  const sold = sale({ quantity: new Decimal(3), loss: new Decimal(100) })
  const days = ['2026-11-01', '2026-11-02', '2026-11-03'].map((day) => bought(day, 1))
  const [washed] = washOf([sold], days).sales
  expect(washed?.loss.toFixed()).toBe('100')
  expect(sumOf(washed?.replacedBy.map((each) => each.loss) ?? []).toFixed()).toBe('100')
})

test('a loss with more decimals than its shares is disallowed to the last of them', () => {
  const loss = new Decimal(100).dividedBy(3)
  const wash = (units: number): Wash =>
    washOf([sale({ quantity: new Decimal(2), loss })], [bought('2026-11-01', 1), bought('2026-11-02', units)])
  expect(wash(1).sales[0]?.loss.equals(loss)).toBe(true)
  expect(wash(0).sales[0]?.loss.toFixed()).toBe('16.66666666666666666666')
})

const two = (number: number): string => String(number).padStart(2, '0')
const day = (dice: Dice): string => `2026-${two(dice.int(9, 12))}-${two(dice.int(1, 28))}`

function household(dice: Dice): readonly [LossSale[], Acquisition[]] {
  const group = (): string => dice.pick(['A', 'B'])
  const kind = (): 'taxable' | 'deferred' => dice.pick(['taxable', 'taxable', 'deferred'])
  const buys = Array.from({ length: dice.int(0, 6) }, (_, at) =>
    bought(day(dice), dice.int(0, 9), { id: `b${at}`, group: group(), kind: kind() }),
  )
  const sales = Array.from({ length: dice.int(1, 4) }, (_, at) =>
    sale({
      id: `s${at}`,
      group: group(),
      kind: kind(),
      sold: day(dice),
      acquired: dice.pick([null, '2024-01-01', '2025-01-01']),
      quantity: new Decimal(dice.int(1, 9)),
      loss: new Decimal(dice.decimal(1, 100, 2)),
      from: buys.length > 0 && dice.chance(0.3) ? [dice.pick(buys).id] : [],
    }),
  )
  return [sales, buys]
}

/** Which single unit replaces which: lists of "sale<acquisition", found one unit at a time. */
function simulated(sales: readonly LossSale[], buys: readonly Acquisition[]): string[] {
  const units = buys
    .flatMap((each) => Array.from({ length: each.quantity.toNumber() }, () => ({ each, isUsed: false })))
    .sort((a, b) =>
      `${a.each.day}${a.each.kind === 'taxable' ? 0 : 1}${a.each.id}` <
      `${b.each.day}${b.each.kind === 'taxable' ? 0 : 1}${b.each.id}`
        ? -1
        : 1,
    )
  const queue = sales
    .filter((each) => each.kind === 'taxable')
    .sort((a, b) =>
      `${a.sold}${a.acquired ?? '9999'}${a.id}` < `${b.sold}${b.acquired ?? '9999'}${b.id}` ? -1 : 1,
    )
  return queue.flatMap((each) =>
    Array.from({ length: each.quantity.toNumber() }, () => {
      const unit = units.find(
        (candidate) =>
          !candidate.isUsed &&
          candidate.each.group === each.group &&
          !each.from.includes(candidate.each.id) &&
          Math.abs(daysBetween(candidate.each.day, each.sold)) <= 30,
      )
      if (!unit) return []
      unit.isUsed = true
      return [`${each.id}<${unit.each.id}`]
    }).flat(),
  )
}

test('laws over random households, and unit by unit', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const dice = diceOf(seed)
    const [sales, buys] = household(dice)
    const wash = washOf(sales, buys)
    expect(washOf(dice.shuffled(sales), dice.shuffled(buys))).toEqual(wash)
    const units = wash.sales.flatMap(({ replacedBy }) =>
      replacedBy.flatMap((each) =>
        Array.from({ length: each.quantity.toNumber() }, () => `${each.sale}<${each.acquisition}`),
      ),
    )
    expect(units).toEqual(simulated(sales, buys))
    for (const each of wash.sales) {
      const own = sales.find(({ id }) => id === each.id)
      if (!own) throw new Error(each.id)
      expect(each.loss.lessThanOrEqualTo(own.loss) && each.loss.greaterThan(0)).toBe(true)
      expect(each.quantity.lessThanOrEqualTo(own.quantity)).toBe(true)
      const share = own.loss.times(each.quantity).dividedBy(own.quantity)
      expect(share.minus(each.loss).abs().lessThan('1e-19')).toBe(true)
      expect(sumOf(each.replacedBy.map(({ loss }) => loss)).equals(each.loss)).toBe(true)
      expect(each.replacedBy.every(({ quantity }) => quantity.greaterThan(0))).toBe(true)
    }
    for (const each of wash.replacements) {
      const own = buys.find(({ id }) => id === each.id)
      expect(own && each.quantity.lessThanOrEqualTo(own.quantity)).toBe(true)
      expect(each.basis.isZero() || each.lostForGood.isZero()).toBe(true)
    }
    const [disallowed, moved] = [
      sumOf(wash.sales.map((each) => each.loss)),
      sumOf(wash.replacements.map((each) => each.basis.plus(each.lostForGood))),
    ]
    expect(disallowed.equals(moved)).toBe(true)
  }
})
