/** Small documents with the figures of a golden case: one account, one instrument a class, prices of one. */
import type { RawDocument, RawInstrument, RawPolicy } from '../laws/raw.ts'

const always: RawPolicy = {
  trigger: { any: [{ kind: 'always' }] },
  band: { kind: 'absolute', width: '0' },
  destination: '1',
}

/** Classes c0, c1… that hold these values in full, at targets that sum to one. */
export function holding(
  values: readonly number[],
  targets: readonly number[],
  policy: Partial<RawPolicy> = {},
  instrument: Partial<RawInstrument> = {},
  currency = 'USD',
): RawDocument {
  return {
    evenkeel: 1,
    baseCurrency: currency,
    asOf: '2026-11-20',
    instruments: values.map((_, at) => ({ id: `c${at}`, currency, price: '1', step: '0.01', ...instrument })),
    accounts: [{ id: 'one' }],
    lots: values.map((value, at) => ({ account: 'one', instrument: `c${at}`, quantity: String(value) })),
    targets: targets.map((weight, at) => ({ class: `c${at}`, weight: String(weight) })),
    policy: { ...always, ...policy },
  }
}

/** The same with weights of a portfolio of one thousand. */
export function weighed(weights: readonly number[], targets: readonly number[]): RawDocument {
  return holding(
    weights.map((weight) => Math.round(weight * 1e6) / 1e3),
    targets,
  )
}

/** All cash, to be invested at these prices; what the targets leave is cash's own. */
export function investing(value: number, prices: readonly number[], targets: readonly number[]): RawDocument {
  const left = Math.round((1 - targets.reduce((a, b) => a + b, 0)) * 1e6) / 1e6
  const document = holding(
    prices.map(() => 0),
    targets,
    { resolution: '0.0000001' },
  )
  document.instruments = prices.map((price, at) => ({ id: `c${at}`, currency: 'USD', price: String(price) }))
  document.accounts = [{ id: 'one', cash: { USD: String(value) } }]
  document.lots = []
  if (left > 0) document.targets = [...document.targets, { class: 'cash', weight: String(left) }]
  return document
}
