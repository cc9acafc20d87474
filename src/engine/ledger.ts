/** Exact money: an order's value and costs, and the conversions that an account's orders need, in decimal arithmetic. */
import { minorDecimals, roundMoney, roundMoneyDown, roundMoneyUp } from '../domain/currency.ts'
import { Decimal, decimalOf, zero } from '../domain/decimal.ts'
import type { Cost, Instrument, Portfolio } from '../domain/document.ts'
import { impactOf } from '../domain/impact.ts'
import { compareText } from '../domain/order.ts'
import { poolCost } from '../domain/pool.ts'
import { conversionRateOf, priceOf, rateOf } from '../domain/weights.ts'
import type { Slot } from './slot.ts'

/** One order with all its amounts; value, commission, spread and impact in the instrument's currency, gas in base. */
export interface Order {
  readonly slot: Slot
  readonly level: number
  readonly side: 'buy' | 'sell'
  readonly quantity: Decimal
  readonly price: Decimal
  readonly value: Decimal
  readonly commission: Decimal
  readonly spread: Decimal
  readonly impact: Decimal
  readonly gas: Decimal
}

/** commission = min(max(fixed + perUnit q + rate x, min), maxRate x), exact and unrounded; x the order's value. */
export function commissionOf(cost: Cost, quantity: Decimal, value: Decimal): Decimal {
  const asked = decimalOf(cost.fixed)
    .plus(decimalOf(cost.perUnit).times(quantity))
    .plus(decimalOf(cost.rate).times(value))
  const least = Decimal.max(asked, decimalOf(cost.min))
  return cost.maxRate === null ? least : Decimal.min(least, decimalOf(cost.maxRate).times(value))
}

/** Impact and what a pool takes beside the price, exact and unrounded; x the order's value. */
export function curvedCostOf(
  { cost, price }: Instrument,
  side: 'buy' | 'sell',
  quantity: Decimal,
  value: Decimal,
): Decimal {
  const impact = cost.impact === null ? zero : impactOf(cost.impact, value)
  if (cost.pool === null || price === null) return impact
  const pool = poolCost(cost.pool, decimalOf(price), side, quantity)
  if (pool === null) throw new Error('No order is planned that a pool cannot fill.')
  return impact.plus(pool)
}

export function orderOf(document: Portfolio, slot: Slot, level: number): Order {
  const { instrument } = slot.permit
  const price = priceOf(instrument)
  const soldOut = slot.remainder && level === -slot.mostSell
  const quantity = soldOut ? slot.quantity : slot.terms.step.times(Math.abs(level))
  const value = roundMoney(quantity.times(price), instrument.currency)
  const side = level > 0 ? 'buy' : 'sell'
  return {
    slot,
    level,
    quantity,
    price,
    value,
    side,
    impact: roundMoneyUp(curvedCostOf(instrument, side, quantity, value), instrument.currency),
    commission: roundMoneyUp(commissionOf(instrument.cost, quantity, value), instrument.currency),
    spread: roundMoneyUp(decimalOf(instrument.cost.halfSpread).times(value), instrument.currency),
    gas: roundMoneyUp(decimalOf(instrument.cost.gas), document.baseCurrency),
  }
}

/** Commission, spread and impact, in the instrument's currency. */
export function ownCost(order: Order): Decimal {
  return order.commission.plus(order.spread).plus(order.impact)
}

/** All of an order's cost in base currency. */
export function baseCost(document: Portfolio, order: Order): Decimal {
  return ownCost(order).times(rateOf(document, order.slot.permit.instrument.currency)).plus(order.gas)
}

export interface Exchange {
  readonly from: string
  readonly to: string
  readonly amountFrom: Decimal
  readonly amountTo: Decimal
  /** In base currency. */
  readonly cost: Decimal
}

/**
 * The conversions that bring every currency of an account to zero or more: negative ones are bought with base, then
 * a negative base is filled from the others, cheapest conversion first. `balances` is changed as they happen.
 */
export function settleBalances(document: Portfolio, balances: Map<string, Decimal>): Exchange[] {
  const base = document.baseCurrency
  const others = [...balances.keys()]
    .filter((currency) => currency !== base)
    .sort((a, b) => byCost(document, a, b))
  const bought = others
    .filter((currency) => balanceOf(balances, currency).lessThan(0))
    .map((currency) => buy(document, balances, currency))
  const drawn = others.flatMap((currency) => draw(document, balances, currency))
  return [...bought, ...drawn]
}

function byCost(document: Portfolio, a: string, b: string): number {
  return conversionRateOf(document, a).comparedTo(conversionRateOf(document, b)) || compareText(a, b)
}

function balanceOf(balances: ReadonlyMap<string, Decimal>, currency: string): Decimal {
  return balances.get(currency) ?? zero
}

/** Buys what a currency is short of: the base amount is rounded up so that the amount received covers the need. */
function buy(document: Portfolio, balances: Map<string, Decimal>, currency: string): Exchange {
  const rate = rateOf(document, currency)
  const need = roundMoneyUp(balanceOf(balances, currency).negated(), currency)
  const amountFrom = roundMoneyUp(need.times(rate), document.baseCurrency)
  const amountTo = roundMoneyDown(amountFrom.dividedBy(rate), currency)
  const cost = roundMoneyUp(amountFrom.times(conversionRateOf(document, currency)), document.baseCurrency)
  return exchange(document, balances, {
    from: document.baseCurrency,
    to: currency,
    amountFrom,
    amountTo,
    cost,
  })
}

/** Sells as much of a currency as fills the base balance, its own cost included, or all there is. */
function draw(document: Portfolio, balances: Map<string, Decimal>, currency: string): Exchange[] {
  const missing = balanceOf(balances, document.baseCurrency).negated()
  const available = roundMoneyDown(balanceOf(balances, currency), currency)
  if (missing.lessThanOrEqualTo(0) || available.lessThanOrEqualTo(0)) return []
  const rate = rateOf(document, currency)
  const share = new Decimal(1).minus(conversionRateOf(document, currency))
  const minor = new Decimal(10).pow(-minorDecimals(document.baseCurrency))
  const wanted = share.isZero()
    ? available
    : roundMoneyUp(missing.plus(minor.times(2)).dividedBy(rate.times(share)), currency)
  const amountFrom = Decimal.min(available, wanted)
  const amountTo = roundMoneyDown(amountFrom.times(rate), document.baseCurrency)
  const cost = roundMoneyUp(
    amountFrom.times(rate).times(conversionRateOf(document, currency)),
    document.baseCurrency,
  )
  return [
    exchange(document, balances, { from: currency, to: document.baseCurrency, amountFrom, amountTo, cost }),
  ]
}

function exchange(document: Portfolio, balances: Map<string, Decimal>, made: Exchange): Exchange {
  const base = document.baseCurrency
  balances.set(made.from, balanceOf(balances, made.from).minus(made.amountFrom))
  balances.set(made.to, balanceOf(balances, made.to).plus(made.amountTo))
  balances.set(base, balanceOf(balances, base).minus(made.cost))
  return made
}
