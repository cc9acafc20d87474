/** Limit prices: how far the price of one order may move until its account's cash no longer suffices. */
import { minorDecimals } from '../domain/currency.ts'
import { Decimal, decimalOf, one, sumOf, textOf, zero } from '../domain/decimal.ts'
import { farthestLimit, type LimitPrice } from '../domain/proof.ts'
import { rateOf } from '../domain/weights.ts'
import type { Order } from './ledger.ts'
import { slotAt } from './movedPrice.ts'
import type { Workings } from './plan.ts'
import { resettled } from './proofPurse.ts'

/**
 * The farthest price at which the order alone leaves its account with the cash it must have. Prices move in ticks of
 * the price's own decimals, at least those of a minor unit, and the limit is the last tick that still holds and is not
 * farther from the price than a limit should be.
 */
export function limitOf(workings: Workings, order: Order): LimitPrice {
  const { account, instrument } = order.slot.permit
  const places = Math.max(order.price.decimalPlaces(), minorDecimals(instrument.currency))
  const tick = new Decimal(10).pow(-places)
  const way = order.side === 'buy' ? tick : tick.negated()
  const priceAfter = (ticks: Decimal): Decimal => order.price.plus(way.times(ticks))
  const suffices = (ticks: Decimal): boolean => {
    const slot = slotAt(order.slot, priceAfter(ticks))
    return resettled(workings, account.id, [order], [{ slot, level: order.level }]).missing.size === 0
  }
  const most = order.price.times(farthestLimit).dividedBy(tick).floor()
  const ticks = lastThatHolds(suffices, estimate(workings, order, tick), most)
  return {
    account: account.id,
    instrument: instrument.id,
    side: order.side,
    limit: textOf(priceAfter(ticks)),
    capped: ticks.greaterThanOrEqualTo(most),
  }
}

/** Where costs do not change with the price: the account's spare cash, spread over the order's quantity, in ticks. */
function estimate({ document, settled }: Workings, order: Order, tick: Decimal): Decimal {
  const { account, instrument } = order.slot.permit
  const own = settled.purses.filter((purse) => purse.account === account.id)
  const cash = sumOf(own.map((purse) => purse.after.times(rateOf(document, purse.currency))))
  const spare = Decimal.max(zero, cash.minus(decimalOf(account.reserve)))
  const perTick = order.quantity.times(rateOf(document, instrument.currency)).times(tick)
  return spare.dividedBy(perTick).floor()
}

/**
 * The largest whole n, at most `most`, for which `holds` is true, given that it is true at 0 and once false stays so:
 * strides from the estimate that double until the answer is between two of them, then halving.
 */
function lastThatHolds(holds: (n: Decimal) => boolean, start: Decimal, most: Decimal): Decimal {
  if (holds(most)) return most
  const within = (n: Decimal): Decimal => Decimal.max(zero, Decimal.min(most, n))
  let stride = one
  let low = within(start)
  let high = low
  if (low.isZero() || holds(low)) {
    for (
      high = within(low.plus(stride));
      high.lessThan(most) && holds(high);
      high = within(low.plus(stride))
    ) {
      low = high
      stride = stride.times(2)
    }
  } else {
    for (low = within(high.minus(stride)); !low.isZero() && !holds(low); low = within(high.minus(stride))) {
      high = low
      stride = stride.times(2)
    }
  }
  return halved(holds, low, high)
}

/** `low` holds and `high` does not. */
function halved(holds: (n: Decimal) => boolean, low: Decimal, high: Decimal): Decimal {
  if (high.minus(low).lessThanOrEqualTo(1)) return low
  const middle = low.plus(high).dividedBy(2).floor()
  return holds(middle) ? halved(holds, middle, high) : halved(holds, low, middle)
}
