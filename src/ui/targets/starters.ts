/** Trees to begin with: shapes to change, not advice. */
import type { Portfolio, Target } from '../../domain/document.ts'

export interface Starter {
  readonly name: string
  readonly hint: string
  readonly apply: (document: Portfolio) => Portfolio
}

const target = (id: string, name: string, weight: string, parent: string | null = null): Target => ({
  class: id,
  name,
  parent,
  weight,
  band: null,
  location: null,
})

export const starters: readonly Starter[] = [
  {
    name: 'Two classes and cash',
    hint: 'Stocks, bonds and a little cash, in round numbers to be changed.',
    apply: (document) => ({
      ...document,
      targets: [
        target('stock', 'Stocks', '0.6'),
        target('bond', 'Bonds', '0.38'),
        target('cash', 'Cash', '0.02'),
      ],
    }),
  },
  {
    name: 'A tree',
    hint: 'Stocks divided by region, bonds, coins and cash.',
    apply: (document) => ({
      ...document,
      targets: [
        target('stock', 'Stocks', '0.65'),
        target('us-stock', 'US stocks', '0.6', 'stock'),
        target('intl-stock', 'International stocks', '0.4', 'stock'),
        target('bond', 'Bonds', '0.28'),
        target('crypto', 'Coins', '0.05'),
        target('cash', 'Cash', '0.02'),
      ],
    }),
  },
]
