/** Decimal text in and out: never an exponent, never a lost digit, never a negative zero. */
import { expect, test } from 'vitest'
import { Decimal, decimalOf, isDecimalText, roundedText, sumOf, textOf } from '../../src/domain/decimal.ts'

test.each(['0', '1', '-1', '0.05', '-12.50', '1234567890.0000000001', '-0', '0.000', '9'.repeat(40)])(
  '%s is decimal text',
  (text) => expect(isDecimalText(text)).toBe(true),
)

test.each([
  ['', 'nothing'],
  [' 1', 'a blank'],
  ['+1', 'a plus'],
  ['01', 'a leading zero'],
  ['.5', 'no whole part'],
  ['5.', 'no decimals after the point'],
  ['5e-2', 'an exponent'],
  ['1,5', 'a comma'],
  ['1_000', 'a separator'],
  ['0x10', 'another base'],
  ['NaN', 'no number'],
  ['Infinity', 'no end'],
  ['--1', 'two signs'],
  ['1\n', 'a line end'],
  ['\uff11', 'a digit of another script'],
  ['9'.repeat(41), 'more than forty digits'],
])('%j is not decimal text: %s', (text) => expect(isDecimalText(text)).toBe(false))

test.each([
  ['0.00000055', 0, '0.00000055'],
  ['1e30', 0, '1000000000000000000000000000000'],
  ['1.50', 0, '1.5'],
  ['1.5', 2, '1.50'],
  ['1.555', 2, '1.555'],
  ['-0', 0, '0'],
  ['-0', 2, '0.00'],
  ['-0.01', 2, '-0.01'],
])('%s with at least %d places is written %s', (value, places, text) => {
  expect(textOf(new Decimal(value), places)).toBe(text)
})

test.each([
  ['0.125', 2, '0.12'],
  ['0.135', 2, '0.14'],
  ['-0.125', 2, '-0.12'],
  ['2.5', 0, '2'],
  ['3.5', 0, '4'],
  ['-0.004', 2, '0.00'],
  ['0.6', 10, '0.6000000000'],
  ['0.33333333335', 10, '0.3333333334'],
  ['0.33333333345', 10, '0.3333333334'],
])('%s rounds half-even to %d places as %s', (value, places, text) => {
  expect(roundedText(new Decimal(value), places)).toBe(text)
})

test('two factors of forty digits keep every digit of their product, and a third as well', () => {
  const long = decimalOf(`1.${'3'.repeat(38)}`)
  const product = long.times(long).times(long)
  expect(product.dividedBy(long).dividedBy(long).equals(long)).toBe(true)
  expect(product.decimalPlaces()).toBe(114)
})

test('tenths add up', () => {
  expect(textOf(sumOf(Array.from({ length: 10 }, () => decimalOf('0.1'))))).toBe('1')
  expect(textOf(sumOf([]))).toBe('0')
})
