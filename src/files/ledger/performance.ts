/** Portfolio Performance's two histories: of securities, and of the accounts that pay for them. */
import { hasAll } from '../columns.ts'
import { divided } from '../decimals.ts'
import { guessMark } from '../numbers.ts'
import type { ImportFile } from '../../domain/import.ts'
import type { DecimalMark } from '../../domain/mapping.ts'
import type { Sheet } from '../outcome.ts'
import {
  complain,
  count,
  type Fields,
  leaveOut,
  type Ledger,
  magnitude,
  momentIn,
  negated,
  numberIn,
} from './ledger.ts'
import { readLedger } from './table.ts'

/** Reads either history; null when the file is neither. */
export function readPerformance(sheet: Sheet): ImportFile | null {
  const { mark } = guessMark(
    sheet.rows.flatMap(({ cells }) => cells.filter((cell) => /^-?[\d.,]+$/.test(cell))),
  )
  return (
    readLedger(sheet, {
      source: 'portfolio-performance',
      isHeader: (cells) => hasAll(cells, ['type', 'shares', 'security name', 'securities account']),
      read: (ledger, fields) => readTrade(ledger, fields, mark),
    }) ??
    readLedger(sheet, {
      source: 'portfolio-performance',
      isHeader: (cells) => hasAll(cells, ['type', 'value', 'cash account', 'offset account']),
      read: (ledger, fields) => readPayment(ledger, fields, mark),
    })
  )
}

const comes = /^(buy|kauf|delivery \(inbound\)|einlieferung|transfer \(inbound\)|umbuchung \(eingang\))$/i
const goes =
  /^(sell|verkauf|delivery \(outbound\)|auslieferung|transfer \(outbound\)|umbuchung \(ausgang\))$/i

function readTrade(ledger: Ledger, fields: Fields, mark: DecimalMark): void {
  const type = fields.text('type')
  const moment = momentIn(ledger, fields, 'day-first', 'date')
  const quantity = moment === undefined ? undefined : numberIn(ledger, fields, mark, 'shares')
  const value = quantity === undefined ? undefined : numberIn(ledger, fields, mark, 'value')
  if (moment === undefined || quantity === undefined || value === undefined) return
  if (quantity === null) return complain(ledger, fields.row, fields.column('shares'), 'quantity-missing', '')
  const isIn = comes.test(type)
  if (!isIn && !goes.test(type))
    return complain(ledger, fields.row, fields.column('type'), 'unknown-operation', type)
  // With an exchange rate the value is in another currency than the security's.
  const currency = fields.text('exchange rate') === '' ? currencyOf(fields.text('cash account')) : null
  count(ledger, fields.row, {
    moves: [
      {
        account: fields.text('securities account') || null,
        symbol: fields.text('ticker symbol', 'symbol', 'isin') || null,
        name: fields.text('security name') || null,
        currency,
        ...moment,
        quantity: isIn ? magnitude(quantity) : negated(magnitude(quantity)),
        means: 'trade',
        unitCost:
          isIn && currency !== null && value !== null ? divided(magnitude(value), magnitude(quantity)) : null,
      },
    ],
  })
}

/** "broker-A (EUR)" keeps euros. */
function currencyOf(account: string): string | null {
  return /\(([A-Z]{3})\)\s*$/.exec(account)?.[1] ?? null
}

const credits =
  /^(deposit|einlage|interest|zinsen|dividends?|dividende|sell|verkauf|fees refund|gebührenerstattung|tax refund|steuerrückerstattung|transfer \(inbound\)|umbuchung \(eingang\))$/i
const debits =
  /^(withdrawal|removal|entnahme|fees|gebühren|taxes|steuern|interest charge|zinsbelastung|buy|kauf|transfer \(outbound\)|umbuchung \(ausgang\))$/i

function readPayment(ledger: Ledger, fields: Fields, mark: DecimalMark): void {
  const type = fields.text('type')
  const value = numberIn(ledger, fields, mark, 'value')
  const gross = value === undefined ? undefined : numberIn(ledger, fields, mark, 'gross amount')
  const moment = gross === undefined ? undefined : momentIn(ledger, fields, 'day-first', 'date')
  if (value === undefined || gross === undefined || moment === undefined) return
  if (value === null) return leaveOut(ledger, fields.row, 'incomplete-record')
  const isIn = credits.test(type)
  if (!isIn && !debits.test(type))
    return complain(ledger, fields.row, fields.column('type'), 'unknown-operation', type)
  const account = fields.text('cash account')
  const currency = currencyOf(account) ?? fields.text('transaction currency')
  if (!/^[A-Z]{3}$/.test(currency))
    return complain(ledger, fields.row, fields.column('cash account'), 'not-a-currency', account)
  const cash = [{ account, currency, amount: isIn ? magnitude(value) : negated(magnitude(value)) }]
  const other = fields.text('offset account')
  if (other !== '' && /^(transfer|umbuchung)/i.test(type)) {
    const there = currencyOf(other) ?? (fields.text('currency gross amount') || currency)
    const amount = magnitude(there === currency ? value : (gross ?? value))
    cash.push({ account: other, currency: there, amount: isIn ? negated(amount) : amount })
  }
  if (moment.day !== null) ledger.days.add(moment.day)
  count(ledger, fields.row, { cash })
}
