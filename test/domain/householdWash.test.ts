/** Wash sales across a household: its accounts, its groups, its earlier sales, and what a plan adds. */
import { expect, test } from 'vitest'
import { Decimal } from '../../src/domain/decimal.ts'
import type { Portfolio } from '../../src/domain/document.ts'
import {
  householdWash,
  washGroupsOf,
  type BoughtUnits,
  type HouseholdWashed,
  type SoldUnits,
} from '../../src/domain/householdWash.ts'
import { diceOf } from '../laws/dice.ts'
import { household, householdJson, lotOf, saleOf } from './taxSample.ts'
import { portfolio, type Json } from './sample.ts'

function sell(document: Portfolio, at: number, quantity: number, gain: number): SoldUnits {
  const lot = document.lots[at]
  if (!lot) throw new Error('no lot')
  return { lot, quantity: new Decimal(quantity), gain: new Decimal(gain) }
}

function buy(account: string, instrument: string, quantity: number): BoughtUnits {
  return { account, instrument, quantity: new Decimal(quantity) }
}

function told(washed: readonly HouseholdWashed[]): string[] {
  return washed.map(({ list, index, quantity, loss, replacedBy }) => {
    const parts = replacedBy.map(
      (each) =>
        `${each.list} ${each.index}: ${each.quantity.toFixed()} (${each.loss.toFixed()}${each.lostForGood ? ' lost' : ''})`,
    )
    return `${list} ${index}: ${quantity.toFixed()} (${loss.toFixed()}) <- ${parts.join(', ')}`
  })
}

const old = lotOf('own', 'VTI', '100', '2024-01-10')

test('a planned sell at a loss, and a planned buy of the same in the IRA', () => {
  const document = household({ lots: [old] })
  const washed = householdWash(document, [sell(document, 0, 100, -2000)], [buy('ira', 'ITOT', 60)])
  expect(told(washed)).toEqual(['sold 0: 60 (1200) <- bought 0: 60 (1200 lost)'])
  expect(washed[0]).toMatchObject({
    account: 'own',
    instrument: 'VTI',
    day: '2026-11-20',
    acquired: '2024-01-10',
  })
  expect(washed[0]?.replacedBy[0]).toMatchObject({ account: 'ira', instrument: 'ITOT', kind: 'deferred' })
})

test('what was bought in the last 30 days replaces it too, in whichever account and fund of the group', () => {
  const lots = [
    old,
    lotOf('ira', 'ITOT', '10', '2026-10-21'),
    lotOf('own', 'VTI', '10', '2026-11-01'),
    lotOf('own', 'VTI', '10', '2026-10-20'),
    lotOf('own', 'BND', '10', '2026-11-01'),
    lotOf('own', 'VTI', '10', null),
  ]
  const document = household({ lots })
  expect(told(householdWash(document, [sell(document, 0, 100, -2000)], []))).toEqual([
    'sold 0: 20 (400) <- lots 1: 10 (200 lost), lots 2: 10 (200)',
  ])
})

test('a loss taken before, disallowed by what the plan buys', () => {
  const document = household({ realised: [saleOf('VTI', '5', '2026-11-02', '-40')] })
  expect(told(householdWash(document, [], [buy('own', 'VTI', 2)]))).toEqual([
    'realised 0: 2 (16) <- bought 0: 2 (16)',
  ])
  expect(told(householdWash(document, [], [buy('own', 'BND', 2)]))).toEqual([])
})

test('a sale in December is replaced in January', () => {
  const realised = [saleOf('VTI', '5', '2026-12-15', '-40')]
  const january = { asOf: '2027-01-14', realised }
  expect(told(householdWash(household(january), [], [buy('own', 'VTI', 5)]))).toEqual([
    'realised 0: 5 (40) <- bought 0: 5 (40)',
  ])
  expect(householdWash(household({ ...january, asOf: '2027-01-15' }), [], [buy('own', 'VTI', 5)])).toEqual([])
})

test('a young lot that is sold in part is not its own replacement', () => {
  const document = household({ lots: [lotOf('own', 'VTI', '100', '2026-11-01')] })
  expect(householdWash(document, [sell(document, 0, 40, -800)], [])).toEqual([])
  const realised = [
    { ...(saleOf('VTI', '5', '2026-11-10', '-40') as object), acquired: '2026-11-01' },
  ] as Json[]
  const earlier = household({ lots: [lotOf('own', 'VTI', '100', '2026-11-01')], realised })
  expect(householdWash(earlier, [], [])).toEqual([])
})

test('what the same day brought in another fund or account is', () => {
  const realised = [
    { ...(saleOf('VTI', '5', '2026-11-10', '-40') as object), acquired: '2026-11-01' },
  ] as Json[]
  const lots = [
    lotOf('own', 'VTI', '1', '2026-11-01'),
    lotOf('own', 'ITOT', '1', '2026-11-01'),
    lotOf('ira', 'VTI', '1', '2026-11-01'),
  ]
  expect(told(householdWash(household({ lots, realised }), [], []))).toEqual([
    'realised 0: 2 (16) <- lots 1: 1 (8), lots 2: 1 (8 lost)',
  ])
})

