/** What orders cost: commissions with their limits, spread, impact, pools and gas, as the page shows them. */
import { expect, test } from 'vitest'
import { decimalOf } from '../../../src/domain/decimal.ts'
import type { Cost } from '../../../src/domain/document.ts'
import { noCost } from '../../../src/ui/holdings/changes/instruments.ts'
import { costPresets } from '../../../src/ui/holdings/costPresets.ts'
import { orderCost } from '../../../src/ui/holdings/orderCost.ts'
import { instrument, sample } from './sample.ts'

const costOf = (cost: Partial<Cost>, value: string, price: string | null = '100'): string | undefined =>
  orderCost(sample(), instrument('AAA', { price, cost: { ...noCost, ...cost } }), decimalOf(value))
    ?.total.toDecimalPlaces(4)
    .toString()

test.each([
  ['nothing', noCost, '10000', '0'],
  ['a fund', costPresets.fund.cost, '10000', '5'],
  ['its least', costPresets.ibkr.cost, '1000', '1.2'],
  ['by the share', { perUnit: '0.005', min: '1' }, '100000', '5'],
  ['its most beats its least', { min: '20', maxRate: '0.01' }, '1000', '10'],
  ['a coin on an exchange', costPresets.exchange.cost, '1000', '1.5'],
  ['a coin on chain', costPresets.chain.cost, '1000', '8'],
] as const)('%s', (_, cost, value, total) => {
  expect(costOf(cost, value)).toBe(total)
})

test('impact grows with the three-halves power of the order', () => {
  const impact = { coefficient: '1', dailyVolatility: '0.02', dailyVolume: '1000000' }
  // 1 x 0.02 x 10000^1.5 / sqrt(1000000)
  expect(costOf({ impact }, '10000')).toBe('20')
  expect(costOf({ impact }, '40000')).toBe('160')
})

test('a pool takes its fee and moves against the order, and holds only so much', () => {
  const pool = { baseReserve: '1000', quoteReserve: '100000', feeRate: '0.003', hops: [] }
  // Buying 10 of 1,000 at 100: 100000 x 10 / (990 x 0.997) - 1000
  expect(costOf({ pool }, '1000')).toBe('13.1404')
  expect(costOf({ pool }, '1000', null)).toBe('13.1404')
  expect(costOf({ pool }, '100000')).toBeUndefined()
})

test('what depends on a price that is missing is unknown, the rest is not', () => {
  expect(costOf({ perUnit: '0.01' }, '1000', null)).toBeUndefined()
  expect(costOf({ halfSpread: '0.001' }, '1000', null)).toBe('1')
})

test('gas is in base currency, the line in the instrument’s', () => {
  const euro = instrument('EEE', { currency: 'EUR', cost: { ...noCost, gas: '1.1' } })
  expect(orderCost(sample(), euro, decimalOf('1000'))?.gas.toString()).toBe('1')
})
