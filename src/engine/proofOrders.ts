/** What each order is worth: the settled plan without it, exactly. */
import { roundedText, zero } from '../domain/decimal.ts'
import type { Counterfactual, OrderProof } from '../domain/proof.ts'
import { trackingErrorOf } from '../domain/trackingError.ts'
import { afterOf, type After } from './after.ts'
import { distanceDecimals, weightDecimals } from './digits.ts'
import { reasonOf } from './explain.ts'
import type { Order } from './ledger.ts'
import type { Workings } from './plan.ts'
import { largestFirst, resettled } from './proofPurse.ts'
import { errorText, farthestDrift } from './report.ts'

/** More orders than anyone reads one by one. */
export const mostCounterfactuals = 200

/** Each order left out in turn, the largest orders first. */
export function provedOrders(workings: Workings): OrderProof {
  const orders = largestFirst(workings)
  return {
    counterfactuals: orders.slice(0, mostCounterfactuals).map((order) => without(workings, order)),
    counterfactualsUnseen: Math.max(0, orders.length - mostCounterfactuals),
  }
}

/** Only the order's own account changes: its cash keeps what the order would have spent, and its conversions adapt. */
function without(workings: Workings, order: Order): Counterfactual {
  const { document, drift, aims, settled } = workings
  const account = order.slot.permit.account.id
  const own = resettled(workings, account, [order], [])
  const after = afterOf(document, drift, aims, {
    ...settled,
    orders: settled.orders.filter((each) => each !== order),
    purses: [...settled.purses.filter((purse) => purse.account !== account), ...own.purses],
  })
  return {
    account,
    instrument: order.slot.permit.instrument.id,
    side: order.side,
    ...classDrift(workings, order, after),
    maxDrift: roundedText(farthestDrift(drift, after), weightDecimals),
    distance: roundedText(after.distance, distanceDecimals),
    trackingError: errorText(trackingErrorOf(document, drift.rows, after.weights)),
    short: own.missing.has(account) ? account : null,
  }
}

/** The class of the order's reason, and where it ends without the order. */
function classDrift(
  { document, drift, after }: Workings,
  order: Order,
  without: After,
): Pick<Counterfactual, 'class' | 'drift'> {
  const reason = reasonOf(document, drift, after, order)
  const at = 'class' in reason ? drift.rows.findIndex((row) => row.class === reason.class) : -1
  const row = drift.rows[at]
  if (!row) return { class: null, drift: null }
  const weight = without.weights[at] ?? zero
  return { class: row.class, drift: roundedText(weight.minus(row.target), weightDecimals) }
}
