/** Step 7: exact orders, their conversions and what every account's cash comes to, closed by construction. */
import { Decimal, decimalOf, sumOf, zero } from '../domain/decimal.ts'
import type { Account, Portfolio } from '../domain/document.ts'
import type { Drift } from '../domain/drift.ts'
import { compareText } from '../domain/order.ts'
import { rateOf, type CashLine } from '../domain/weights.ts'
import type { Board } from './board.ts'
import { baseCost, orderOf, ownCost, settleBalances, type Exchange, type Order } from './ledger.ts'
import { partsOf, taxOf, type LotPart } from './lots.ts'
import type { Slot } from './slot.ts'
import type { Trial } from './trial.ts'

export interface AccountExchange extends Exchange {
  readonly account: string
}

/** One account's cash in one currency: after = before + flow + sold - bought + converted - costs. */
export interface Purse {
  readonly account: string
  readonly currency: string
  readonly before: Decimal
  readonly flow: Decimal
  readonly sold: Decimal
  readonly bought: Decimal
  readonly converted: Decimal
  readonly costs: Decimal
  readonly after: Decimal
}

export interface Settled {
  /** In the order in which they should be placed. */
  readonly orders: readonly Order[]
  readonly conversions: readonly AccountExchange[]
  readonly purses: readonly Purse[]
  /** What each sale takes from its lots; only where the document asks for tax. */
  readonly sold: ReadonlyMap<Order, readonly LotPart[]>
  /** In base currency: costs of orders and conversions, and with the taxes of the lots all that the plan costs. */
  readonly costs: Decimal
  readonly expense: Decimal
  /** By account id: base currency by which its cash rules are missed; empty when the plan is feasible. */
  readonly missing: ReadonlyMap<string, Decimal>
}

export function settle(document: Portfolio, drift: Drift, board: Board, trial: Trial): Settled {
  const chosen = board.slots.flatMap((slot, at) =>
    trial.levels[at] ? [orderOf(document, slot, trial.levels[at] ?? 0)] : [],
  )
  const orders = legsInOrder(document, board, drift, chosen)
  const accounts = board.accounts.map((account) =>
    settleAccount(
      document,
      drift,
      account,
      orders.filter((order) => order.slot.permit.account.id === account.id),
    ),
  )
  const conversions = accounts.flatMap((each) => each.conversions)
  const costs = sumOf([
    ...orders.map((order) => baseCost(document, order)),
    ...conversions.map((each) => each.cost),
  ])
  const sold = new Map(
    document.tax === null ? [] : orders.map((order) => [order, partsOf(document, order)] as const),
  )
  return {
    orders,
    conversions,
    purses: accounts.flatMap((each) => each.purses),
    sold,
    costs,
    expense: costs.plus(sumOf([...sold.values()].map(taxOf))),
    missing: new Map(
      accounts.flatMap(({ account, missing }) =>
        missing.greaterThan(0) ? [[account.id, missing] as const] : [],
      ),
    ),
  }
}

interface SettledAccount {
  readonly account: Account
  readonly conversions: readonly AccountExchange[]
  readonly purses: readonly Purse[]
  readonly missing: Decimal
}

function settleAccount(
  document: Portfolio,
  drift: Drift,
  account: Account,
  orders: readonly Order[],
): SettledAccount {
  const lines = drift.valuation.cash.filter((line) => line.account === account.id)
  const base = document.baseCurrency
  const currencies = [...new Set([...lines.map((line) => line.currency), ...orders.map(currencyOf)])].sort(
    compareText,
  )
  const flows = new Map(currencies.map((currency) => [currency, flowsIn(document, currency, orders, lines)]))
  const balances = new Map(
    currencies.map((currency): [string, Decimal] => [currency, flows.get(currency)?.balance ?? zero]),
  )
  const conversions = settleBalances(document, balances).map((each) => ({ ...each, account: account.id }))
  const purses = currencies.map((currency) =>
    purseOf(account, currency, base, flows.get(currency) ?? noFlows, conversions),
  )
  return { account, conversions, purses, missing: missingFrom(document, account, purses) }
}

interface Flows {
  readonly before: Decimal
  readonly flow: Decimal
  readonly sold: Decimal
  readonly bought: Decimal
  readonly costs: Decimal
  readonly balance: Decimal
}

