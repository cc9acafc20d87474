/** The target grid's rows say weights, formulas and intervals, and include cash that nobody gave a target. */
import { expect, test } from 'vitest'
import { removeClass } from '../../../src/ui/targets/edits.ts'
import { targetRowsOf, topSum } from '../../../src/ui/targets/targetRows.ts'
import { portfolio } from '../../fixtures/plans.ts'

const rows = targetRowsOf(portfolio)
const plain = (text: string | undefined): string | undefined => text?.replaceAll('\u202f', ' ')
const rowOf = (id: string): (typeof rows)[number] | undefined => rows.find((row) => row.class === id)

test('levels and places follow the tree in the order of the document', () => {
  expect(rows.map((row) => [row.class, row.level, row.position, row.siblings])).toEqual([
    ['stock', 1, 1, 4],
    ['us-stock', 2, 1, 2],
    ['intl-stock', 2, 2, 2],
    ['bond', 1, 2, 4],
    ['coin', 1, 3, 4],
    ['cash', 1, 4, 4],
  ])
})

test('a leaf says its share of all, its formula and its interval', () => {
  const row = rowOf('us-stock')
  expect(row?.whole.toFixed()).toBe('0.525')
  expect(plain(row?.formula)).toBe('lesser of 5 points and 25 % of 52.5 % = ±5.0 points')
  expect(plain(row?.interval)).toBe('47.5 % – 57.5 %')
  expect(row?.present.toFixed(4)).toBe('0.6736')
})

test('an own band is marked; an inner class without one is only a sum', () => {
  expect(rowOf('coin')?.ownBand).toBe(true)
  expect(rowOf('stock')).toMatchObject({ row: null, leaf: false })
  expect(rowOf('stock')?.sum?.toFixed()).toBe('1')
  expect(rowOf('stock')?.present.toFixed(4)).toBe('0.8446')
})

test('cash without a target is there and cannot be mistaken for one', () => {
  const implied = targetRowsOf(removeClass(portfolio, 'cash'))
  expect(implied.at(-1)).toMatchObject({ class: 'cash', index: -1, weight: '0' })
  expect(topSum(removeClass(portfolio, 'cash')).toFixed()).toBe('0.98')
})
