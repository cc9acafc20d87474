/** RBC Direct Investing's activity export: trades, reorganisations and payments of one account. */
import { hasAll } from '../columns.ts'
import { divided } from '../decimals.ts'
import {
  complain,
  count,
  type Fields,
  type Ledger,
  magnitude,
  momentIn,
  negated,
  numberIn,
} from './ledger.ts'
import type { LedgerStyle } from './table.ts'

export const rbc: LedgerStyle = {
  source: 'rbc',
  isHeader: (cells) => hasAll(cells, ['date', 'activity', 'symbol description', 'settlement date', 'value']),
  read: readRecord,
  isFooter: (cells) => cells.filter((cell) => cell !== '').length <= 1,
}

const goes = /sell|sold|transfer out|redemption|matur/i
const comes = /buy|bought|reinvest|transfer in|deposit|reorganization|split|stock dividend|exchange|merger/i

function readRecord(ledger: Ledger, fields: Fields): void {
  const quantity = numberIn(ledger, fields, 'point', 'quantity')
  const value = quantity === undefined ? undefined : numberIn(ledger, fields, 'point', 'value')
  const moment = value === undefined ? undefined : momentIn(ledger, fields, 'month-first', 'date')
  if (quantity === undefined || value === undefined || moment === undefined) return
  const account = fields.text('account') || null
  const currency = fields.text('currency') || 'CAD'
  const cash = value === null ? [] : [{ account, currency, amount: value }]
  if (quantity === null) return count(ledger, fields.row, { cash })
  const activity = fields.text('activity')
  const isOut = goes.test(activity)
  if (!isOut && !comes.test(activity))
    return complain(ledger, fields.row, fields.column('activity'), 'unknown-operation', activity)
  const isBought = /buy|bought|reinvest/i.test(activity) && value !== null
  const isSplit =
    /reorganization|split/i.test(activity) && /\bsplit\b/i.test(fields.text('description') + activity)
  count(ledger, fields.row, {
    cash,
    moves: [
      {
        account,
        symbol: fields.text('symbol') || null,
        name: fields.text('symbol description') || null,
        currency,
        ...moment,
        quantity: isOut ? negated(magnitude(quantity)) : quantity,
        means: isSplit ? 'split' : 'trade',
        unitCost: isBought ? divided(magnitude(value), magnitude(quantity)) : null,
      },
    ],
  })
}
