/** Where a settled plan lands: holdings, weights and distance after all costs, exact. */
import type { Interval } from '../domain/band.ts'
import { Decimal, sumOf, zero } from '../domain/decimal.ts'
import type { Portfolio } from '../domain/document.ts'
import type { Drift } from '../domain/drift.ts'
import { cashClass } from '../domain/target.ts'
import { countedSum, countedValue, exposureOf, rateOf } from '../domain/weights.ts'
import type { Settled } from './settle.ts'

export interface After {
  /** By row, as fractions of the total after costs. */
  readonly weights: readonly Decimal[]
  readonly total: Decimal
  /** sqrt(D), D = sum of violation^2 / max(t, 0.01). */
  readonly distance: Decimal
}

const leastTarget = new Decimal('0.01')

/** A root to all digits of money takes as long as a hundred sums; distances print twelve decimals. */
const Rooted = Decimal.clone({ precision: 40 })

/** Squared distances below this are zero. */
const zeroSquare = new Decimal('1e-18')

export function afterOf(
  document: Portfolio,
  drift: Drift,
  aims: readonly Interval[],
  settled: Settled,
): After {
  const changes = settled.orders.map((order) => ({ order, value: marketChange(document, drift, order) }))
  const moved = movedByClass(changes)
  const { counted } = drift.valuation
  const inBase = ({ account, currency, after }: Settled['purses'][number]) => ({
    account,
    value: after.times(rateOf(document, currency)),
  })
  const cash = countedSum(settled.purses.map(inBase), counted)
  const cashBefore = countedSum(drift.valuation.cash, counted)
  const change = (leaf: string): Decimal =>
    (moved.get(leaf) ?? zero).plus(leaf === cashClass ? cash.minus(cashBefore) : zero)
  const values = drift.rows.map((row) => row.value.plus(sumOf(row.leaves.map(change))))
  const total = drift.total
    .plus(cash)
    .minus(cashBefore)
    .plus(sumOf(changes.map((each) => each.value)))
  const weights = values.map((value) => (total.isZero() ? zero : value.dividedBy(total)))
  return { weights, total, distance: distanceOf(drift, aims, weights) }
}

type Ordered = Settled['orders'][number]

/** Signed change of a position's market value in base currency, unrounded, as far as it counts. */
function marketChange(document: Portfolio, drift: Drift, order: Ordered): Decimal {
  const value = order.quantity
    .times(order.price)
    .times(rateOf(document, order.slot.permit.instrument.currency))
  const counted = countedValue({ account: order.slot.permit.account.id, value }, drift.valuation.counted)
  return order.side === 'buy' ? counted : counted.negated()
}

function movedByClass(
  changes: readonly { readonly order: Ordered; readonly value: Decimal }[],
): ReadonlyMap<string, Decimal> {
  const moved = new Map<string, Decimal>()
  for (const { order, value } of changes) {
    for (const [name, share] of exposureOf(order.slot.permit.instrument))
      moved.set(name, (moved.get(name) ?? zero).plus(value.times(share)))
  }
  return moved
}

/** sqrt(D) of these weights, by row. */
export function distanceOf(drift: Drift, aims: readonly Interval[], weights: readonly Decimal[]): Decimal {
  const terms = drift.rows.map((row, at) => {
    const violation = violationOf(weights[at] ?? zero, aims[at])
    return violation.isZero()
      ? zero
      : violation.times(violation).dividedBy(Decimal.max(row.target, leastTarget))
  })
  const square = sumOf(terms)
  return square.lessThan(zeroSquare) ? zero : new Decimal(new Rooted(square).sqrt())
}

/** How far a weight lies outside an interval. */
export function violationOf(weight: Decimal, aim: Interval | undefined): Decimal {
  if (!aim) return zero
  if (weight.lessThan(aim.low)) return aim.low.minus(weight)
  return weight.greaterThan(aim.high) ? weight.minus(aim.high) : zero
}
