/** The calendar of safe days: what opens a window, when it is over, and whom it does not concern. */
import { expect, test } from 'vitest'
import { safeDates, type PlannedReason } from '../../src/domain/washCalendar.ts'
import type { Json } from './sample.ts'
import { household, lotOf, saleOf } from './taxSample.ts'

function calendar(changes: { readonly [key: string]: Json }, planned?: readonly PlannedReason[]): unknown {
  return safeDates(household(changes), planned).map(({ instruments, buyAgainFrom, sellAtLossFrom }) => [
    instruments.join('+'),
    buyAgainFrom,
    sellAtLossFrom,
  ])
}

const old = lotOf('own', 'VTI', '100', '2024-01-10')

test('a household that neither bought nor sold at a loss lately is safe', () => {
  expect(calendar({ lots: [old], realised: [saleOf('VTI', '1', '2026-11-02', '40')] })).toEqual([])
})

test('after a loss the group is bought again after 30 days', () => {
  const realised = [saleOf('VTI', '5', '2026-11-02', '-40'), saleOf('ITOT', '5', '2026-10-30', '-1')]
  expect(calendar({ lots: [old], realised })).toEqual([['ITOT+VTI', '2026-12-03', null]])
  const [entry] = safeDates(household({ realised }))
  expect(entry?.because.map((each) => `${each.kind} ${each.instrument} ${each.day}`)).toEqual([
    'sold-at-loss VTI 2026-11-02',
    'sold-at-loss ITOT 2026-10-30',
  ])
})

/** Sold on this day, safe to buy on 20 November. */
test.each([
  ['2026-10-20', true],
  ['2026-10-21', false],
  ['2026-11-20', false],
])('sold at a loss on %s: safe on 20 November is %s', (sold, safe) => {
  expect(calendar({ realised: [saleOf('BND', '1', sold, '-1')] })).toHaveLength(safe ? 0 : 1)
})

test('after a purchase in any account another taxable lot is sold at a loss after 30 days', () => {
  const lots = [old, lotOf('ira', 'ITOT', '1', '2026-11-05')]
  expect(calendar({ lots })).toEqual([['ITOT+VTI', null, '2026-12-06']])
  expect(calendar({ lots: [...lots, lotOf('own', 'VTI', '1', '2026-11-19')] })).toEqual([
    ['ITOT+VTI', null, '2026-12-20'],
  ])
})

test('a purchase that is the only taxable lot holds nothing back, but an earlier one in the IRA does', () => {
  const young = lotOf('own', 'VTI', '1', '2026-11-19')
  expect(calendar({ lots: [young] })).toEqual([])
  expect(calendar({ lots: [young, lotOf('ira', 'VTI', '1', '2026-11-05')] })).toEqual([
    ['ITOT+VTI', null, '2026-12-06'],
  ])
  expect(calendar({ lots: [young, lotOf('own', 'ITOT', '0', '2024-01-10')] })).toEqual([])
})

test('a group that only the IRA holds needs no calendar, nor does a loss there', () => {
  expect(calendar({ lots: [lotOf('ira', 'VTI', '1', '2026-11-05')] })).toEqual([])
  const realised = [{ ...(saleOf('VTI', '1', '2026-11-05', '-9') as object), account: 'ira' }] as Json[]
  expect(calendar({ realised })).toEqual([])
})

test('what a plan sells at a loss and buys opens windows of its day', () => {
  const planned: PlannedReason[] = [
    { kind: 'sold-at-loss', account: 'own', instrument: 'BND' },
    { kind: 'bought', account: 'ira', instrument: 'ITOT' },
    { kind: 'sold-at-loss', account: 'ira', instrument: 'VTI' },
  ]
  expect(calendar({ lots: [old] }, planned)).toEqual([
    ['BND', '2026-12-21', null],
    ['ITOT+VTI', null, '2026-12-21'],
  ])
  expect(calendar({}, [{ kind: 'bought', account: 'own', instrument: 'VTI' }])).toEqual([])
  // What the plan buys could be sold at a loss too, and what the IRA bought would replace it.
  const young = lotOf('ira', 'VTI', '1', '2026-11-05')
  expect(calendar({ lots: [young] }, [{ kind: 'bought', account: 'own', instrument: 'VTI' }])).toEqual([
    ['ITOT+VTI', null, '2026-12-06'],
  ])
})

test('the order of the document never matters', () => {
  const lots = [
    old,
    lotOf('ira', 'ITOT', '1', '2026-11-05'),
    lotOf('own', 'VTI', '1', '2026-11-05'),
    lotOf('ira', 'VTI', '1', '2026-11-05'),
  ]
  const realised = [saleOf('VTI', '5', '2026-11-02', '-40'), saleOf('ITOT', '5', '2026-11-02', '-1')]
  const document = household({ lots, realised })
  const turned = {
    ...document,
    lots: document.lots.toReversed(),
    realised: document.realised.toReversed(),
    instruments: document.instruments.toReversed(),
    accounts: document.accounts.toReversed(),
  }
  expect(safeDates(turned)).toEqual(safeDates(document))
})
