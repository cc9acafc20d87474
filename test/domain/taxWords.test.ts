/** Sentences of tax, as a person reads them. */
import { expect, test } from 'vitest'
import { Decimal } from '../../src/domain/decimal.ts'
import type { Lot } from '../../src/domain/document.ts'
import type { LotUnits, Saved } from '../../src/domain/lotChoices.ts'
import type { WashSale } from '../../src/domain/plan.ts'
import { safeDates } from '../../src/domain/washCalendar.ts'
import {
  dayText,
  sentenceOfBasisNote,
  sentenceOfSaved,
  sentenceOfUnknownBasis,
  sentenceOfWaiting,
  sentenceOfWashNote,
  sentencesOfSafeDates,
  sentencesOfWash,
} from '../../src/domain/taxWords.ts'
import { household, lotOf, saleOf } from './taxSample.ts'

const money = (amount: string): string => `$${amount}`

function units(acquired: string | null, quantity = 1): LotUnits {
  const lot: Lot = { account: 'own', instrument: 'VTI', quantity: '9', acquired, unitCost: '1' }
  return { lot, quantity: new Decimal(quantity) }
}

test('days in words', () => {
  expect(dayText('2026-11-14')).toBe('14 November 2026')
  expect(dayText('2027-01-01')).toBe('1 January 2027')
})

test('waiting', () => {
  const waiting = { ...units('2025-11-13', 12), longFrom: '2026-11-14', days: 9, saves: new Decimal('96') }
  expect(sentenceOfWaiting(waiting, money)).toBe(
    '12 units turn long-term on 14 November 2026: waiting 9 days saves $96.',
  )
  expect(sentenceOfWaiting({ ...waiting, quantity: new Decimal(1), days: 1 }, money)).toBe(
    '1 unit turns long-term on 14 November 2026: waiting 1 day saves $96.',
  )
})

const saved: Saved = {
  method: 'fifo',
  saves: new Decimal('412'),
  sold: [units('2021-03-01')],
  kept: [units('2019-05-05')],
}

test('this lot rather than that one', () => {
  expect(sentenceOfSaved(saved, money)).toBe(
    'The lot of 1 March 2021 rather than that of 5 May 2019 saves $412 against first in, first out.',
  )
  expect(sentenceOfSaved({ ...saved, kept: [...saved.kept, units('2020-01-01')] }, money)).toBe(
    'This choice of lots saves $412 against first in, first out.',
  )
  expect(sentenceOfSaved({ ...saved, kept: [units('2021-03-01')] }, money)).toMatch(/^This choice of lots/)
  expect(
    sentenceOfSaved({ ...saved, kept: [units(null)], saves: new Decimal(-3), method: 'hifo' }, money),
  ).toBe(
    'The lot of 1 March 2021 rather than that of an unknown day costs $3 more against highest cost first.',
  )
})

const wash: WashSale = {
  account: 'own',
  instrument: 'VTI',
  sold: '2026-11-20',
  acquired: '2024-01-10',
  quantity: '100',
  loss: '250.00',
  replacedBy: [
    {
      account: 'own',
      instrument: 'ITOT',
      acquired: '2026-11-03',
      quantity: '99',
      loss: '247.50',
      lostForGood: false,
    },
    {
      account: 'ira',
      instrument: 'VTI',
      acquired: '2026-11-20',
      quantity: '1',
      loss: '2.50',
      lostForGood: true,
    },
  ],
}

test('a wash sale and what replaces it', () => {
  expect(sentencesOfWash(wash, household(), money)).toEqual([
    'The loss of $250.00 on 100 VTI in own is disallowed.',
    '99 ITOT bought on 3 November 2026 in own replace them: $247.50 is added to their basis, and they count as held 1045 days longer, as those sold had been.',
    '1 VTI bought by this plan in ira replaces it: $2.50 is lost for good, because ira is not taxed on gains.',
  ])
  expect(sentencesOfWash({ ...wash, acquired: null }, household(), money)[1]).toBe(
    '99 ITOT bought on 3 November 2026 in own replace them: $247.50 is added to their basis, and they count as held longer, by as long as those sold had been.',
  )
  expect(sentencesOfWash({ ...wash, sold: '2026-11-02', replacedBy: [] }, household(), money)).toEqual([
    'The loss of $250.00 on 100 VTI sold on 2 November 2026 in own is disallowed.',
  ])
})

test('safe days', () => {
  const document = household({
    lots: [lotOf('own', 'VTI', '1', '2024-01-10'), lotOf('ira', 'ITOT', '1', '2026-11-05')],
    realised: [saleOf('VTI', '5', '2026-11-02', '-40'), saleOf('BND', '5', '2026-11-02', '-40')],
  })
  expect(safeDates(document).flatMap((each) => sentencesOfSafeDates(each, document))).toEqual([
    'Buy BND again from 3 December 2026: BND was sold at a loss on 2 November 2026 in own.',
    'Buy ITOT or VTI again from 3 December 2026: VTI was sold at a loss on 2 November 2026 in own.',
    'Sell ITOT or VTI at a loss from 6 December 2026: ITOT was bought on 5 November 2026 in ira.',
  ])
})

test('unknown bases', () => {
  expect(sentenceOfUnknownBasis(new Decimal('2.5'))).toBe(
    '2.5 units of unknown cost: sold last, and their gain and tax are not stated.',
  )
  expect(sentenceOfUnknownBasis(new Decimal(1))).toMatch(/^1 unit of unknown cost: /)
  expect(sentenceOfBasisNote('VTI', '0', '0')).toBe('The cost or the day of some VTI is unknown.')
  expect(sentenceOfBasisNote('VTI', '0', '4')).toBe(
    'The day on which 4 VTI were acquired is unknown: they count as short term.',
  )
})

test('the note on a window', () => {
  expect(sentenceOfWashNote(['A', 'B', 'C'], '2026-12-03', '')).toBe(
    'Buying A, B or C before 3 December 2026 disallows a loss already taken.',
  )
  expect(sentenceOfWashNote([], '', '')).toMatch(/^A purchase/)
})
