/** What is bought and sold of each instrument over all accounts, in the base currency. */
import { zero, type Decimal } from '../../../domain/decimal.ts'
import { roundMoney } from '../../format.ts'
import type { TradeRow } from '../planRows.ts'

export interface OrderBar {
  readonly name: string
  /** Sells are below zero, so that they lie to the other side. */
  readonly bought: number
  readonly sold: number
  readonly soldText: string
  readonly boughtText: string
  readonly text: string
}

interface Sum {
  readonly bought: Decimal
  readonly sold: Decimal
}

/** Instruments by what they move in all, the largest first. */
export function orderSeriesOf(rows: readonly TradeRow[], currency: string): readonly OrderBar[] {
  const sums = new Map<string, Sum>()
  for (const row of rows) {
    const before = sums.get(row.instrument) ?? { bought: zero, sold: zero }
    const side = row.side === 'buy' ? 'bought' : 'sold'
    sums.set(row.instrument, { ...before, [side]: before[side].plus(row.baseValue) })
  }
  return [...sums]
    .toSorted(([, a], [, b]) => b.bought.plus(b.sold).comparedTo(a.bought.plus(a.sold)))
    .map(([name, sum]) => ({
      name,
      bought: sum.bought.toNumber(),
      sold: -sum.sold.toNumber(),
      soldText: sum.sold.isZero() ? '' : roundMoney(sum.sold, currency),
      boughtText: sum.bought.isZero() ? '' : roundMoney(sum.bought, currency),
      text: textOf(sum, currency),
    }))
}

function textOf({ bought, sold }: Sum, currency: string): string {
  const buys = bought.isZero() ? [] : [`buy ${roundMoney(bought, currency)}`]
  const sells = sold.isZero() ? [] : [`sell ${roundMoney(sold, currency)}`]
  return [...sells, ...buys].join(', ')
}

/** Both sides reach equally far, so that lengths compare. */
export function orderReach(bars: readonly OrderBar[]): number {
  return Math.max(1, ...bars.flatMap((bar) => [bar.bought, -bar.sold]))
}

export function orderSummary(bars: readonly OrderBar[]): string {
  return bars.length === 0
    ? 'Nothing is bought or sold.'
    : `${bars.map((bar) => `${bar.name}: ${bar.text}`).join('; ')}.`
}
