/** Alpaca's order requests as a JSON list; fractions of shares are taken for the day only, coins until cancelled. */
import type { LeftOutReason } from '../../domain/orderFile.ts'
import type { Order } from './orderFile.ts'

export function alpacaText(orders: readonly Order[]): string {
  return `${JSON.stringify(orders.map(requestOf), null, 2)}\n`
}

function requestOf({ trade, isCoin, limit, reference }: Order): Readonly<Record<string, string>> {
  return {
    symbol: isCoin ? `${trade.instrument}/USD` : trade.instrument,
    qty: trade.quantity,
    side: trade.side,
    type: limit === null ? 'market' : 'limit',
    time_in_force: isCoin ? 'gtc' : 'day',
    ...(limit === null ? {} : { limit_price: limit }),
    client_order_id: reference,
  }
}

/** Digits after the point that a quantity may have there. */
const mostDecimals = 9

export function alpacaObjection({ trade, currency }: Order): LeftOutReason | null {
  if (currency !== 'USD') return 'currency'
  if (/^[A-Z]{4}X$/.test(trade.instrument)) return 'mutual-fund'
  if (!/^[A-Z0-9]+(?:\.[A-Z]+)?$/.test(trade.instrument)) return 'symbol'
  return (trade.quantity.split('.')[1]?.length ?? 0) > mostDecimals ? 'decimals' : null
}
