/** The trades as a spreadsheet takes them from the clipboard: tabs between, exact numbers, no thousands. */
import { textOf } from '../../domain/decimal.ts'
import type { TradeRow } from './planRows.ts'

const heads = [
  'Account',
  'Side',
  'Symbol',
  'Name',
  'Quantity',
  'Price',
  'Currency',
  'Value',
  'Cost in base currency',
  'Reason',
]

/** With limits a column of them stands at the end, empty where there is none. */
export function tradesTsv(rows: readonly TradeRow[], limits = false): string {
  const lines = rows.map((row) => [
    safe(row.accountName),
    row.side,
    safe(row.instrument),
    safe(row.instrumentName),
    textOf(row.quantity),
    textOf(row.price),
    row.currency,
    textOf(row.value),
    textOf(row.baseCost),
    safe(row.reason),
    ...(limits ? [row.limit === null ? '' : textOf(row.limit)] : []),
  ])
  return [limits ? [...heads, 'Limit price'] : heads, ...lines].map((line) => line.join('\t')).join('\n')
}

/** A text that begins like a formula would be computed by the spreadsheet; tabs and line ends would move cells. */
function safe(text: string): string {
  const flat = text.replace(/[\t\r\n]+/g, ' ')
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat
}
