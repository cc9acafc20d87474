/** What waiting and the choice of lots save: by hand, at the edges of the calendar, and for a plan's sell. */
import { expect, test } from 'vitest'
import { Decimal, zero } from '../../src/domain/decimal.ts'
import type { Lot } from '../../src/domain/document.ts'
import {
  lotChoicesOf,
  savedAgainst,
  waitingOf,
  type ChoiceTerms,
  type LotUnits,
} from '../../src/domain/lotChoices.ts'
import { lotsInOrder, firstUnits } from '../../src/domain/lotOrder.ts'
import type { Trade } from '../../src/domain/plan.ts'
import { diceOf } from '../laws/dice.ts'
import type { Json } from './sample.ts'
import { household } from './taxSample.ts'

const terms: ChoiceTerms = {
  price: new Decimal(100),
  asOf: '2026-11-05',
  shortRate: new Decimal('0.35'),
  longRate: new Decimal('0.15'),
  harvest: false,
}

function lot(acquired: string | null, unitCost: string | null, quantity = '10'): Lot {
  return { account: 'own', instrument: 'VTI', quantity, acquired, unitCost }
}

function units(of: Lot, quantity = of.quantity): LotUnits {
  return { lot: of, quantity: new Decimal(quantity) }
}

test('nine days short of long term: waiting saves the difference of the rates', () => {
  const found = waitingOf(units(lot('2025-11-13', '60')), terms)
  expect(found).toMatchObject({ longFrom: '2026-11-14', days: 9 })
  expect(found?.saves.toFixed()).toBe('80')
})

/** Acquired, cost, and whether waiting is worth a word on 5 November 2026. */
const waits: readonly (readonly [string, string | null, string | null, boolean])[] = [
  ['already long', '2025-11-04', '60', false],
  ['tomorrow', '2025-11-05', '60', true],
  ['in 60 days', '2026-01-03', '60', true],
  ['in 61 days', '2026-01-04', '60', false],
  ['at a loss', '2025-11-13', '110', false],
  ['at neither', '2025-11-13', '100', false],
  ['of unknown cost', '2025-11-13', null, false],
  ['of unknown day', null, '60', false],
]

test.each(waits)('%s: acquired %s at %s', (_, acquired, cost, isWorth) => {
  expect(waitingOf(units(lot(acquired, cost)), terms) !== null).toBe(isWorth)
})

test('where short and long term are taxed alike nothing is saved by waiting', () => {
  const flat = { ...terms, shortRate: terms.longRate }
  expect(waitingOf(units(lot('2025-11-13', '60')), flat)).toBeNull()
  // Nor at a loss, even where a short one is worth less.
  const upside = { ...terms, shortRate: terms.longRate, longRate: terms.shortRate }
  expect(waitingOf(units(lot('2025-11-13', '110')), upside)).toBeNull()
})

const [old, cheap, young] = [
  lot('2021-03-01', '90'),
  lot('2019-05-05', '10'),
  lot('2026-06-01', '96'),
] as const
const holding = [young, cheap, old]

test('these lots rather than those of another method', () => {
  // Tax: old 15, young 14, cheap 135.
  const saved = savedAgainst('fifo', [units(young)], holding, terms)
  expect(saved).toEqual({
    method: 'fifo',
    saves: new Decimal(121),
    sold: [units(young)],
    kept: [units(cheap)],
  })
  expect(savedAgainst('hifo', [units(young)], holding, terms)).toBeNull()
  const worse = savedAgainst('hifo', [units(cheap)], holding, terms)
  expect(worse?.saves.toFixed()).toBe('-121')
})

test('only what differs is named', () => {
  const sold = [units(young), units(old, '5')]
  const saved = savedAgainst('fifo', sold, holding, terms)
  expect(saved?.sold).toEqual([units(young)])
  expect(saved?.kept).toEqual([units(cheap)])
  expect(saved?.saves.toFixed()).toBe('121')
})

test('nobody can say what is saved where a cost is unknown', () => {
  const bare = lot('2018-01-01', null)
  expect(savedAgainst('fifo', [units(bare)], [bare, old], terms)).toBeNull()
  expect(savedAgainst('fifo', [units(old), units(bare)], [bare, old, young], terms)).toBeNull()
})

test('a loss saves nothing unless it is harvested', () => {
  const loser = lot('2026-06-01', '120')
  const even = lot('2020-06-01', '100')
  expect(savedAgainst('fifo', [units(loser)], [loser, even], terms)).toBeNull()
  const harvested = savedAgainst('fifo', [units(loser)], [loser, even], { ...terms, harvest: true })
  expect(harvested?.saves.toFixed()).toBe('70')
})

test('min-tax never loses against another method', () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const dice = diceOf(seed)
    const lots = Array.from({ length: dice.int(1, 6) }, () =>
      lot(
        dice.pick(['2020-01-01', '2025-12-01', '2026-01-01', null]),
        dice.decimal(80, 120, 0),
        String(dice.int(1, 9)),
      ),
    )
    const both = { ...terms, harvest: dice.chance(0.5) }
    const sold = firstUnits(lotsInOrder(lots, 'min-tax', both), new Decimal(dice.int(1, 20)))
    const own = sold.map((part) => ({ lot: part.lot.of, quantity: part.quantity }))
    for (const method of ['fifo', 'lifo', 'hifo'] as const) {
      const saved = savedAgainst(method, own, lots, both)
      expect(saved?.saves.greaterThan(zero) ?? true).toBe(true)
    }
  }
})

