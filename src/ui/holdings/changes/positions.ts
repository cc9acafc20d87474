/** Changes to positions: a position is the sum of its lots, and lots are kept wherever they can be. */
import type { Lot, Portfolio } from '../../../domain/document.ts'
import type { Suggested } from '../../../state/tables.ts'
import { newInstrument } from './instruments.ts'

type Suggest = (symbol: string) => Suggested | null

export function lotsOf(document: Portfolio, account: string, instrument: string): readonly Lot[] {
  return document.lots.filter((lot) => lot.account === account && lot.instrument === instrument)
}

/** Sets the quantity of a position with one lot, or with none yet. One with several lots is edited lot by lot. */
export function withQuantity(
  document: Portfolio,
  account: string,
  instrument: string,
  quantity: string,
): Portfolio {
  const own = lotsOf(document, account, instrument)
  const [only] = own
  if (own.length > 1) return document
  if (only === undefined)
    return { ...document, lots: [...document.lots, newLot(account, instrument, quantity)] }
  if (only.quantity === quantity) return document
  return { ...document, lots: document.lots.map((lot) => (lot === only ? { ...lot, quantity } : lot)) }
}

/** Replaces all lots of a position by these, in its place among the others. */
export function withLots(
  document: Portfolio,
  account: string,
  instrument: string,
  lots: readonly Lot[],
): Portfolio {
  const isOwn = (lot: Lot): boolean => lot.account === account && lot.instrument === instrument
  const at = document.lots.findIndex(isOwn)
  const others = document.lots.filter((lot) => !isOwn(lot))
  const before = at < 0 ? others.length : document.lots.slice(0, at).filter((lot) => !isOwn(lot)).length
  return { ...document, lots: [...others.slice(0, before), ...lots, ...others.slice(before)] }
}

/** Adds a position, and its instrument where the document does not know it. Without an account only the instrument. */
export function withPosition(
  document: Portfolio,
  account: string | null,
  symbol: string,
  suggest: Suggest,
): Portfolio {
  const id = knownId(document, symbol)
  const known = document.instruments.some((each) => each.id === id)
  const instruments = known
    ? document.instruments
    : [...document.instruments, newInstrument(document, id, suggest(id))]
  const isHeld = account === null || lotsOf(document, account, id).length > 0
  const lots = isHeld ? document.lots : [...document.lots, newLot(account, id, '0')]
  return known && isHeld ? document : { ...document, instruments, lots: [...lots] }
}

/** Takes a position out of an account; the instrument stays, and may be bought again. */
export function withoutPosition(document: Portfolio, account: string, instrument: string): Portfolio {
  const lots = document.lots.filter((lot) => lot.account !== account || lot.instrument !== instrument)
  return lots.length === document.lots.length ? document : { ...document, lots }
}

/** The id that the document has for a symbol, whatever its case; symbols without lower case are meant in capitals. */
export function knownId(document: Portfolio, symbol: string): string {
  const typed = symbol.trim()
  const lower = typed.toLowerCase()
  const known =
    document.instruments.find((each) => each.id === typed) ??
    document.instruments.find((each) => each.id.toLowerCase() === lower)
  return known?.id ?? asSymbol(symbol)
}

/** Tickers are written in capitals, however they were typed; anything else stays as it is. */
export function asSymbol(symbol: string): string {
  const typed = symbol.trim()
  return /^[a-z0-9.\-/]{1,10}$/.test(typed) ? typed.toUpperCase() : typed
}

function newLot(account: string, instrument: string, quantity: string): Lot {
  return { account, instrument, quantity, acquired: null, unitCost: null }
}
