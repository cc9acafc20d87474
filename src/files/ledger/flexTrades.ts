/** Interactive Brokers' Flex query of trades: every execution, with its commission. */
import { Decimal, textOf } from '../../domain/decimal.ts'
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
  negated,
  numberIn,
} from './ledger.ts'
import type { LedgerStyle } from './table.ts'

export const flexTrades: LedgerStyle = {
  source: 'ibkr',
  isHeader: (cells) => hasAll(cells, ['symbol', 'quantity', 'tradeprice', 'buy/sell']),
  read: readRecord,
}

function readRecord(ledger: Ledger, fields: Fields): void {
  // Orders and closed lots repeat the executions that they are made of.
  const level = fields.text('levelofdetail')
  if (level !== '' && !/^execution$/i.test(level)) return leaveOut(ledger, fields.row, 'transaction')
  const quantity = numberIn(ledger, fields, 'point', 'quantity')
  const price = quantity === undefined ? undefined : numberIn(ledger, fields, 'point', 'tradeprice')
  const commission = price === undefined ? undefined : numberIn(ledger, fields, 'point', 'ibcommission')
  const moment =
    commission === undefined
      ? undefined
      : momentIn(ledger, fields, 'day-first', 'datetime', 'date/time', 'tradedate')
  if (quantity === undefined || price === undefined || commission === undefined || moment === undefined)
    return
  if (quantity === null)
    return complain(ledger, fields.row, fields.column('quantity'), 'quantity-missing', '')
  const side = fields.text('buy/sell')
  if (!/^(buy|sell)\b/i.test(side))
    return complain(ledger, fields.row, fields.column('buy/sell'), 'unknown-operation', side)
  const size = magnitude(quantity)
  const isBought = /^buy/i.test(side)
  const isOption = /^(opt|fop|war|fut)$/i.test(fields.text('assetclass'))
  count(ledger, fields.row, {
    moves: [
      {
        account: fields.text('clientaccountid') || null,
        symbol: fields.text('symbol') || null,
        name: fields.text('description') || null,
        currency: fields.text('currencyprimary', 'currency') || null,
        ...moment,
        quantity: isBought ? size : negated(size),
        means: 'trade',
        unitCost: isBought && price !== null ? withCommission(fields, price, commission, size) : null,
        ...(isOption && { type: 'option' }),
      },
    ],
  })
}

/** The price with its share of the commission, where that is charged in the trade's own currency. */
function withCommission(fields: Fields, price: string, commission: string | null, size: string): string {
  const isSame = fields.text('ibcommissioncurrency') === fields.text('currencyprimary', 'currency')
  if (commission === null || !isSame || !/[1-9]/.test(size)) return price
  const cost = new Decimal(price).times(size).minus(commission)
  return divided(textOf(cost), size)
}
