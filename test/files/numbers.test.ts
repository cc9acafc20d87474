/** Numbers as brokers write them become plain decimal text, or are called damaged. */
import { expect, test } from 'vitest'
import { guessMark, readNumber } from '../../src/files/numbers.ts'

test.each([
  ['1250', '1250'],
  ['1,250.000', '1250.000'],
  ['$399,625.00', '399625.00'],
  ['$3830.00', '3830.00'],
  ['-$0.26', '-0.26'],
  ['$-0.26', '-0.26'],
  ['+$1.30', '1.30'],
  ['(1,365.00)', '-1365.00'],
  ['($462.50)', '-462.50'],
  ['(3)', '-3'],
  ['.0000', '0.0000'],
  ['-.29', '-0.29'],
  ['-0.00', '0.00'],
  ['007', '7'],
  ['5.', '5'],
  ['-3.605E-05', '-0.00003605'],
  ['9.1E-7', '0.00000091'],
  ['1.5e3', '1500'],
  ['-0.9049715199999999', '-0.9049715199999999'],
  ['\u20ac3343.11', '3343.11'],
  ['-\u20ac597.49846', '-597.49846'],
  ['USD 12.50', '12.50'],
  ['12.50 CHF', '12.50'],
  ["1'234.50", '1234.50'],
  ['1\u00a0234.50', '1234.50'],
  ['\u22125', '-5'],
])('%s is %s', (cell, text) => {
  expect(readNumber(cell, 'point')).toEqual({ kind: 'number', text })
})

test.each([
  ['9.500,00', '9500.00'],
  ['1740,98', '1740.98'],
  ['-1,49', '-1.49'],
  ['1.000', '1000'],
  ['1 234,5', '1234.5'],
  ['12', '12'],
  ['(2,5)', '-2.5'],
])('with a decimal comma %s is %s', (cell, text) => {
  expect(readNumber(cell, 'comma')).toEqual({ kind: 'number', text })
})

test.each(['', '--', '-', 'n/a', 'N/A', ' ', 'Not available', '\u2014'])(
  '"%s" is blank, not zero',
  (cell) => {
    expect(readNumber(cell, 'point')).toEqual({ kind: 'blank' })
  },
)

test.each([
  '1,2,3',
  '12,34',
  'abc',
  '1.2.3',
  '4.5S',
  '50%',
  '--5',
  '1e999',
  '<some-value>',
  '1,0000',
  '$',
  '10:1',
  '1..2',
  '0x10',
  'Infinity',
])('"%s" is damaged, never a guess', (cell) => {
  expect(readNumber(cell, 'point')).toEqual({ kind: 'damaged' })
})

test.each(['172.50', '1.00', '1,234,567'])('with a decimal comma "%s" is damaged', (cell) => {
  expect(readNumber(cell, 'comma')).toEqual({ kind: 'damaged' })
})

test.each([
  [['110,40', '1.380,00', '12,5'], 'comma', true],
  [['110.40', '1,380.00', '12.5'], 'point', true],
  [['12', '', '--'], 'point', true],
  [['1.234', '5.678'], 'point', false],
  [['0,125', '1.234'], 'comma', true],
  [['0.125', '1.234'], 'point', true],
] as const)('the decimal mark of %j is a %s (sure: %s)', (cells, mark, sure) => {
  expect(guessMark(cells)).toEqual({ mark, sure })
})
