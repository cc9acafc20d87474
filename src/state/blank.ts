/** An empty portfolio: no account, no instrument, no target, and the commonest rule for when to act. */
import type { Portfolio } from '../domain/document.ts'

/** A document with nothing in it, for a day of the user's calendar. */
export function blankDocument(name = '', today = todayHere()): Portfolio {
  return {
    evenkeel: 1,
    name,
    baseCurrency: 'USD',
    asOf: today,
    rates: {},
    conversion: {},
    instruments: [],
    accounts: [],
    lots: [],
    realised: [],
    targets: [],
    policy: {
      trigger: { any: [{ kind: 'band' }] },
      // The 5/25 rule: the lesser of five points and a quarter of the target.
      band: { kind: 'lesser', absolute: '0.05', relative: '0.25' },
      destination: '0.5',
      resolution: '0.001',
      scope: 'all',
      sides: 'both',
      cooldown: null,
      lastTraded: null,
      turnoverCap: null,
      maxTrades: null,
      sellsFirst: true,
    },
    risk: null,
    tax: null,
  }
}

/** Today where the user is, as an ISO day. */
export function todayHere(now: Date = new Date()): string {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}
