/** Which lots a sell uses up: first in, first out, lots of unknown date last, with the gain where the basis is known. */
import { minorDecimals } from '../domain/currency.ts'
import { Decimal, decimalOf, roundedText, textOf } from '../domain/decimal.ts'
import type { Lot, Portfolio } from '../domain/document.ts'
import { compareText } from '../domain/order.ts'
import type { LotSold } from '../domain/plan.ts'
import type { Order } from './ledger.ts'

/** A document's lots by position, in the order in which they are sold. */
export type LotBook = ReadonlyMap<string, readonly Lot[]>

export function lotBookOf(document: Portfolio): LotBook {
  const book = new Map<string, Lot[]>()
  for (const lot of document.lots) {
    const key = JSON.stringify([lot.account, lot.instrument])
    const lots = book.get(key)
    if (lots) lots.push(lot)
    else book.set(key, [lot])
  }
  for (const lots of book.values()) lots.sort(oldestFirst)
  return book
}

/** The parts of lots that make up an order's quantity; none for a buy. */
export function lotsSold(book: LotBook, order: Order): LotSold[] {
  if (order.side === 'buy') return []
  const { account, instrument } = order.slot.permit
  const lots = book.get(JSON.stringify([account.id, instrument.id])) ?? []
  let left = order.quantity
  return lots.flatMap((lot) => {
    const quantity = Decimal.min(left, decimalOf(lot.quantity))
    left = left.minus(quantity)
    return quantity.greaterThan(0) ? [soldFrom(lot, quantity, order)] : []
  })
}

function soldFrom(lot: Lot, quantity: Decimal, order: Order): LotSold {
  const gain = lot.unitCost === null ? null : quantity.times(order.price.minus(decimalOf(lot.unitCost)))
  const places = minorDecimals(order.slot.permit.instrument.currency)
  return {
    acquired: lot.acquired,
    quantity: textOf(quantity),
    gain: gain === null ? null : roundedText(gain, places),
    term: null,
    tax: null,
  }
}

/** By date, then dearest first, then by quantity, so that the order of lots in the document does not matter. */
function oldestFirst(a: Lot, b: Lot): number {
  if (a.acquired !== b.acquired)
    return a.acquired === null ? 1 : b.acquired === null ? -1 : compareText(a.acquired, b.acquired)
  const [costA, costB] = [decimalOf(a.unitCost ?? '0'), decimalOf(b.unitCost ?? '0')]
  if ((a.unitCost === null) !== (b.unitCost === null)) return a.unitCost === null ? 1 : -1
  return costB.comparedTo(costA) || decimalOf(a.quantity).comparedTo(decimalOf(b.quantity))
}
