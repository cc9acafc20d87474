/** Binance's statement of every change: by wallet, operation and coin. */
import { hasAll } from '../columns.ts'
import { binanceCoin, isMoney } from './coins.ts'
import { count, type Fields, leaveOut, type Ledger, momentIn, numberIn } from './ledger.ts'
import type { LedgerStyle } from './table.ts'

export const binance: LedgerStyle = {
  source: 'binance',
  isHeader: (cells) => hasAll(cells, ['utc time', 'operation', 'coin', 'change']),
  read: readRecord,
}

/** Words of the operations that Binance documents or exports; an amount is signed whatever it is called. */
const known =
  /buy|sell|fee|deposit|withdraw|transaction|transfer|reward|interest|staking|savings|purchase|redemption|subscription|distribution|airdrop|commission|rebate|referral|convert|exchange|dust|launchpool|mining|liquid swap|swap|loan|repay|margin|funding|realized|insurance|card|cashback|pool|earn|auto-invest|asset recovery|fiat|p2p|nft|gift|crypto box|token|dividend|bnb vault|eth 2\.0|pos |locked|simple|futures|isolated|bonus|voucher|merchant|pay|send|large otc|strategy|hashrate|refund|adjust/i

function readRecord(ledger: Ledger, fields: Fields): void {
  const coin = fields.text('coin')
  if (coin === '' || fields.text('change') === '') return leaveOut(ledger, fields.row, 'incomplete-record')
  const quantity = numberIn(ledger, fields, 'point', 'change')
  const moment = typeof quantity === 'string' ? momentIn(ledger, fields, 'day-first', 'utc time') : undefined
  if (typeof quantity !== 'string' || moment === undefined) return
  const operation = fields.text('operation')
  if (!known.test(operation))
    ledger.tally.notes.push({
      line: fields.row.line,
      kind: 'operation-guessed',
      stated: operation,
      found: null,
    })
  const account = fields.text('account') || null
  if (isMoney(coin))
    return count(ledger, fields.row, { cash: [{ account, currency: coin, amount: quantity }] })
  const what = { account, symbol: binanceCoin(coin), name: null, currency: null, means: 'trade' } as const
  count(ledger, fields.row, { moves: [{ ...what, ...moment, quantity, unitCost: null }] })
}
