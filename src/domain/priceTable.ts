/** What a pasted table of prices holds: prices with their day, and the cells that could not be read. */

export interface PriceEntry {
  readonly line: number
  readonly symbol: string
  /** Decimal text, above zero. */
  readonly price: string
  /** The day the table states for it, else the day the reader was given, else null. */
  readonly priceAsOf: string | null
  readonly currency: string | null
}

export interface PriceProblem {
  readonly line: number
  /** The cell of the record, from 0. */
  readonly column: number
  readonly kind: PriceProblemKind
  readonly text: string
}

export type PriceProblemKind =
  | 'not-a-number'
  | 'not-positive'
  | 'not-a-day'
  | 'not-a-currency'
  | 'symbol-missing'
  | 'price-missing'
  | 'quantity-missing'
  | 'gain-missing'
  | 'symbol-twice'
  | 'unclosed-quote'

export interface PriceTable {
  readonly prices: readonly PriceEntry[]
  readonly problems: readonly PriceProblem[]
}
