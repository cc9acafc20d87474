/** Ghostfolio's activities as a table: buys and sells by symbol; what is neither changes no quantity. */
import { Decimal, textOf } from '../../domain/decimal.ts'
import { hasAll } from '../columns.ts'
import { divided } from '../decimals.ts'
import { isCurrency } from '../holdings.ts'
import {
  complain,
  count,
  type Fields,
  leaveOut,
  type Ledger,
  type Moment,
  momentIn,
  type Move,
  negated,
  numberIn,
} from './ledger.ts'
import type { LedgerStyle } from './table.ts'

export const ghostfolio: LedgerStyle = {
  source: 'ghostfolio',
  isHeader: (cells) => hasAll(cells, ['date', 'code', 'action', 'price', 'quantity']),
  read: readRecord,
}

/** An activity, whichever way its file writes it. */
export interface Activity {
  readonly action: string
  readonly symbol: string
  readonly name: string | null
  readonly account: string | null
  readonly currency: string
  readonly quantity: string
  readonly price: string
  readonly fee: string
}

/** Actions that pay, cost or describe something, and hold nothing. */
const holdsNothing = /^(dividend|fee|interest|item|liability)$/i

function readRecord(ledger: Ledger, fields: Fields): void {
  const action = fields.text('action', 'type')
  const symbol = fields.text('code', 'symbol')
  const currency = fields.text('currency')
  const moment = momentIn(ledger, fields, 'day-first', 'date')
  const quantity = moment === undefined ? undefined : numberIn(ledger, fields, 'point', 'quantity')
  const price = quantity === undefined ? undefined : numberIn(ledger, fields, 'point', 'price')
  const fee = price === undefined ? undefined : numberIn(ledger, fields, 'point', 'fee')
  if (moment === undefined || quantity === undefined || price === undefined || fee === undefined) return
  if (/[<>]/.test(symbol) || symbol === '')
    return complain(ledger, fields.row, fields.column('code', 'symbol'), 'symbol-damaged', symbol)
  if (!isCurrency(currency) && !isMinor(currency))
    return complain(ledger, fields.row, fields.column('currency'), 'not-a-currency', currency)
  if (holdsNothing.test(action)) return leaveOut(ledger, fields.row, 'cash-movement')
  const isManual = fields.text('datasource') === 'MANUAL'
  const activity = {
    action,
    symbol,
    name: isManual ? symbol : null,
    account: fields.text('account') || null,
    currency,
    quantity: quantity ?? '0',
    price: price ?? '0',
    fee: fee ?? '0',
  }
  const move = moveOf(activity, moment)
  if (move === null)
    return complain(ledger, fields.row, fields.column('action', 'type'), 'unknown-operation', action)
  count(ledger, fields.row, { moves: [move] })
}

/** Currencies that are a hundredth of another, as data providers call them. */
const minors: Readonly<Record<string, string>> = { GBp: 'GBP', GBX: 'GBP', ZAc: 'ZAR', ILA: 'ILS' }

export function isMinor(currency: string): boolean {
  return Object.hasOwn(minors, currency)
}

/** What an activity moves: null where its action is neither a purchase nor a sale. */
export function moveOf(activity: Activity, moment: Moment): Move | null {
  const { action, quantity } = activity
  if (!/^(buy|sell)$/i.test(action)) return null
  const isBought = /^buy$/i.test(action)
  return {
    account: activity.account,
    symbol: activity.symbol,
    name: activity.name,
    currency: minors[activity.currency] ?? activity.currency,
    ...moment,
    quantity: isBought ? quantity : negated(quantity),
    means: 'trade',
    unitCost: isBought && /[1-9]/.test(quantity) ? costOf(activity) : null,
  }
}

function costOf({ quantity, price, fee, currency }: Activity): string {
  const cost = new Decimal(price).times(quantity).plus(fee)
  return divided(textOf(isMinor(currency) ? cost.dividedBy(100) : cost), quantity)
}
