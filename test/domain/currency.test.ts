/** Minor units and the three ways of rounding to them. */
import { expect, test } from 'vitest'
import { minorDecimals, roundMoney, roundMoneyDown, roundMoneyUp } from '../../src/domain/currency.ts'
import { Decimal } from '../../src/domain/decimal.ts'

test.each([
  ['USD', 2],
  ['EUR', 2],
  ['GBP', 2],
  ['CHF', 2],
  ['MGA', 2],
  ['MRU', 2],
  ['JPY', 0],
  ['KRW', 0],
  ['ISK', 0],
  ['CLP', 0],
  ['UGX', 0],
  ['VND', 0],
  ['KWD', 3],
  ['BHD', 3],
  ['TND', 3],
  ['CLF', 4],
  ['UYW', 4],
  ['BTC', 8],
  ['ETH', 8],
  ['USDC', 8],
  ['XAU', 8],
])('%s has %d decimals', (currency, decimals) => expect(minorDecimals(currency)).toBe(decimals))

test('names of object members are no currencies with surprises', () => {
  expect(minorDecimals('constructor')).toBe(8)
})

test.each([
  ['1.005', 'USD', '1', '1.01', '1'],
  ['1.015', 'USD', '1.02', '1.02', '1.01'],
  ['1.0150001', 'USD', '1.02', '1.02', '1.01'],
  ['2.5', 'JPY', '2', '3', '2'],
  ['3.5', 'JPY', '4', '4', '3'],
  ['-1.005', 'USD', '-1', '-1', '-1.01'],
  ['0.0005', 'KWD', '0', '0.001', '0'],
  ['0.000000005', 'BTC', '0', '0.00000001', '0'],
  ['7.1', 'USD', '7.1', '7.1', '7.1'],
])('%s %s is %s, at most %s, at least %s', (amount, currency, even, up, down) => {
  const value = new Decimal(amount)
  expect(roundMoney(value, currency).equals(even)).toBe(true)
  expect(roundMoneyUp(value, currency).equals(up)).toBe(true)
  expect(roundMoneyDown(value, currency).equals(down)).toBe(true)
})
