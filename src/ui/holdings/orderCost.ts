/** What an order of some value costs at an instrument's costs, as the page shows it beside them. */
import { Decimal, decimalOf, zero } from '../../domain/decimal.ts'
import type { Cost, Instrument, Portfolio } from '../../domain/document.ts'
import { impactOf } from '../../domain/impact.ts'
import { poolCost, poolPrice } from '../../domain/pool.ts'
import { rateOf } from '../../domain/weights.ts'

/** The parts of an order's expected cost, in the instrument's currency, unrounded. */
export interface OrderCost {
  readonly commission: Decimal
  readonly spread: Decimal
  /** Impact, or what a pool takes. */
  readonly impact: Decimal
  readonly gas: Decimal
  readonly total: Decimal
}

/** Values whose costs are shown: a small, a middling and a large order, in the instrument's currency. */
export const shownOrders: readonly string[] = ['1000', '10000', '100000']

/**
 * The cost of buying for this value. Null where it cannot be known: a price is missing that it depends on, or the pool
 * does not hold as much.
 */
export function orderCost(document: Portfolio, instrument: Instrument, value: Decimal): OrderCost | null {
  const { cost } = instrument
  const price = priceFor(instrument)
  if (price === null && !decimalOf(cost.perUnit).isZero()) return null
  const quantity = price === null ? zero : value.dividedBy(price)
  const taken = cost.pool === null || price === null ? zero : poolCost(cost.pool, price, 'buy', quantity)
  if (taken === null) return null
  const commission = commissionOf(cost, quantity, value)
  const spread = decimalOf(cost.halfSpread).times(value)
  const impact = taken.plus(cost.impact === null ? zero : impactOf(cost.impact, value))
  const gas = gasIn(document, instrument)
  return { commission, spread, impact, gas, total: commission.plus(spread).plus(impact).plus(gas) }
}

/** Without a price of its own, an instrument with a pool has the pool's. */
function priceFor({ price, cost }: Instrument): Decimal | null {
  if (price !== null && decimalOf(price).greaterThan(0)) return decimalOf(price)
  return cost.pool === null ? null : poolPrice(cost.pool)
}

/** min(max(fixed + perUnit q + rate x, min), maxRate x), x the order's value. */
function commissionOf(cost: Cost, quantity: Decimal, value: Decimal): Decimal {
  const asked = decimalOf(cost.fixed)
    .plus(decimalOf(cost.perUnit).times(quantity))
    .plus(decimalOf(cost.rate).times(value))
  const least = Decimal.max(asked, cost.min)
  return cost.maxRate === null ? least : Decimal.min(least, decimalOf(cost.maxRate).times(value))
}

/** Gas is in base currency; a rate that is missing yet counts as one. */
function gasIn(document: Portfolio, instrument: Instrument): Decimal {
  const rate = rateOf(document, instrument.currency)
  const gas = decimalOf(instrument.cost.gas)
  return rate.isZero() ? gas : gas.dividedBy(rate)
}