const lots: Json = [
  { account: 'own', instrument: 'VTI', quantity: '10', acquired: '2019-05-05', unitCost: '10' },
  { account: 'own', instrument: 'VTI', quantity: '10', acquired: '2025-11-28', unitCost: '65' },
  { account: 'ira', instrument: 'VTI', quantity: '10', acquired: '2019-01-01', unitCost: '1' },
  { account: 'ira', instrument: 'VTI', quantity: '10', acquired: '2025-11-28', unitCost: '65' },
  { account: 'own', instrument: 'BND', quantity: '10', acquired: '2019-01-01', unitCost: '1' },
]

function sell(changes: Partial<Trade> = {}): Trade {
  return {
    account: 'own',
    instrument: 'VTI',
    side: 'sell',
    quantity: '10',
    price: '100',
    value: '1000.00',
    phase: 1,
    costs: { commission: '5.00', spread: '3.00', impact: '1.00', gas: '1.00' },
    lots: [{ acquired: '2025-11-28', quantity: '10', gain: '340.00', term: 'short', tax: '119.00' }],
    because: { kind: 'raise-cash', account: 'own', amount: '1000.00' },
    ...changes,
  }
}

function chosen(changes: { readonly [key: string]: Json }, trade: Trade = sell()): unknown {
  const { waiting, saved } = lotChoicesOf(household({ lots, ...changes }), trade)
  return [
    waiting.map((each) => `${each.longFrom} ${each.days} ${each.saves.toFixed()}`),
    saved.map((each) => `${each.method} ${each.saves.toFixed()}`),
  ]
}

const rates = { shortRate: '0.35', longRate: '0.15' }

test('the choices behind a sell of a plan, after its costs', () => {
  // After costs of 10 the young lot gains 340: 119.00 now, 51.00 in nine days; the old one gains 890: 133.50.
  expect(chosen({})).toEqual([['2026-11-29 9 68'], ['fifo 14.5']])
})

test('a method is not compared with itself, and averages with nothing', () => {
  expect(chosen({ tax: { ...rates, lotMethod: 'fifo' } })).toEqual([[], ['hifo -14.5']])
  expect(chosen({ tax: { ...rates, lotMethod: 'hifo' } })).toEqual([['2026-11-29 9 68'], ['fifo 14.5']])
  expect(chosen({ tax: { ...rates, lotMethod: 'average' } })).toEqual([[], []])
})

test('costs may decide which lot is taxed less', () => {
  // A unit of the old lot is taxed 13.50, one of the young lot 13.65; after costs of 10 a unit it is 12.00 and 10.15.
  const closer: Json = [
    { account: 'own', instrument: 'VTI', quantity: '10', acquired: '2019-05-05', unitCost: '10' },
    { account: 'own', instrument: 'VTI', quantity: '10', acquired: '2026-05-28', unitCost: '61' },
  ]
  const free = { commission: '0.00', spread: '0.00', impact: '0.00', gas: '0.00' }
  expect(chosen({ lots: closer }, sell({ costs: free }))).toEqual([[], ['hifo 1.5']])
  expect(chosen({ lots: closer }, sell({ costs: { ...free, commission: '100.00' } }))).toEqual([
    [],
    ['fifo 18.5'],
  ])
})

test('amounts are in base currency', () => {
  const document = household({
    lots,
    rates: { EUR: '2' },
    instruments: [
      { id: 'VTI', currency: 'EUR', price: '100', exposure: { stock: '1' } },
      { id: 'BND', currency: 'USD', price: '80', exposure: { bond: '1' } },
    ],
  })
  // Gas of 1 USD is half a euro, so the gains are 340.50 and 890.50 euros.
  const { waiting, saved } = lotChoicesOf(document, sell())
  expect(waiting.map((each) => each.saves.toFixed())).toEqual(['136.2'])
  expect(saved.map((each) => each.saves.toFixed())).toEqual(['28.8'])
})

test('where nothing is taxed there is nothing to choose', () => {
  expect(chosen({ tax: null })).toEqual([[], []])
  expect(chosen({}, sell({ account: 'ira' }))).toEqual([[], []])
  expect(chosen({}, sell({ side: 'buy' }))).toEqual([[], []])
  expect(chosen({}, sell({ instrument: 'gone' }))).toEqual([[], []])
})

test('several lots that turn long term: the next one first', () => {
  const two: Json = [
    { account: 'own', instrument: 'VTI', quantity: '5', acquired: '2025-12-28', unitCost: '66' },
    { account: 'own', instrument: 'VTI', quantity: '5', acquired: '2025-11-28', unitCost: '65' },
  ]
  const [waiting] = chosen({ lots: two }) as readonly [readonly string[]]
  expect(waiting.map((each) => each.slice(0, 10))).toEqual(['2026-11-29', '2026-12-29'])
})

test('a harvested loss counts in what is saved', () => {
  const losers: Json = [
    { account: 'own', instrument: 'VTI', quantity: '10', acquired: '2019-05-05', unitCost: '99' },
    { account: 'own', instrument: 'VTI', quantity: '10', acquired: '2026-06-28', unitCost: '139' },
  ]
  const part = { acquired: '2026-06-28', quantity: '10', gain: '-400.00', term: 'short' } as const
  expect(chosen({ lots: losers }, sell({ lots: [{ ...part, tax: '-140.00' }] }))).toEqual([[], ['fifo 140']])
  expect(chosen({ lots: losers }, sell({ lots: [{ ...part, tax: '0.00' }] }))).toEqual([[], []])
})
