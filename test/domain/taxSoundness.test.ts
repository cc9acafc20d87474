/** Faults and notes of tax: each with its kind and path, and none where a document asks for no tax. */
import { expect, test } from 'vitest'
import { notesOf } from '../../src/domain/soundness.ts'
import { sentenceOf, sentenceOfNote } from '../../src/domain/words.ts'
import { kindsIn, problemsIn, replaced, type Json } from './sample.ts'
import { household, householdJson, lotOf, saleOf } from './taxSample.ts'

const lots = [lotOf('own', 'VTI', '100', '2024-01-10')]
const realised = [saleOf('VTI', '5', '2026-09-02', '-40')]
const sound = householdJson({ lots, realised })

test('the household is sound', () => expect(kindsIn(sound)).toEqual([]))

const faults: readonly (readonly [string, Json, readonly string[]])[] = [
  ['tax/shortRate', '1.01', ['out-of-range tax/shortRate']],
  ['tax/shortRate', '-0.01', ['out-of-range tax/shortRate']],
  ['tax/shortRate', '1', []],
  ['tax/longRate', '15', ['out-of-range tax/longRate']],
  ['tax/deferredRate', '-1', ['out-of-range tax/deferredRate']],
  ['tax/gainsBudget', '-1', ['negative tax/gainsBudget']],
  ['tax/gainsBudget', '0', []],
  ['tax/carryForward', { short: '-1' }, ['negative tax/carryForward/short']],
  ['tax/carryForward', { short: '3000', long: '-0.01' }, ['negative tax/carryForward/long']],
  ['lots/0/acquired', '2026-11-21', ['later-than-plan lots/0/acquired']],
  ['lots/0/acquired', '2026-11-20', []],
  ['lots/0/sellRank', 1, []],
  ['lots/0/sellRank', null, []],
  ['lots/0/sellRank', 0, ['not-positive lots/0/sellRank']],
  ['lots/0/sellRank', 1.5, ['wrong-type lots/0/sellRank']],
  ['lots/0/sellRank', '1', ['wrong-type lots/0/sellRank']],
  ['realised/0/sold', '2026-11-21', ['later-than-plan realised/0/sold']],
  ['realised/0/sold', '2026-11-20', []],
  ['realised/0/sold', '2024-01-09', ['sold-before-acquired realised/0/acquired']],
  ['realised/0/sold', '2024-01-10', []],
  ['realised/0/acquired', null, []],
  ['realised/0/quantity', '0', ['not-positive realised/0/quantity']],
  // What is looked at whether or not there is tax is said once.
  ['realised/0/quantity', '-1', ['negative-quantity realised/0/quantity']],
  ['realised/0/account', 'gone', ['unknown-account realised/0/account']],
  ['realised/0/instrument', 'gone', ['unknown-instrument realised/0/instrument']],
]

test.each(faults)('%s as %j', (path, value, expected) => {
  expect(kindsIn(replaced(sound, path.split('/'), value))).toEqual(expected)
})

test('a document without tax is as sound as it was', () => {
  const untaxed = householdJson({
    lots: [lotOf('own', 'VTI', '100', '2027-01-10')],
    realised: [saleOf('VTI', '0', '2027-01-01', '-40')],
    tax: null,
  })
  expect(kindsIn(untaxed)).toEqual([])
})

test('the days are said', () => {
  const [later] = problemsIn(replaced(sound, ['lots', '0', 'acquired'], '2026-12-24'))
  expect(later && sentenceOf(later)).toBe(
    'This day is after the day of the plan, 2026-11-20. It says “2026-12-24”. Correct one of the two.',
  )
  const [early] = problemsIn(replaced(sound, ['realised', '0', 'sold'], '2023-01-01'))
  expect(early && sentenceOf(early)).toBe(
    'This was sold on 2023-01-01, before it was acquired. It says “2024-01-10”. Correct one of the two days.',
  )
})

const notes = (changes: { readonly [key: string]: Json }): string[] =>
  notesOf(household(changes)).map((each) => `${each.kind} ${each.path}`)

const costless: Json = {
  account: 'own',
  instrument: 'VTI',
  quantity: '3',
  acquired: '2020-01-01',
  unitCost: null,
}

test('one note for each taxable holding with a lot of unknown basis', () => {
  const undated = lotOf('own', 'VTI', '4', null)
  const empty = lotOf('own', 'VTI', '0', null)
  const sheltered = lotOf('ira', 'VTI', '4', null)
  expect(notes({ lots: [...lots, costless, undated, sheltered] })).toEqual(['basis-unknown lots/1'])
  expect(notes({ lots: [empty, sheltered] })).toEqual([])
  expect(notes({ lots: [costless], tax: null })).toEqual([])
  const [note] = notesOf(household({ lots: [costless, undated] }))
  expect(note && sentenceOfNote(note)).toBe(
    'The cost of 3 “VTI” in “own” is unknown: they are sold last, and no tax is stated for them. ' +
      'The day on which 4 “VTI” in “own” were acquired is unknown: they count as short term.',
  )
})

test('one note for each group in a window, where wash sales are looked for', () => {
  const changes = {
    lots: [...lots, lotOf('ira', 'ITOT', '1', '2026-11-05')],
    realised: [saleOf('VTI', '5', '2026-11-02', '-40')],
  }
  expect(notes(changes)).toEqual(['wash-window instruments/1'])
  expect(notes({ ...changes, tax: { washSales: false } })).toEqual([])
  const [note] = notesOf(household(changes))
  expect(note && sentenceOfNote(note)).toBe(
    'Buying ITOT or VTI before 3 December 2026 disallows a loss already taken. ' +
      'A loss taken on ITOT or VTI before 6 December 2026 is disallowed, as far as it was bought lately.',
  )
})
