/** What a pasted table of lots holds: lots of one position, and the cells that could not be read. */
import type { PriceProblem } from './priceTable.ts'

export interface LotEntry {
  readonly line: number
  readonly quantity: string
  readonly acquired: string | null
  readonly unitCost: string | null
}

export interface LotTable {
  readonly lots: readonly LotEntry[]
  readonly problems: readonly PriceProblem[]
}
