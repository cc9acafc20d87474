/** The trade list as a CSV file: one order a record, with its costs, its reason and the document it was planned from. */
import { decimalOf, one, sumOf, textOf } from '../domain/decimal.ts'
import type { Portfolio } from '../domain/document.ts'
import type { Plan, Trade } from '../domain/plan.ts'
import { type Names, namesOf, sentenceOfReason } from '../domain/planWords.ts'
import { rateOf } from '../domain/weights.ts'
import { type Cell, csvOf, plain, text } from './csv.ts'

/** Commission, spread and impact are in `currency`; gas and the sum of all costs are in `costs currency`. */
const header = [
  'account',
  'account name',
  'side',
  'symbol',
  'name',
  'quantity',
  'price',
  'currency',
  'value',
  'commission',
  'spread',
  'impact',
  'gas',
  'costs',
  'costs currency',
  'reason',
  'plan hash',
  'as of',
]

/**
 * The orders of a plan in its own order; only the header for a plan without orders. `document` is what was planned;
 * null where it could not even be read, which leaves a plan without orders.
 */
export function tradesCsv(plan: Plan, document: Portfolio | null): string {
  if (document === null) return csvOf(header, [])
  const look = lookUp(document)
  return csvOf(
    header,
    plan.trades.map((trade) => [
      ...orderCells(trade, look),
      ...costCells(trade, look),
      text(sentenceOfReason(trade.because, look.names)),
      plain(plan.documentHash),
      plain(document.asOf),
    ]),
  )
}

interface LookUp {
  readonly document: Portfolio
  readonly names: Names
  readonly accounts: ReadonlyMap<string, Portfolio['accounts'][number]>
  readonly instruments: ReadonlyMap<string, Portfolio['instruments'][number]>
}

function lookUp(document: Portfolio): LookUp {
  return {
    document,
    names: namesOf(document),
    accounts: new Map(document.accounts.map((account) => [account.id, account])),
    instruments: new Map(document.instruments.map((instrument) => [instrument.id, instrument])),
  }
}

function currencyOf(trade: Trade, look: LookUp): string {
  return look.instruments.get(trade.instrument)?.currency ?? look.document.baseCurrency
}

function orderCells(trade: Trade, look: LookUp): Cell[] {
  return [
    text(trade.account),
    text(look.accounts.get(trade.account)?.name ?? ''),
    plain(trade.side),
    text(trade.instrument),
    text(look.instruments.get(trade.instrument)?.name ?? ''),
    plain(trade.quantity),
    plain(trade.price),
    plain(currencyOf(trade, look)),
    plain(trade.value),
  ]
}

/** The sum is exact: nothing is rounded when costs in a foreign currency are added to gas. */
function costCells({ costs, ...trade }: Trade, look: LookUp): Cell[] {
  const { document } = look
  const currency = currencyOf({ costs, ...trade }, look)
  const rate = currency === document.baseCurrency ? one : rateOf(document, currency)
  const own = sumOf([costs.commission, costs.spread, costs.impact].map(decimalOf))
  const total = own.times(rate).plus(decimalOf(costs.gas))
  const places = Math.max(...[costs.commission, costs.gas].map((amount) => amount.split('.')[1]?.length ?? 0))
  const { commission, spread, impact, gas } = costs
  return [
    ...[commission, spread, impact, gas, textOf(total, places)].map(plain),
    plain(document.baseCurrency),
  ]
}
