/** One account's cash with some of its orders changed: the rest of its ledger stays exactly as it was settled. */
import { minorDecimals } from '../domain/currency.ts'
import { sumOf, zero, type Decimal } from '../domain/decimal.ts'
import type { Portfolio } from '../domain/document.ts'
import { rateOf, type CashLine } from '../domain/weights.ts'
import { ownCost, type Order } from './ledger.ts'
import type { Workings } from './plan.ts'
import { settle, type Purse, type Settled } from './settle.ts'
import type { Slot } from './slot.ts'
import { emptyTrial } from './trial.ts'

/** An order to be executed: a slot, perhaps at another price, and its level. */
export interface Leg {
  readonly slot: Slot
  readonly level: number
}

/**
 * Settles an account again without the orders in `gone` and with those in `instead`; conversions are made afresh. The
 * purses say what is there in the end; what led to it is summed up in `before`.
 */
export function resettled(
  { document, drift, board, settled }: Workings,
  account: string,
  gone: readonly Order[],
  instead: readonly Leg[],
): Settled {
  const cash = settled.purses
    .filter((purse) => purse.account === account)
    .map((purse) => lineWithout(document, settled, purse, gone))
  const only = {
    ...board,
    accounts: board.accounts.filter((each) => each.id === account),
    slots: instead.map((leg) => leg.slot),
  }
  const trial = { ...emptyTrial(only), levels: Float64Array.from(instead, (leg) => leg.level) }
  return settle(document, { ...drift, valuation: { ...drift.valuation, cash } }, only, trial)
}

/** What the purse holds before any conversion, as if the orders in `gone` had never been. */
function lineWithout(document: Portfolio, settled: Settled, purse: Purse, gone: readonly Order[]): CashLine {
  const { account, currency } = purse
  const fees =
    currency === document.baseCurrency
      ? sumOf(settled.conversions.filter((each) => each.account === account).map((each) => each.cost))
      : zero
  const moved = sumOf(gone.map((order) => contribution(document, order, currency)))
  const before = purse.after.minus(purse.converted).plus(fees).minus(moved)
  return { account, currency, before, flow: zero, value: before.times(rateOf(document, currency)) }
}

/** What an order adds to its account's purse of one currency. */
function contribution(document: Portfolio, order: Order, currency: string): Decimal {
  const gas = currency === document.baseCurrency ? order.gas : zero
  if (order.slot.permit.instrument.currency !== currency) return gas.negated()
  const value = order.side === 'sell' ? order.value : order.value.negated()
  return value.minus(ownCost(order)).minus(gas)
}

/** Orders by their value in base currency, the largest first; equals by account and instrument, as the board has them. */
export function largestFirst({ document, board, settled }: Workings): Order[] {
  const place = new Map(board.slots.map((slot, at) => [slot, at]))
  const size = new Map(
    settled.orders.map((order) => [
      order,
      order.value.times(rateOf(document, order.slot.permit.instrument.currency)),
    ]),
  )
  return [...settled.orders].sort(
    (a, b) =>
      (size.get(b) ?? zero).comparedTo(size.get(a) ?? zero) ||
      (place.get(a.slot) ?? 0) - (place.get(b.slot) ?? 0),
  )
}

/** An order's account and instrument as one text. */
export function placeOf(slot: Slot): string {
  return JSON.stringify([slot.permit.account.id, slot.permit.instrument.id])
}

/** Decimals that amounts in base currency are written with. */
export function basePlaces(document: Portfolio): number {
  return minorDecimals(document.baseCurrency)
}