test('what an IRA bought and has sold since takes a loss away, what a taxable account did moves it on', () => {
  const again = (account: string): Json => ({
    ...(saleOf('VTI', '3', '2026-11-15', '-1') as object),
    account,
    acquired: '2026-11-05',
  })
  const realised = (account: string): Json => [saleOf('VTI', '5', '2026-11-02', '-40'), again(account)]
  expect(told(householdWash(household({ realised: realised('ira') }), [], []))).toEqual([
    'realised 0: 3 (24) <- realised 1: 3 (24 lost)',
  ])
  expect(told(householdWash(household({ realised: realised('own') }), [], []))).toEqual([])
})

test('every sale has its own window', () => {
  const lots = [old, lotOf('own', 'VTI', '3', '2026-10-01')]
  const document = household({ lots, realised: [saleOf('VTI', '5', '2026-10-25', '-40')] })
  expect(told(householdWash(document, [sell(document, 0, 100, -2000)], []))).toEqual([
    'realised 0: 3 (24) <- lots 1: 3 (24)',
  ])
})

test('another lot of the same day is', () => {
  const twin = lotOf('own', 'VTI', '100', '2026-11-01')
  const document = household({ lots: [twin, structuredClone(twin)] })
  expect(told(householdWash(document, [sell(document, 0, 40, -800)], []))).toEqual([
    'sold 0: 40 (800) <- lots 1: 40 (800)',
  ])
})

test('units that the plan sells themselves replace nothing in a taxable account, but in an IRA they do', () => {
  const young = (account: string): Portfolio =>
    household({ lots: [old, lotOf(account, 'VTI', '50', '2026-11-01')] })
  const sold = (document: Portfolio): SoldUnits[] => [
    sell(document, 0, 100, -2000),
    sell(document, 1, 30, -600),
  ]
  const [own, ira] = [young('own'), young('ira')]
  expect(told(householdWash(own, sold(own), []))).toEqual(['sold 0: 20 (400) <- lots 1: 20 (400)'])
  expect(told(householdWash(ira, sold(ira), []))).toEqual(['sold 0: 50 (1000) <- lots 1: 50 (1000 lost)'])
})

test('two planned sells compete for one replacement: the older lot is matched first', () => {
  const lots = [lotOf('own', 'VTI', '10', '2025-01-10'), lotOf('own', 'ITOT', '10', '2024-01-10')]
  const document = household({ lots })
  const sold = [sell(document, 0, 10, -100), sell(document, 1, 10, -50)]
  expect(told(householdWash(document, sold, [buy('own', 'VTI', 15)]))).toEqual([
    'sold 1: 10 (50) <- bought 0: 10 (50)',
    'sold 0: 5 (50) <- bought 0: 5 (50)',
  ])
})

test('gains, losses in the IRA, and documents that do not ask have no wash sales', () => {
  const lots = [old, lotOf('ira', 'VTI', '10', '2024-01-10')]
  const document = household({ lots })
  const buys = [buy('own', 'VTI', 100)]
  expect(householdWash(document, [sell(document, 0, 100, 5)], buys)).toEqual([])
  expect(householdWash(document, [sell(document, 1, 10, -5)], buys)).toEqual([])
  for (const tax of [null, { washSales: false }]) {
    const silent = household({ lots, tax })
    expect(householdWash(silent, [sell(silent, 0, 100, -5)], buys)).toEqual([])
  }
})

test('an instrument that is named like a group is not in it', () => {
  const document = household({
    instruments: [
      { id: 'market', currency: 'USD', price: '1', exposure: { stock: '1' } },
      { id: 'VTI', currency: 'USD', price: '1', washGroup: 'market', exposure: { stock: '1' } },
    ],
  })
  const groups = washGroupsOf(document)
  expect(groups.get('market')).not.toBe(groups.get('VTI'))
})

/** Everything but the places in lists, which follow the order given. */
const content = (washed: readonly HouseholdWashed[]): unknown =>
  washed.map((each) => ({
    ...each,
    index: 0,
    replacedBy: each.replacedBy.map((replacement) => ({ ...replacement, index: 0 })),
  }))

test('the order of lots, sales, sells and buys never matters', () => {
  for (let seed = 0; seed < 60; seed += 1) {
    const dice = diceOf(seed)
    const instrument = (): string => dice.pick(['VTI', 'ITOT', 'BND'])
    const account = (): string => dice.pick(['own', 'ira'])
    const recent = (): string => `2026-${dice.pick(['10-25', '11-02', '11-19'])}`
    const lots = Array.from({ length: dice.int(1, 6) }, () =>
      lotOf(account(), instrument(), String(dice.int(1, 9)), dice.chance(0.4) ? '2024-01-10' : recent()),
    )
    const realised = Array.from({ length: dice.int(0, 3) }, () =>
      saleOf(instrument(), String(dice.int(1, 9)), recent(), dice.decimal(-50, 10, 2)),
    )
    const buys = Array.from({ length: dice.int(0, 3) }, () => buy(account(), instrument(), dice.int(1, 9)))
    const first = household({ lots, realised })
    const sells = first.lots.flatMap((lot, at) =>
      dice.chance(0.5) ? [sell(first, at, dice.int(1, Number(lot.quantity)), -dice.int(1, 90))] : [],
    )
    const second = { ...first, lots: dice.shuffled(first.lots), realised: dice.shuffled(first.realised) }
    const washed = householdWash(first, sells, buys)
    expect(content(householdWash(second, dice.shuffled(sells), dice.shuffled(buys)))).toEqual(content(washed))
  }
})

test('the sample is what it says', () => {
  expect(portfolio(householdJson()).tax?.washSales).toBe(true)
})
