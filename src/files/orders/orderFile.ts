/** A plan's orders in the layout that a broker's program reads; what a layout cannot hold is said, never bent. */
import { Decimal, roundedText } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import type { LeftOutReason, OrderChoices, OrderFile, OrderFormat } from '../../domain/orderFile.ts'
import type { Plan, Trade } from '../../domain/plan.ts'
import { suggest } from '../catalogue.ts'
import { alpacaText, alpacaObjection } from './alpaca.ts'
import { basketObjection, basketText } from './basket.ts'
import { genericText } from './generic.ts'

/** One order as every layout needs it. */
export interface Order {
  readonly trade: Trade
  readonly account: string
  readonly currency: string
  readonly isCoin: boolean
  /** Null for an order at the market. */
  readonly limit: string | null
  /** Names the plan and the order, so that a fill can be told which order it was. */
  readonly reference: string
}

interface Layout {
  readonly extension: OrderFile['extension']
  readonly textOf: (orders: readonly Order[]) => string
  /** Why an order cannot stand in this layout, or null. */
  readonly objection: (order: Order) => LeftOutReason | null
}

const layouts: { readonly [F in OrderFormat]: Layout } = {
  'ibkr-basket': { extension: 'csv', textOf: basketText, objection: basketObjection },
  'alpaca-json': { extension: 'json', textOf: alpacaText, objection: alpacaObjection },
  'generic-csv': { extension: 'csv', textOf: genericText, objection: () => null },
}

/** The orders of a plan that were asked for, in its own order: sales before purchases. */
export function orderFile(plan: Plan, document: Portfolio, choices: OrderChoices): OrderFile {
  const layout = layouts[choices.format]
  const wanted = ordersOf(plan, document, choices)
  const judged = wanted.map((order) => ({ order, because: layout.objection(order) }))
  const orders = judged.flatMap(({ order, because }) => (because === null ? [order] : []))
  return {
    extension: layout.extension,
    text: layout.textOf(orders),
    orders: orders.length,
    leftOut: judged.flatMap(({ order, because }) =>
      because === null ? [] : [{ trade: order.trade, because }],
    ),
  }
}

/** Characters of the plan's hash in a reference: enough to find the plan, short enough for every broker. */
const hashLength = 12

function ordersOf(plan: Plan, document: Portfolio, choices: OrderChoices): readonly Order[] {
  const currencies = new Map(document.instruments.map(({ id, currency }) => [id, currency]))
  return plan.trades.flatMap((trade, at) => {
    const isWanted =
      (choices.sides === 'all' || choices.sides === trade.side) &&
      (choices.account === null || choices.account === trade.account)
    if (!isWanted) return []
    return {
      trade,
      account: trade.account,
      currency: currencies.get(trade.instrument) ?? document.baseCurrency,
      isCoin: suggest(trade.instrument, null)?.costPreset === 'coin',
      limit: choices.price === 'limit' ? limitOf(trade) : null,
      reference: `${plan.documentHash.replace('sha256:', '').slice(0, hashLength)}-${at + 1}`,
    }
  })
}

/** Prices from one on are quoted in hundredths, smaller ones in ten-thousandths. */
function limitOf({ price }: Trade): string {
  return roundedText(new Decimal(price), new Decimal(price).lessThan(1) ? 4 : 2)
}
