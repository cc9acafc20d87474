/** Coinbase's transaction history: what a record did stands in its type, and the other half of a conversion in its notes. */
import { hasAll } from '../columns.ts'
import { divided } from '../decimals.ts'
import { readNumber } from '../numbers.ts'
import { isMoney } from './coins.ts'
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

export const coinbase: LedgerStyle = {
  source: 'coinbase',
  isHeader: (cells) => hasAll(cells, ['transaction type', 'asset', 'quantity transacted']),
  read: readRecord,
}

const out =
  /sell|send|convert|withdraw|fee|payment|spend|subscription|debit|unwrap|pro deposit|exchange deposit/i
const comes =
  /buy|receive|income|reward|earn|interest|deposit|airdrop|staking|incentive|payout|refund|bonus|wrap|pro withdrawal|exchange withdrawal|fork|mining/i
const paid = /buy/i

function readRecord(ledger: Ledger, fields: Fields): void {
  const quantity = numberIn(ledger, fields, 'point', 'quantity transacted')
  const moment = typeof quantity === 'string' ? momentIn(ledger, fields, 'day-first', 'timestamp') : undefined
  if (quantity === null) return leaveOut(ledger, fields.row, 'incomplete-record')
  if (quantity === undefined || moment === undefined) return
  const type = fields.text('transaction type')
  const symbol = fields.text('asset')
  // What a purchase took from a balance of money is not told, so that such balances cannot be added up.
  if (isMoney(symbol)) return leaveOut(ledger, fields.row, 'cash-movement')
  const sign = signOf(type)
  if (sign === null)
    return complain(ledger, fields.row, fields.column('transaction type'), 'unknown-operation', type)
  noteTwin(ledger, fields)
  const trade = { account: null, symbol, name: null, ...moment, means: 'trade' } as const
  const signed = sign === 'out' ? negated(magnitude(quantity)) : quantity
  const moves: Move[] = [{ ...trade, ...costOf(fields, type, quantity), quantity: signed }]
  const other = /convert/i.test(type) ? converted(fields.text('notes')) : null
  if (other !== null) moves.push({ ...trade, ...other, currency: null, unitCost: null })
  count(ledger, fields.row, { moves })
}

/** Withdrawals from an exchange account of the same person arrive here, although they are called withdrawals. */
function signOf(type: string): 'in' | 'out' | null {
  if (/(?:pro|exchange) withdrawal|unwrap$/i.test(type)) return 'in'
  if (out.test(type)) return 'out'
  return comes.test(type) ? 'in' : null
}

function costOf(fields: Fields, type: string, quantity: string): Pick<Move, 'currency' | 'unitCost'> {
  const currency = fields.text('price currency', 'spot price currency') || null
  const total = readNumber(fields.text('total'), 'point')
  const isBought = paid.test(type) && total.kind === 'number' && /[1-9]/.test(quantity)
  return isBought
    ? { currency, unitCost: divided(magnitude(total.text), magnitude(quantity)) }
    : { currency: null, unitCost: null }
}

/** "Converted 0.00363125 BTC to 156.145683 XRP": what came. */
function converted(notes: string): { readonly symbol: string; readonly quantity: string } | null {
  const match = /\bto\s+([\d.,]+)\s+([A-Za-z0-9]+)\s*$/.exec(notes)
  const read = readNumber(match?.[1] ?? '', 'point')
  return read.kind === 'number' && match?.[2] !== undefined ? { symbol: match[2], quantity: read.text } : null
}

function noteTwin(ledger: Ledger, fields: Fields): void {
  const id = fields.text('id')
  if (id !== '' && ledger.ids.has(id))
    ledger.tally.notes.push({ line: fields.row.line, kind: 'same-id-twice', stated: id, found: null })
  ledger.ids.add(id)
}
