/** What a pasted table of sales holds: sales with their gains, and the cells that could not be read. */
import type { PriceProblem } from './priceTable.ts'

export interface SaleEntry {
  readonly line: number
  /** As the table names it; null where it names none. */
  readonly account: string | null
  readonly symbol: string
  readonly quantity: string
  readonly acquired: string | null
  readonly sold: string
  readonly gain: string
}

export interface SaleTable {
  readonly sales: readonly SaleEntry[]
  readonly problems: readonly PriceProblem[]
}
