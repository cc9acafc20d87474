/** A small portfolio with invented values: two accounts, two currencies, a fund of two classes. */
import type { Account, Instrument, Portfolio } from '../../../src/domain/document.ts'
import { blankDocument } from '../../../src/state/blank.ts'
import { noCost } from '../../../src/ui/holdings/changes/instruments.ts'

export function instrument(id: string, change: Partial<Instrument> = {}): Instrument {
  return {
    id,
    name: '',
    currency: 'USD',
    price: '100',
    priceAsOf: '2026-11-20',
    step: '1',
    minTrade: '0',
    exposure: { stock: '1' },
    exclude: false,
    preference: 1,
    cost: noCost,
    washGroup: null,
    ...change,
  }
}

export function account(id: string, change: Partial<Account> = {}): Account {
  return {
    id,
    name: '',
    kind: 'taxable',
    cash: {},
    reserve: '0',
    flow: '0',
    allowed: null,
    rules: [],
    ...change,
  }
}

export function sample(change: Partial<Portfolio> = {}): Portfolio {
  return {
    ...blankDocument('Sample', '2026-11-20'),
    rates: { EUR: '1.10' },
    instruments: [
      instrument('AAA', { name: 'Stocks of the world' }),
      instrument('BBB', { price: '50', exposure: { bond: '1' } }),
      instrument('CCC', { currency: 'EUR', price: '20', exposure: { stock: '0.6', bond: '0.4' } }),
    ],
    accounts: [
      account('one', { name: 'First', cash: { USD: '1000.00' } }),
      account('two', { cash: { EUR: '10' } }),
    ],
    lots: [
      { account: 'one', instrument: 'AAA', quantity: '10', acquired: '2020-01-02', unitCost: '60' },
      { account: 'one', instrument: 'AAA', quantity: '5.5', acquired: '2021-01-02', unitCost: '80' },
      { account: 'one', instrument: 'BBB', quantity: '8', acquired: null, unitCost: null },
      { account: 'two', instrument: 'AAA', quantity: '1', acquired: null, unitCost: null },
    ],
    targets: [
      { class: 'stock', name: 'Stocks', parent: null, weight: '0.6', band: null, location: null },
      { class: 'bond', name: 'Bonds', parent: null, weight: '0.4', band: null, location: null },
    ],
    ...change,
  }
}
