/** Robinhood's activity report: every record with its code, its quantity and what it did to the cash. */
import { hasAll } from '../columns.ts'
import { divided } from '../decimals.ts'
import { readNumber } from '../numbers.ts'
import {
  complain,
  count,
  type Fields,
  type Ledger,
  magnitude,
  type Moment,
  momentIn,
  type Move,
  negated,
  numberIn,
} from './ledger.ts'
import type { LedgerStyle } from './table.ts'

export const robinhood: LedgerStyle = {
  source: 'robinhood',
  isHeader: (cells) => hasAll(cells, ['activity date', 'trans code', 'quantity', 'amount']),
  read: readRecord,
  // The disclaimer stands beside the table, and a lone empty cell before it.
  isFooter: (cells) => cells.slice(0, 9).every((cell) => cell === ''),
}

const goes = /^(sell|stc|sto|acato|oexp|oasgn|oexcs|soff)$/i
const comes = /^(buy|bto|btc|acati|rec|gift|stkdiv|drip|spl|spr)$/i

function readRecord(ledger: Ledger, fields: Fields): void {
  const moment = momentIn(ledger, fields, 'month-first', 'activity date')
  const amount = moment === undefined ? undefined : numberIn(ledger, fields, 'point', 'amount')
  if (moment === undefined || amount === undefined) return
  const cash = amount === null ? [] : [{ account: null, currency: 'USD', amount }]
  const stated = fields.text('quantity')
  if (stated === '') return count(ledger, fields.row, { cash })
  const code = fields.text('trans code')
  // Splits write the shares that came with a letter behind them.
  const quantity = readNumber(stated.replace(/S$/i, ''), 'point')
  if (quantity.kind !== 'number')
    return complain(ledger, fields.row, fields.column('quantity'), 'not-a-number', stated)
  const isOut = goes.test(code) || (/S$/i.test(stated) && /^(acato|soff)$/i.test(code))
  if (!isOut && !comes.test(code))
    return complain(ledger, fields.row, fields.column('trans code'), 'unknown-operation', code)
  const size = quantity.text
  count(ledger, fields.row, {
    cash,
    moves: [moveOf(fields, code, moment, isOut ? negated(magnitude(size)) : size, amount)],
  })
}

function moveOf(fields: Fields, code: string, moment: Moment, quantity: string, amount: string | null): Move {
  const description = fields.text('description').split('\n')[0]?.trim() ?? ''
  const isOption = /\b(?:call|put)\b.*\$/i.test(description)
  const isBought = /^(buy|bto|btc|drip)$/i.test(code) && amount !== null
  return {
    account: null,
    symbol: isOption ? description : fields.text('instrument') || null,
    name: isOption ? null : description || null,
    currency: 'USD',
    ...moment,
    quantity,
    means: /^sp[lr]$/i.test(code) ? 'split' : 'trade',
    unitCost: isBought ? divided(magnitude(amount), magnitude(quantity)) : null,
    ...(isOption && { type: 'option' }),
  }
}
