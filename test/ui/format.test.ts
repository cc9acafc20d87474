/** Numbers look the same on every machine, and nothing is rounded away in silence. */
import { expect, test } from 'vitest'
import { Decimal } from '../../src/domain/decimal.ts'
import * as format from '../../src/ui/format.ts'

test.each([
  ['0', '0'],
  ['999', '999'],
  ['1000', '1,000'],
  ['-1234567.5', '−1,234,567.5'],
  ['0.00000001', '0.00000001'],
  ['123456789.123456', '123,456,789.123456'],
])('groups %s as %s', (text, shown) => {
  expect(format.grouped(text)).toBe(shown)
})

test.each([
  ['41200.004', 'USD', '$41,200.00'],
  ['-12.5', 'EUR', '−€12.50'],
  ['1000', 'JPY', '¥1,000'],
  ['12.5', 'CHF', 'CHF 12.50'],
  ['-12.5', 'CHF', '−CHF 12.50'],
  ['0.5', 'BTC', 'BTC 0.50000000'],
])('writes %s of %s as %s', (text, currency, shown) => {
  expect(format.money(text, currency)).toBe(shown)
})

test('large amounts lose their cents, small ones keep them', () => {
  expect(format.roundMoney('41200.49', 'USD')).toBe('$41,200')
  expect(format.roundMoney('12.40', 'USD')).toBe('$12.40')
  expect(format.roundMoney('-999.99', 'USD')).toBe('−$999.99')
})

test('changes always carry their sign, and nothing has none', () => {
  expect(format.signed('1,200.00')).toBe('+1,200.00')
  expect(format.signed('−1.00')).toBe('−1.00')
  expect(format.signed('0.00')).toBe('0.00')
  expect(format.points(new Decimal('0.0213'))).toBe('+2.1 pts')
})

test('fractions are percent only for eyes', () => {
  expect(format.percentFigures('0.12345')).toBe('12.3')
  expect(format.percentAsWritten('0.625')).toMatch(/^62\.5\s%$/u)
  expect(format.percentAsWritten('0.6')).toMatch(/^60\s%$/u)
})

test('counts agree with their noun', () => {
  expect(format.count(1, 'trade')).toBe('1 trade')
  expect(format.count(6, 'trade')).toBe('6 trades')
  expect(format.count(1200, 'entry', 'entries')).toBe('1,200 entries')
})

test('what is not a number shows as nothing rather than as a wrong one', () => {
  expect(format.fixed('abc', 2)).toBe('0.00')
})
