/** This year's sales as they are listed, and changes to them. */
import { isSameAccount } from '../../domain/accountName.ts'
import type { Portfolio, Sale } from '../../domain/document.ts'
import type { SaleEntry } from '../../domain/saleTable.ts'
import { saleCounts, type SaleCount } from '../../domain/taxYear.ts'
import { suggestionFor } from '../../state/tables.ts'
import { newInstrument } from '../holdings/changes/instruments.ts'
import { knownId } from '../holdings/changes/positions.ts'

export interface SaleRow {
  /** Its place in the document, as sales have no names. */
  readonly at: number
  readonly sale: Sale
  readonly count: SaleCount
}

export function saleRows(document: Portfolio): SaleRow[] {
  const counts = saleCounts(document)
  return document.realised.map((sale, at) => ({
    at,
    sale,
    count: counts[at] ?? { kind: 'other-year' },
  }))
}

export function withSale(document: Portfolio, at: number, part: Partial<Sale>): Portfolio {
  const realised = document.realised.map((sale, each) => (each === at ? { ...sale, ...part } : sale))
  return { ...document, realised }
}

export function withoutSales(document: Portfolio, places: readonly number[]): Portfolio {
  return { ...document, realised: document.realised.filter((_, at) => !places.includes(at)) }
}

/** Where sales go whose table names no account: the first whose gains are taxed. */
export function usualAccount({ accounts }: Portfolio): string | null {
  return (accounts.find(({ kind }) => kind === 'taxable') ?? accounts[0])?.id ?? null
}

/** The symbols among pasted sales that the portfolio does not know. */
export function strangersIn(document: Portfolio, entries: readonly SaleEntry[]): string[] {
  const known = new Set(document.instruments.map(({ id }) => id))
  return [...new Set(entries.map(({ symbol }) => knownId(document, symbol)))].filter((id) => !known.has(id))
}

/** With pasted sales; what is not known is added, set aside, so that its gains count and nothing else does. */
export function withSales(document: Portfolio, entries: readonly SaleEntry[], into: string): Portfolio {
  const strangers = strangersIn(document, entries).map((id) => ({
    ...newInstrument(document, id, suggestionFor(id)),
    exclude: true,
  }))
  const sales = entries.map(({ account, symbol, quantity, acquired, sold, gain }): Sale => ({
    account: accountOf(document, account) ?? into,
    instrument: knownId(document, symbol),
    quantity,
    acquired,
    sold,
    gain,
  }))
  return {
    ...document,
    instruments: strangers.length === 0 ? document.instruments : [...document.instruments, ...strangers],
    realised: [...document.realised, ...sales],
  }
}

function accountOf({ accounts }: Portfolio, named: string | null): string | null {
  if (named === null) return null
  const isNamed = (each: string): boolean =>
    each !== '' && isSameAccount(each.toLowerCase(), named.toLowerCase())
  return accounts.find(({ id, name }) => isNamed(id) || isNamed(name))?.id ?? null
}
