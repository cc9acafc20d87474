/** A document opened for many small changes: each touches one position, and thousands take no longer than they should. */
import type { Instrument, Lot, Portfolio } from '../../../domain/document.ts'
import { asSymbol } from './positions.ts'

export interface Book {
  /** The id that the document has for a symbol, or the one that a new instrument would get. */
  readonly idOf: (symbol: string) => string
  /** The document with only this instrument and this position in it. */
  readonly page: (account: string | null, instrument: string) => Portfolio
  /** Takes back what was changed on a page. */
  readonly put: (page: Portfolio, account: string | null, instrument: string) => void
  readonly close: () => Portfolio
}

export function openBook(document: Portfolio): Book {
  const instruments = new Map<string, Instrument>(document.instruments.map((each) => [each.id, each]))
  const ids = new Map(document.instruments.map((each) => [each.id.toLowerCase(), each.id]))
  const lots = new Map<string, readonly Lot[]>()
  for (const lot of document.lots) {
    const key = keyOf(lot.account, lot.instrument)
    lots.set(key, [...(lots.get(key) ?? []), lot])
  }
  let frame: Portfolio = { ...document, instruments: [], lots: [] }
  return {
    idOf: (symbol) =>
      instruments.has(symbol.trim())
        ? symbol.trim()
        : (ids.get(symbol.trim().toLowerCase()) ?? asSymbol(symbol)),
    page: (account, id) => {
      const instrument = instruments.get(id)
      const own = account === null ? [] : (lots.get(keyOf(account, id)) ?? [])
      return { ...frame, instruments: instrument === undefined ? [] : [instrument], lots: own }
    },
    put: (page, account, id) => {
      for (const instrument of page.instruments) {
        instruments.set(instrument.id, instrument)
        ids.set(instrument.id.toLowerCase(), instrument.id)
      }
      if (account !== null && page.lots.length > 0) lots.set(keyOf(account, id), page.lots)
      frame = { ...page, instruments: [], lots: [] }
    },
    close: () => ({ ...frame, instruments: [...instruments.values()], lots: [...lots.values()].flat() }),
  }
}

function keyOf(account: string, instrument: string): string {
  return `${account}\n${instrument}`
}
