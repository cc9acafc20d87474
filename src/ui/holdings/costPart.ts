/** What every part of the cost editor is given. */
import type { Cost, Instrument, Portfolio } from '../../domain/document.ts'

export interface CostPartProps {
  readonly document: Portfolio
  readonly instrument: Instrument
  /** Where the costs stand in the document. */
  readonly path: string
  /** What the step is called in the list of what can be undone. */
  readonly step: string
  readonly set: (document: Portfolio, change: (cost: Cost) => Cost) => Portfolio
}
