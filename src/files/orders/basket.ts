/** Interactive Brokers' basket file: a header, then an order a row, without blanks after commas. */
import type { LeftOutReason } from '../../domain/orderFile.ts'
import type { Order } from './orderFile.ts'

const fields = ['Action', 'Quantity', 'Symbol', 'SecType', 'Exchange', 'Currency', 'TimeInForce', 'OrderType']

export function basketText(orders: readonly Order[]): string {
  const hasLimits = orders.some(({ limit }) => limit !== null)
  const header = [...fields, ...(hasLimits ? ['LmtPrice'] : []), 'BasketTag', 'Account']
  const rows = orders.map(({ trade, currency, limit, reference, account }) => [
    trade.side.toUpperCase(),
    trade.quantity,
    trade.instrument,
    'STK',
    'SMART',
    currency,
    'DAY',
    limit === null ? 'MKT' : 'LMT',
    ...(hasLimits ? [limit ?? ''] : []),
    reference,
    // Names of our own are no account numbers; an empty cell is the account that is open.
    isAccountNumber(account) ? account : '',
  ])
  return [header, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('')
}

export function basketObjection({ trade, isCoin }: Order): LeftOutReason | null {
  if (isCoin) return 'coin'
  if (/^[A-Z]{4}X$/.test(trade.instrument)) return 'mutual-fund'
  return /^[A-Z0-9][A-Z0-9.]*(?: [A-Z0-9]{1,4})?$/.test(trade.instrument) ? null : 'symbol'
}

function isAccountNumber(account: string): boolean {
  return /^(?:U|DU|F|DF|I|DI)\d{5,9}$/.test(account)
}
