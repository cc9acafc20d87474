/** Orders of kinds of account and of equivalents as pure edits. */
import { expect, test } from 'vitest'
import { movedTo } from '../../../src/ui/targets/OrderedList.tsx'
import {
  equivalentsOf,
  locationOrder,
  withLocation,
  withPreferences,
} from '../../../src/ui/targets/preferences.ts'
import { instrument, sample } from '../holdings/sample.ts'

test.each([
  [0, 2, ['b', 'c', 'a']],
  [2, 0, ['c', 'a', 'b']],
  [1, 2, ['a', 'c', 'b']],
  [1, 3, ['a', 'b', 'c']],
  [0, -1, ['a', 'b', 'c']],
])('place %i to place %i', (from, to, order) => {
  expect(movedTo(['a', 'b', 'c'], from, to)).toEqual(order)
})

test('kinds that a class does not name come last', () => {
  expect(locationOrder(null)).toEqual(['taxable', 'deferred', 'exempt'])
  expect(locationOrder(['exempt'])).toEqual(['exempt', 'taxable', 'deferred'])
  expect(withLocation(sample(), 'bond', ['deferred']).targets[1]?.location).toEqual(['deferred'])
})

test('equivalents are what is wholly of one class, the preferred first', () => {
  const document = sample({
    instruments: [
      instrument('ZZZ', { preference: 1 }),
      instrument('AAA', { preference: 2 }),
      instrument('MIX', { exposure: { stock: '0.5', bond: '0.5' } }),
      instrument('GONE', { exclude: true }),
      instrument('stock', { exposure: null, preference: 2 }),
    ],
  })
  expect(equivalentsOf(document, 'stock').map((each) => each.id)).toEqual(['ZZZ', 'AAA', 'stock'])
  const ordered = withPreferences(document, ['stock', 'ZZZ', 'AAA'])
  expect(ordered.instruments.map((each) => each.preference)).toEqual([2, 3, 1, 1, 1])
  expect(equivalentsOf(ordered, 'stock').map((each) => each.id)).toEqual(['stock', 'ZZZ', 'AAA'])
})
