/** Gas: base and priority fee per unit, exact, in coin and in money. */
import { expect, test } from 'vitest'
import { Decimal } from '../../src/domain/decimal.ts'
import { gasInCoin, gasInMoney } from '../../src/domain/gas.ts'

const table: readonly (readonly [string, string, string, string, string, string])[] = [
  ['21000', '30', '0', '2500', '0.00063', '1.575'],
  ['184523', '12.345678901', '0.1', '3127.19', '0.002296514007849223', '7.18163564020601167337'],
  ['150000', '0', '0', '3000', '0', '0'],
]

test.each(table)(
  '%s units at %s + %s gwei, a coin at %s',
  (gasUsed, baseFeeGwei, priorityFeeGwei, price, coin, money) => {
    const use = { gasUsed, baseFeeGwei, priorityFeeGwei }
    expect(gasInCoin(use).toFixed()).toBe(coin)
    expect(gasInMoney(use, new Decimal(price)).toFixed()).toBe(money)
  },
)
