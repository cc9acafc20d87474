/** Orders as a plain table, safe against formulas, for programs that are taught its columns. */
import { csvOf, plain, text } from '../csv.ts'
import type { Order } from './orderFile.ts'

const header = [
  'account',
  'side',
  'symbol',
  'quantity',
  'order type',
  'limit price',
  'currency',
  'time in force',
  'reference',
]

export function genericText(orders: readonly Order[]): string {
  return csvOf(
    header,
    orders.map(({ trade, account, currency, limit, reference }) => [
      text(account),
      plain(trade.side),
      text(trade.instrument),
      plain(trade.quantity),
      plain(limit === null ? 'market' : 'limit'),
      plain(limit ?? ''),
      plain(currency),
      plain('day'),
      plain(reference),
    ]),
  )
}
