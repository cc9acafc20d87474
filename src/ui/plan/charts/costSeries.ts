/** What the plan costs by kind, in the base currency; exchanging currencies is a kind of its own. */
import { sumOf, type Decimal } from '../../../domain/decimal.ts'
import { money } from '../../format.ts'
import { costKinds, type TradeRow } from '../planRows.ts'

export interface CostBar {
  readonly name: string
  readonly value: number
  readonly exact: Decimal
  readonly text: string
  readonly words: string
}

const names = { commission: 'Commission', spread: 'Spread', impact: 'Impact', gas: 'Gas' } as const

/** Kinds that cost something, in their usual order. */
export function costSeriesOf(
  rows: readonly TradeRow[],
  converting: Decimal,
  currency: string,
): readonly CostBar[] {
  const kinds = costKinds.map((kind) => [names[kind], sumOf(rows.map((row) => row.baseCosts[kind]))] as const)
  return [...kinds, ['Conversion', converting] as const]
    .filter(([, sum]) => !sum.isZero())
    .map(([name, sum]) => {
      const text = money(sum, currency)
      return { name, value: sum.toNumber(), exact: sum, text, words: `${name}: ${text}` }
    })
}

export function costSummary(bars: readonly CostBar[]): string {
  return bars.length === 0
    ? 'The plan costs nothing.'
    : `${bars.map((bar) => `${bar.name} ${bar.text}`).join(', ')}.`
}
