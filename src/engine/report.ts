/** The plan's numbers as text: rows, trades, cash, conversions and totals, each with the decimals it deserves. */
import { minorDecimals } from '../domain/currency.ts'
import { Decimal, roundedText, sumOf, textOf, zero } from '../domain/decimal.ts'
import type { Portfolio } from '../domain/document.ts'
import type { Drift } from '../domain/drift.ts'
import type { ByTerm } from '../domain/netting.ts'
import type { CashResult, Conversion, GainsByTerm, PlanRow, Totals, Trade, WashSale } from '../domain/plan.ts'
import { trackingErrorOf } from '../domain/trackingError.ts'
import { rateOf } from '../domain/weights.ts'
import type { After } from './after.ts'
import { weightDecimals } from './digits.ts'
import { reasonOf } from './explain.ts'
import type { Order } from './ledger.ts'
import { lotSold, partsOf } from './lots.ts'
import type { Settled } from './settle.ts'
import type { Taxation } from './taxation.ts'

/** Without an after, where a plan was refused, rows stay where they are. */
export function rowsOf(drift: Drift, after: After | null): PlanRow[] {
  const text = (value: Decimal): string => roundedText(value, weightDecimals)
  return drift.rows.map((row, at) => ({
    class: row.class,
    target: text(row.target),
    low: text(row.band.low),
    high: text(row.band.high),
    before: text(row.weight),
    after: text(after?.weights[at] ?? row.weight),
    breached: row.breached,
  }))
}

export function tradesOf(document: Portfolio, drift: Drift, after: After, settled: Settled): Trade[] {
  return settled.orders.map((order) => {
    const { account, instrument } = order.slot.permit
    const places = minorDecimals(instrument.currency)
    return {
      account: account.id,
      instrument: instrument.id,
      side: order.side,
      quantity: textOf(order.quantity),
      price: instrument.price ?? '0',
      value: textOf(order.value, places),
      phase: document.policy.sellsFirst && order.side === 'buy' ? 2 : 1,
      costs: {
        commission: textOf(order.commission, places),
        spread: textOf(order.spread, places),
        impact: textOf(order.impact, places),
        gas: textOf(order.gas, minorDecimals(document.baseCurrency)),
      },
      lots: (settled.sold.get(order) ?? partsOf(document, order)).map((part) =>
        lotSold(order, part, document.baseCurrency),
      ),
      because: reasonOf(document, drift, after, order),
    }
  })
}

export function conversionResults(document: Portfolio, settled: Settled): Conversion[] {
  return settled.conversions.map((each) => ({
    account: each.account,
    from: each.from,
    to: each.to,
    amountFrom: textOf(each.amountFrom, minorDecimals(each.from)),
    amountTo: textOf(each.amountTo, minorDecimals(each.to)),
    cost: textOf(each.cost, minorDecimals(document.baseCurrency)),
  }))
}

export function cashResults(settled: Settled): CashResult[] {
  return settled.purses.map((purse) => {
    const text = (value: Decimal): string => textOf(value, minorDecimals(purse.currency))
    return {
      account: purse.account,
      currency: purse.currency,
      before: text(purse.before),
      flow: text(purse.flow),
      sold: text(purse.sold),
      bought: text(purse.bought),
      converted: text(purse.converted),
      costs: text(purse.costs),
      after: text(purse.after),
    }
  })
}

/** Turnover is one-way: sum |value| / 2v, v the total before costs with flows in it. Without a taxation nothing is said of taxes. */
export function totalsOf(
  document: Portfolio,
  drift: Drift,
  after: After,
  settled: Settled,
  taxation: Taxation | null,
): Totals {
  const places = minorDecimals(document.baseCurrency)
  const gross = sumOf(settled.orders.map((order) => inBase(document, order)))
  return {
    valueBefore: textOf(drift.total, places),
    valueAfter: textOf(after.total, places),
    turnover: roundedText(gross.dividedBy(drift.total.times(2)), weightDecimals),
    cost: textOf(settled.costs, places),
    tax: textOf(taxation?.tax ?? zero, places),
    gains: taxation && termTexts(taxation.gains, places),
    carryForward: taxation && termTexts(taxation.carryForward, places),
    trackingErrorBefore: errorText(trackingErrorOf(document, drift.rows)),
    trackingErrorAfter: errorText(trackingErrorOf(document, drift.rows, after.weights)),
    maxDriftAfter: roundedText(farthestDrift(drift, after), weightDecimals),
  }
}

function termTexts({ short, long }: ByTerm, places: number): GainsByTerm {
  return { short: roundedText(short, places), long: roundedText(long, places) }
}

/** Every sale of which a loss is disallowed, by the plan or before it. */
export function washResults(document: Portfolio, taxation: Taxation | null): WashSale[] {
  const money = (amount: Decimal): string => roundedText(amount, minorDecimals(document.baseCurrency))
  return (taxation?.washed ?? []).map((sale) => ({
    account: sale.account,
    instrument: sale.instrument,
    sold: sale.day,
    acquired: sale.acquired,
    quantity: textOf(sale.quantity),
    loss: money(sale.loss),
    replacedBy: sale.replacedBy.map((each) => ({
      account: each.account,
      instrument: each.instrument,
      acquired: each.day,
      quantity: textOf(each.quantity),
      loss: money(each.loss),
      lostForGood: each.lostForGood,
    })),
  }))
}

export function errorText(error: Decimal | null): string | null {
  return error && roundedText(error, weightDecimals)
}

/** The largest absolute drift of any row. */
export function farthestDrift(drift: Drift, after: After): Decimal {
  return drift.rows.reduce(
    (most, row, at) => Decimal.max(most, (after.weights[at] ?? zero).minus(row.target).abs()),
    zero,
  )
}

function inBase(document: Portfolio, order: Order): Decimal {
  return order.value.times(rateOf(document, order.slot.permit.instrument.currency))
}
