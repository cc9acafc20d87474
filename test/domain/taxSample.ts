/** A small household to tax: a taxable account and an IRA, two funds that are the same to the law, and a third. */
import type { Portfolio } from '../../src/domain/document.ts'
import { portfolio, type Json } from './sample.ts'

export function household(changes: { readonly [key: string]: Json } = {}): Portfolio {
  return portfolio(householdJson(changes))
}

export function householdJson(changes: { readonly [key: string]: Json } = {}): Json {
  return {
    evenkeel: 1,
    baseCurrency: 'USD',
    asOf: '2026-11-20',
    instruments: [
      { id: 'VTI', currency: 'USD', price: '100', washGroup: 'market', exposure: { stock: '1' } },
      { id: 'ITOT', currency: 'USD', price: '50', washGroup: 'market', exposure: { stock: '1' } },
      { id: 'BND', currency: 'USD', price: '80', exposure: { bond: '1' } },
    ],
    accounts: [
      { id: 'own', kind: 'taxable' },
      { id: 'ira', kind: 'deferred' },
    ],
    lots: [],
    targets: [
      { class: 'stock', weight: '0.6' },
      { class: 'bond', weight: '0.4' },
    ],
    policy: { trigger: { any: [{ kind: 'band' }] }, band: { kind: 'absolute', width: '0.05' } },
    tax: { shortRate: '0.35', longRate: '0.15' },
    ...changes,
  }
}

export function lotOf(account: string, instrument: string, quantity: string, acquired: string | null): Json {
  return { account, instrument, quantity, acquired, unitCost: '120' }
}

export function saleOf(instrument: string, quantity: string, sold: string, gain: string): Json {
  return { account: 'own', instrument, quantity, acquired: '2024-01-10', sold, gain }
}
