/** Lots as people copy them: with and without a header, in the ways that days and numbers are written. */
import { expect, test } from 'vitest'
import { priceProblemSentence } from '../../src/domain/importWords.ts'
import { readLots } from '../../src/files/lotTable.ts'

const read = (text: string) =>
  readLots(text).lots.map(({ acquired, quantity, unitCost }) => [acquired, quantity, unitCost])

test.each([
  ['ISO days and tabs', '2021-01-05\t4.5\t180\n2025-11-20\t6\t215'],
  ['American days and signs', '01/05/2021\t4.50\t$180.00\n11/20/2025\t6\t$215.00'],
  ['days in words', 'Jan 5, 2021\t4.5\t180.00\nNov 20, 2025\t6\t215.00'],
  ['decimal commas and points in days', '05.01.2021;4,5;180,00\n20.11.2025;6;215,00'],
  ['day first, where one day tells', '05/01/2021\t4.5\t180.00\n20/11/2025\t6\t215.00'],
  ['a header in another order', 'Quantity,Cost/Share,Open Date\n4.5,180,2021-01-05\n6,215,2025-11-20'],
  ['the whole cost', 'Date acquired\tQuantity\tCost basis\n01/05/2021\t4.5\t810.00\n11/20/2025\t6\t1,290.00'],
  [
    'a title, blank lines and a total',
    'My lots\n\nDate\tShares\tUnit cost\n2021-01-05\t4.5\t180\n\n2025-11-20\t6\t215\nTotal\t10.5\t--',
  ],
])('%s', (_, text) => {
  expect(read(text)).toEqual([
    ['2021-01-05', '4.5', '180'],
    ['2025-11-20', '6', '215'],
  ])
})

test('what is not known stays unknown', () => {
  expect(read('Date\tQuantity\tCost\n--\t4\t\n2021-01-05\t2\tn/a')).toEqual([
    [null, '4', null],
    ['2021-01-05', '2', null],
  ])
  expect(read('12')).toEqual([[null, '12', null]])
})

test('what cannot be read is named by row and column', () => {
  const text =
    'Date\tQuantity\tUnit cost\n31/31/2021\t4\t1\n2021-01-05\t\t1\n2021-01-05\t-2\t1\n2021-01-05\t2\tx\n2021-01-06\t1\t9'
  const { lots, problems } = readLots(text)
  expect(lots).toHaveLength(1)
  expect(problems.map(priceProblemSentence)).toEqual([
    'Row 2, column 1: “31/31/2021” is not a day.',
    'Row 3, column 2: this row has no quantity.',
    'Row 4, column 2: “-2” is not above zero.',
    'Row 5, column 3: “x” is not a number.',
  ])
})
