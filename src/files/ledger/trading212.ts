/** Trading 212's history: orders, transfers and splits by their action; money only moves beside them. */
import { hasAll } from '../columns.ts'
import { divided } from '../decimals.ts'
import {
  complain,
  count,
  type Fields,
  leaveOut,
  type Ledger,
  magnitude,
  momentIn,
  type Move,
  negated,
  numberIn,
} from './ledger.ts'
import type { LedgerStyle } from './table.ts'

export const trading212: LedgerStyle = {
  source: 'trading212',
  isHeader: (cells) => hasAll(cells, ['action', 'time', 'isin', 'ticker']),
  read: readRecord,
}

const comes = /\bbuy\b|split open|stock distribution|stock dividend|transfer in|free shares|merger in/i
const goes = /\bsell\b|split close|transfer out|merger out/i
const moneyOnly =
  /deposit|withdrawal|dividend|interest|conversion|card|cashback|fee|tax|result|adjustment|lending|spending|debit|credit/i

function readRecord(ledger: Ledger, fields: Fields): void {
  const action = fields.text('action')
  const sign = comes.test(action) ? 'in' : goes.test(action) ? 'out' : null
  if (sign === null) return readOther(ledger, fields, action)
  const quantity = numberIn(ledger, fields, 'point', 'no of shares')
  const price = quantity === undefined ? undefined : numberIn(ledger, fields, 'point', 'price / share')
  const moment = price === undefined ? undefined : momentIn(ledger, fields, 'day-first', 'time')
  if (quantity === undefined || price === undefined || moment === undefined) return
  if (quantity === null)
    return complain(ledger, fields.row, fields.column('no of shares'), 'quantity-missing', '')
  const size = magnitude(quantity)
  count(ledger, fields.row, {
    moves: [
      {
        account: null,
        symbol: fields.text('ticker') || fields.text('isin') || null,
        name: fields.text('name') || null,
        ...moment,
        ...priced(fields, /\bbuy\b/i.test(action) ? price : null),
        quantity: sign === 'out' ? negated(size) : size,
        means: 'trade',
      },
    ],
  })
}

function readOther(ledger: Ledger, fields: Fields, action: string): void {
  if (moneyOnly.test(action)) leaveOut(ledger, fields.row, 'cash-movement')
  else complain(ledger, fields.row, fields.column('action'), 'unknown-operation', action)
}

/** A hundred pence make a pound: prices in GBX are turned into pounds, and what was not bought has no cost. */
function priced(fields: Fields, paid: string | null): Pick<Move, 'currency' | 'unitCost'> {
  const stated = fields.text('currency') || null
  const isPence = stated === 'GBX' || stated === 'GBp'
  return {
    currency: isPence ? 'GBP' : stated,
    unitCost: paid !== null && isPence ? divided(paid, '100') : paid,
  }
}
