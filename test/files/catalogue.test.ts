/** The table of well-known funds, stocks and coins. */
import { expect, test } from 'vitest'
import { classNames, costPresets, suggest } from '../../src/files/catalogue.ts'

test.each([
  ['VTI', 'us-stock', '1', 'listed'],
  ['VTSAX', 'us-stock', '0.001', 'mutual-fund'],
  ['BNDX', 'intl-bond', '1', 'listed'],
  ['VMFXX', 'cash', '0.01', 'money-market'],
  ['BTC', 'crypto', '0.00000001', 'coin'],
  ['BTC-USD', 'crypto', '0.00000001', 'coin'],
  ['BRK B', 'us-stock', '1', 'listed'],
  ['BRK-B', 'us-stock', '1', 'listed'],
])('%s is suggested as %s', (symbol, group, step, costPreset) => {
  expect(suggest(symbol)).toMatchObject({ class: group, className: classNames[group], step, costPreset })
})

test('what is not known is not guessed', () => {
  expect(suggest('NOSUCH')).toBeNull()
  expect(suggest('')).toBeNull()
  expect(suggest('constructor')).toBeNull()
})

test('a stock that shares its symbol with a coin is not that coin', () => {
  expect(suggest('LTC', 'LTC PROPERTIES INC')).toBeNull()
  expect(suggest('SUI', 'Sun Communities REIT')).toBeNull()
  expect(suggest('SUI', 'Sui')?.class).toBe('crypto')
  expect(suggest('VTI', 'any name at all')?.class).toBe('us-stock')
})

test('cost presets are cautious, never negative', () => {
  expect(
    Object.values(costPresets).every(
      ({ cost }) => !cost.rate.startsWith('-') && !cost.halfSpread.startsWith('-'),
    ),
  ).toBe(true)
})
