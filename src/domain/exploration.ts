/** What one policy band would mean for the present plan: a point of the threshold picture. */
import type { Band } from './document.ts'

export interface Exploration {
  readonly band: Band
  /** How many rows fire; 0 when the plan holds. */
  readonly fired: number
  readonly trades: number
  /** Fraction of the total, one-way. */
  readonly turnover: string
  /** Expense in base currency. */
  readonly cost: string
  /** Distance to the aims after the plan, as in the certificate. */
  readonly distance: string
}