const noFlows: Flows = { before: zero, flow: zero, sold: zero, bought: zero, costs: zero, balance: zero }

function currencyOf(order: Order): string {
  return order.slot.permit.instrument.currency
}

/** What one currency sees before conversions: gas is paid in base, everything else in the instrument's currency. */
function flowsIn(
  document: Portfolio,
  currency: string,
  orders: readonly Order[],
  lines: readonly CashLine[],
): Flows {
  const line = lines.find((each) => each.currency === currency)
  const own = orders.filter((order) => currencyOf(order) === currency)
  const sold = sumOf(own.filter((order) => order.side === 'sell').map((order) => order.value))
  const bought = sumOf(own.filter((order) => order.side === 'buy').map((order) => order.value))
  const gas = currency === document.baseCurrency ? sumOf(orders.map((order) => order.gas)) : zero
  const costs = sumOf(own.map(ownCost)).plus(gas)
  const before = line?.before ?? zero
  const flow = line?.flow ?? zero
  return {
    before,
    flow,
    sold,
    bought,
    costs,
    balance: before.plus(flow).plus(sold).minus(bought).minus(costs),
  }
}

function purseOf(
  account: Account,
  currency: string,
  base: string,
  flows: Flows,
  conversions: readonly AccountExchange[],
): Purse {
  const received = sumOf(conversions.filter((each) => each.to === currency).map((each) => each.amountTo))
  const given = sumOf(conversions.filter((each) => each.from === currency).map((each) => each.amountFrom))
  const fees = currency === base ? sumOf(conversions.map((each) => each.cost)) : zero
  const { before, flow, sold, bought } = flows
  const converted = received.minus(given)
  const costs = flows.costs.plus(fees)
  return {
    account: account.id,
    currency,
    before,
    flow,
    sold,
    bought,
    converted,
    costs,
    after: before.plus(flow).plus(sold).minus(bought).plus(converted).minus(costs),
  }
}

/** An account's cash in base must not end below its reserve, and no currency below zero. */
function missingFrom(document: Portfolio, account: Account, purses: readonly Purse[]): Decimal {
  const inBase = (purse: Purse): Decimal => purse.after.times(rateOf(document, purse.currency))
  const short = decimalOf(account.reserve).minus(sumOf(purses.map(inBase)))
  const overdrawn = purses.map((purse) => inBase(purse).negated())
  return Decimal.max(zero, short, ...overdrawn)
}

/** Sells first, cheapest per unit of value first; then buys, the largest improvement first. */
function legsInOrder(document: Portfolio, board: Board, drift: Drift, orders: readonly Order[]): Order[] {
  const sells = orders.filter((order) => order.side === 'sell')
  const buys = orders.filter((order) => order.side === 'buy')
  const dearness = new Map(sells.map((order) => [order, relativeCost(document, order)]))
  const gain = new Map(buys.map((order) => [order, improvement(board, drift, order.slot, order.level)]))
  sells.sort((a, b) => (dearness.get(a) ?? zero).comparedTo(dearness.get(b) ?? zero) || byPlace(a, b))
  buys.sort((a, b) => (gain.get(b) ?? 0) - (gain.get(a) ?? 0) || byPlace(a, b))
  return [...sells, ...buys]
}

function relativeCost(document: Portfolio, order: Order): Decimal {
  return baseCost(document, order).dividedBy(order.value.times(rateOf(document, currencyOf(order))))
}

/** How much of the squared distance to the targets a buy takes away, to first order. */
function improvement(board: Board, drift: Drift, slot: Slot, level: number): number {
  let sum = 0
  slot.rows.forEach((row, at) => {
    const before = drift.rows[row]
    if (before)
      sum +=
        (slot.shares[at] ?? 0) * (board.inverse[row] ?? 0) * before.target.minus(before.weight).toNumber()
  })
  return sum * level * slot.stepValue
}

function byPlace(a: Order, b: Order): number {
  return (
    compareText(a.slot.permit.account.id, b.slot.permit.account.id) ||
    compareText(a.slot.permit.instrument.id, b.slot.permit.instrument.id)
  )
}
