/** A pasted table goes in row by row: with a header, by its look, and cell by cell where there is no symbol. */
import { expect, test } from 'vitest'
import { zero } from '../../../src/domain/decimal.ts'
import type { Portfolio } from '../../../src/domain/document.ts'
import { problemsOf } from '../../../src/domain/soundness.ts'
import { suggestionFor } from '../../../src/state/tables.ts'
import {
  columnsByHeader,
  columnsByLook,
  pasteCells,
  pasteTable,
  type Cells,
} from '../../../src/ui/holdings/changes/paste.ts'
import { holdingFields } from '../../../src/ui/holdings/holdingFields.ts'
import { holdingRows } from '../../../src/ui/holdings/rows.ts'
import { sample } from './sample.ts'

const fieldsOf = (document: Portfolio): ReturnType<typeof holdingFields> =>
  holdingFields({ document, total: zero, accountValue: () => zero })

const pasted = (cells: Cells, document = sample()): ReturnType<typeof pasteTable> =>
  pasteTable(document, cells, 'one', fieldsOf, suggestionFor)

test('a header says what the columns are', () => {
  expect(columnsByHeader(['Ticker', 'Shares', 'Note', 'Last price'])).toEqual([
    'symbol',
    'quantity',
    null,
    'price',
  ])
  expect(columnsByHeader(['VTI', '10'])).toBeNull()
  expect(columnsByHeader(['Symbol', 'Note'])).toBeNull()
})

test('without a header the look of the cells does', () => {
  const cells = [
    ['VTI', 'Total market', '10', '291.53', '2026-11-20'],
    ['BND', '', '3', '73.15', ''],
  ]
  expect(columnsByLook(cells)).toEqual(['symbol', 'name', 'quantity', 'price', 'day'])
})

test('known positions are updated, others added with what is known of them', () => {
  const { document, unread, rows } = pasted([
    ['Symbol', 'Quantity', 'Price', 'Date'],
    ['BBB', '12', '51', '2026-11-19'],
    ['vti', '1,000', '$291.53', ''],
  ])
  expect(unread).toEqual([])
  expect(rows).toBe(2)
  expect(document.lots.find((lot) => lot.instrument === 'BBB')?.quantity).toBe('12')
  expect(document.instruments.find((each) => each.id === 'BBB')).toMatchObject({
    price: '51',
    priceAsOf: '2026-11-19',
  })
  expect(document.instruments.find((each) => each.id === 'VTI')).toMatchObject({
    price: '291.53',
    priceAsOf: '2026-11-20',
  })
  expect(document.lots.at(-1)).toMatchObject({ account: 'one', instrument: 'VTI', quantity: '1000' })
})

test('cells that cannot be read are named by row and column, and the others go in', () => {
  const { document, unread } = pasted([
    ['Symbol', 'Quantity', 'Price'],
    ['BBB', 'many', '51'],
  ])
  expect(unread).toEqual([{ row: 2, column: 'Quantity', text: 'many', problem: 'This is not a number.' }])
  expect(document.instruments[1]?.price).toBe('51')
})

test('an account that the table names is found or made', () => {
  const { document } = pasted([
    ['Account', 'Symbol', 'Shares'],
    ['two', 'BBB', '1'],
    ['Third', 'BBB', '2'],
  ])
  expect(document.accounts.map((each) => each.name || each.id)).toEqual(['First', 'two', 'Third'])
  expect(document.lots.slice(-2).map((lot) => `${lot.account} ${lot.quantity}`)).toEqual(['two 1', 'third 2'])
  expect(problemsOf(document)).toEqual([])
})

test('a class may be pasted by its name', () => {
  const { document } = pasted([
    ['Symbol', 'Quantity', 'Class'],
    ['XYZ', '1', 'bonds'],
  ])
  expect(document.instruments.at(-1)?.exposure).toEqual({ bond: '1' })
})

test('positions with several lots keep them', () => {
  const { document } = pasted([
    ['Symbol', 'Quantity'],
    ['AAA', '1'],
  ])
  expect(document.lots.filter((lot) => lot.instrument === 'AAA' && lot.account === 'one')).toHaveLength(2)
})

test('a column of prices goes down from where one stands', () => {
  const document = sample()
  const rows = holdingRows(document)
  const column = fieldsOf(document).findIndex((field) => field.column.id === 'price')
  const result = pasteCells(document, [['101'], ['x']], rows, { row: 1, column }, fieldsOf)
  expect(result.document.instruments.map((each) => each.price)).toEqual(['101', '50', '20'])
  expect(result.unread).toEqual([{ row: 2, column: 'Price', text: 'x', problem: 'This is not a number.' }])
})

test('five thousand rows go in within a moment', () => {
  const cells = Array.from({ length: 5000 }, (_, at) => [`S${at}`, `Number ${at}`, String(at), '10.5'])
  const began = performance.now()
  const { document, rows } = pasted(cells)
  expect(rows).toBe(5000)
  expect(document.instruments).toHaveLength(5003)
  // Generous, because other work may share the machine; done row by row on the whole document it would take minutes.
  expect(performance.now() - began).toBeLessThan(5000)
})

test('a row of cash, or of a currency, is the cash of its account', () => {
  const { document, rows } = pasted([
    ['Symbol', 'Amount'],
    ['Cash', '1,500.25'],
    ['EUR', '7'],
  ])
  expect(rows).toBe(2)
  expect(document.accounts[0]?.cash).toEqual({ USD: '1500.25', EUR: '7' })
  expect(document.instruments).toHaveLength(3)
})
