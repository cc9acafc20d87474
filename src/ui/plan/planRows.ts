/** What a plan's trades are in one currency and under their names: derived once, eaten by table, pictures and sums. */
import { decimalOf, sumOf, zero, type Decimal } from '../../domain/decimal.ts'
import type { Instrument, Portfolio } from '../../domain/document.ts'
import type { Plan, Side, Trade } from '../../domain/plan.ts'
import { namesOf, sentenceOfReason } from '../../domain/planWords.ts'
import { rateOf } from '../../domain/weights.ts'
import { instrumentsById } from '../instrumentsById.ts'

/** The kinds of cost, in the order in which they are always named. */
export const costKinds = ['commission', 'spread', 'impact', 'gas'] as const
export type CostKind = (typeof costKinds)[number]

/** One trade as the page shows it; amounts of the base currency are called so. */
export interface TradeRow {
  readonly id: string
  readonly account: string
  readonly accountName: string
  readonly instrument: string
  readonly instrumentName: string
  readonly side: Side
  readonly quantity: Decimal
  readonly price: Decimal
  readonly currency: string
  readonly value: Decimal
  readonly baseValue: Decimal
  readonly baseCosts: Readonly<Record<CostKind, Decimal>>
  readonly baseCost: Decimal
  readonly phase: number
  readonly reason: string
  /** What the plan would be without it, in words; null while that is not known. */
  readonly without: string | null
  /** The price up to which, or down to which, it still pays for itself within the cash there is; null while not known. */
  readonly limit: Decimal | null
}

/** The plan's trades in the order in which they are to be placed. The plan may answer an older document than this. */
export function tradeRowsOf(plan: Plan, document: Portfolio): readonly TradeRow[] {
  const instruments = instrumentsById(document.instruments)
  const names = namesOf(document)
  return plan.trades.map((trade) => {
    const instrument = instruments.get(trade.instrument)
    return {
      ...amountsOf(trade, instrument, document),
      id: `${trade.account}\n${trade.instrument}`,
      account: trade.account,
      accountName: names.account(trade.account),
      instrument: trade.instrument,
      instrumentName: instrument?.name ?? '',
      side: trade.side,
      phase: trade.phase,
      reason: sentenceOfReason(trade.because, names),
      without: null,
      limit: null,
    }
  })
}

type Amounts = Pick<
  TradeRow,
  'quantity' | 'price' | 'currency' | 'value' | 'baseValue' | 'baseCosts' | 'baseCost'
>

/** Costs are in the instrument's currency, gas in the base currency. */
function amountsOf(trade: Trade, instrument: Instrument | undefined, document: Portfolio): Amounts {
  const currency = instrument?.currency ?? document.baseCurrency
  const rate = rateOf(document, currency)
  const value = decimalOf(trade.value)
  const baseCosts = {
    commission: decimalOf(trade.costs.commission).times(rate),
    spread: decimalOf(trade.costs.spread).times(rate),
    impact: decimalOf(trade.costs.impact).times(rate),
    gas: decimalOf(trade.costs.gas),
  }
  return {
    quantity: decimalOf(trade.quantity),
    price: decimalOf(trade.price),
    currency,
    value,
    baseValue: value.times(rate),
    baseCosts,
    baseCost: sumOf(Object.values(baseCosts)),
  }
}

export interface TradeSums {
  readonly bought: Decimal
  readonly sold: Decimal
  readonly cost: Decimal
  readonly count: number
}

/** What some trades come to, in the base currency. */
export function sumsOf(rows: readonly TradeRow[]): TradeSums {
  const side = (which: Side): Decimal =>
    sumOf(rows.filter((row) => row.side === which).map((row) => row.baseValue))
  return {
    bought: side('buy'),
    sold: side('sell'),
    cost: sumOf(rows.map((row) => row.baseCost)),
    count: rows.length,
  }
}

/** The rows by account, accounts in order of their first row. */
export function byAccount(rows: readonly TradeRow[]): ReadonlyMap<string, readonly TradeRow[]> {
  const groups = new Map<string, TradeRow[]>()
  for (const row of rows) groups.set(row.account, [...(groups.get(row.account) ?? []), row])
  return groups
}

/** What exchanging currencies costs, in the base currency. */
export function conversionCost(plan: Plan): Decimal {
  return plan.conversions.length === 0 ? zero : sumOf(plan.conversions.map((each) => decimalOf(each.cost)))
}
