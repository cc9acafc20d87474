/** Kraken's ledgers: every change of every balance, the fee beside it, and the balance after it. */
import { Decimal, textOf } from '../../domain/decimal.ts'
import { hasAll } from '../columns.ts'
import { readNumber } from '../numbers.ts'
import { isMoney, krakenCoin } from './coins.ts'
import { count, type Fields, leaveOut, type Ledger, type Moment, momentIn, numberIn } from './ledger.ts'
import type { LedgerStyle } from './table.ts'

export const kraken: LedgerStyle = {
  source: 'kraken',
  isHeader: (cells) => hasAll(cells, ['txid', 'refid', 'asset', 'amount', 'fee']),
  read: readRecord,
}

function readRecord(ledger: Ledger, fields: Fields): void {
  if (fields.text('txid') === '') return leaveOut(ledger, fields.row, 'provisional')
  const amount = numberIn(ledger, fields, 'point', 'amount')
  const fee = amount === undefined ? undefined : numberIn(ledger, fields, 'point', 'fee')
  const moment = fee === undefined ? undefined : momentIn(ledger, fields, 'day-first', 'time')
  if (amount === undefined || fee === undefined || moment === undefined) return
  if (amount === null) return leaveOut(ledger, fields.row, 'incomplete-record')
  const symbol = krakenCoin(fields.text('asset'))
  noteBalance(ledger, fields, symbol, moment)
  const quantity = textOf(new Decimal(amount).minus(fee ?? '0'))
  if (isMoney(symbol))
    return count(ledger, fields.row, { cash: [{ account: null, currency: symbol, amount: quantity }] })
  const move = { account: null, symbol, name: null, currency: null, means: 'trade', unitCost: null } as const
  count(ledger, fields.row, { moves: [{ ...move, ...moment, quantity }] })
}

function noteBalance(ledger: Ledger, fields: Fields, symbol: string, { at }: Moment): void {
  const balance = readNumber(fields.text('balance'), 'point')
  if (balance.kind !== 'number') return
  const asset = fields.text('asset')
  ledger.stated.push({ asset, symbol, isMoney: isMoney(symbol), at, balance: balance.text })
}
