/** What is bought and sold of each instrument over all accounts, in the base currency. */
import { zero, type Decimal } from '../../../domain/decimal.ts'
import { roundMoney } from '../../format.ts'
import type { TradeRow } from '../planRows.ts'

export interface OrderBar {
  readonly name: string
  /** Length as a share of the longest that is drawn; what is sold lies below zero, to the other side. */
  readonly boughtShare: number
  readonly soldSide: number
  readonly soldText: string
  readonly boughtText: string
  readonly words: string
}

interface Sum {
  readonly bought: Decimal
  readonly sold: Decimal
}

/** Instruments by what they move in all, the largest first. */
export function orderSeriesOf(rows: readonly TradeRow[], currency: string): readonly OrderBar[] {
  const sums = sumsByInstrument(rows)
  const reach = reachOf([...sums.values()])
  return [...sums]
    .toSorted(([, a], [, b]) => b.bought.plus(b.sold).comparedTo(a.bought.plus(a.sold)))
    .map(([name, sum]) => barOf(name, sum, reach, currency))
}

function sumsByInstrument(rows: readonly TradeRow[]): ReadonlyMap<string, Sum> {
  const sums = new Map<string, Sum>()
  for (const row of rows) {
    const before = sums.get(row.instrument) ?? { bought: zero, sold: zero }
    const side = row.side === 'buy' ? 'bought' : 'sold'
    sums.set(row.instrument, { ...before, [side]: before[side].plus(row.baseValue) })
  }
  return sums
}

/** An instrument that is both bought and sold has its values at the ends of its bars, which then need room. */
const roomForBoth = 1.5

/** Both sides reach equally far, so that lengths compare. */
function reachOf(sums: readonly Sum[]): number {
  const most = Math.max(1, ...sums.flatMap((sum) => [sum.bought.toNumber(), sum.sold.toNumber()]))
  const both = sums.some((sum) => !sum.bought.isZero() && !sum.sold.isZero())
  return most * (both ? roomForBoth : 1)
}

function barOf(name: string, sum: Sum, reach: number, currency: string): OrderBar {
  const shown = (amount: Decimal): string => (amount.isZero() ? '' : roundMoney(amount, currency))
  const [soldText, boughtText] = [shown(sum.sold), shown(sum.bought)]
  return {
    name,
    boughtShare: sum.bought.toNumber() / reach,
    soldSide: sum.sold.isZero() ? 0 : -sum.sold.toNumber() / reach,
    soldText,
    boughtText,
    words: `${name}: ${[soldText && `sell ${soldText}`, boughtText && `buy ${boughtText}`].filter(Boolean).join(', ')}`,
  }
}

export function orderSummary(bars: readonly OrderBar[]): string {
  return bars.length === 0 ? 'Nothing is bought or sold.' : `${bars.map((bar) => bar.words).join('; ')}.`
}
