/** Changes to instruments: pure, from one document to the next. */
import type { Instrument, Portfolio } from '../../../domain/document.ts'
import type { Suggested } from '../../../state/tables.ts'

/** The document with one instrument changed. */
export function withInstrument(
  document: Portfolio,
  id: string,
  change: (instrument: Instrument) => Instrument,
): Portfolio {
  const instruments = document.instruments.map((each) => (each.id === id ? change(each) : each))
  return { ...document, instruments }
}

/** A price typed by hand is of the plan's day. */
export function priced(document: Portfolio, id: string, price: string | null): Portfolio {
  const priceAsOf = price === null ? null : document.asOf
  return withInstrument(document, id, (each) => (each.price === price ? each : { ...each, price, priceAsOf }))
}

/** Everything of it in one class; null leaves it waiting to be classified. */
export function classified(document: Portfolio, id: string, name: string | null): Portfolio {
  const exposure = name === null ? null : { [name]: '1' }
  return withInstrument(document, id, (each) => ({ ...each, exposure, exclude: false }))
}

/** Set aside: neither counted nor traded. */
export function excluded(document: Portfolio, id: string, exclude = true): Portfolio {
  return withInstrument(document, id, (each) => ({ ...each, exclude }))
}

/** Gives an instrument another id wherever it is named; joining an instrument that exists is not a renaming. */
export function renamed(document: Portfolio, from: string, to: string): Portfolio {
  if (from === to || document.instruments.some((each) => each.id === to)) return document
  const id = (name: string): string => (name === from ? to : name)
  return {
    ...document,
    instruments: document.instruments.map((each) => (each.id === from ? renamedInstrument(each, to) : each)),
    lots: document.lots.map((each) => (each.instrument === from ? { ...each, instrument: to } : each)),
    realised: document.realised.map((each) => ({ ...each, instrument: id(each.instrument) })),
    accounts: document.accounts.map((each) => ({
      ...each,
      allowed: each.allowed?.map(id) ?? null,
      rules: each.rules.map((rule) => ({ ...rule, instrument: id(rule.instrument) })),
    })),
  }
}

/** Without an exposure an instrument is a class named like its id, which should not change with the id. */
function renamedInstrument(instrument: Instrument, id: string): Instrument {
  return { ...instrument, id }
}

/** An instrument with what is known about its symbol, or with nothing but its symbol. */
export function newInstrument(document: Portfolio, id: string, known: Suggested | null): Instrument {
  return {
    id,
    name: known?.name ?? '',
    currency: known?.currency ?? document.baseCurrency,
    price: null,
    priceAsOf: null,
    step: known?.step ?? '1',
    minTrade: '0',
    exposure: known === null ? null : { [known.class]: '1' },
    exclude: false,
    preference: 1,
    cost: known?.cost ?? noCost,
    washGroup: null,
  }
}

export const noCost: Instrument['cost'] = {
  fixed: '0',
  perUnit: '0',
  rate: '0',
  min: '0',
  maxRate: null,
  halfSpread: '0',
  impact: null,
  pool: null,
  gas: '0',
}

/** Takes an instrument out of the document with all its lots and rules. */
export function withoutInstrument(document: Portfolio, id: string): Portfolio {
  return {
    ...document,
    instruments: document.instruments.filter((each) => each.id !== id),
    lots: document.lots.filter((each) => each.instrument !== id),
    realised: document.realised.filter((each) => each.instrument !== id),
    accounts: document.accounts.map((each) => ({
      ...each,
      allowed: each.allowed?.filter((name) => name !== id) ?? null,
      rules: each.rules.filter((rule) => rule.instrument !== id),
    })),
  }
}
