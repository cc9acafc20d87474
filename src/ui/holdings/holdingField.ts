/** What every column of the holdings grid is given and is. */
import type { Decimal } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import type { Valuation } from '../../domain/weights.ts'
import type { GridField } from './field.ts'
import type { HoldingRow } from './rows.ts'

export type HoldingField = GridField<HoldingRow>

/** What the columns need besides their row. */
export interface HoldingContext {
  readonly document: Portfolio
  /** Worth of everything in base currency, as far as it counts in weights. */
  readonly total: Decimal
  /** The share of an account's money that counts, where that is not all of it. */
  readonly counted?: Valuation['counted']
  readonly accountValue: (account: string) => Decimal
}
