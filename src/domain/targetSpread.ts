/** How targets move when their estimates are drawn again: what is asked, and the intervals that come back, growing with the draws. */
import type { Prices } from './experiment.ts'
import type { EstimatorName } from './historyStudy.ts'
import type { BuildQuestion } from './targetBuild.ts'

export interface SpreadQuestion {
  readonly build: BuildQuestion
  readonly estimator: EstimatorName
  /** Of the prices' lists: every class of the targets but cash. */
  readonly classes: readonly string[]
  readonly prices: Prices
  /** Rows of prices a year. */
  readonly stepsPerYear: number
}

/** 90 % of the draws lie in it; null while there is none. */
export interface Range {
  readonly low: number
  readonly high: number
}

/** Of one of the alternatives, in the order of the classes. */
export interface Spread {
  /** Draws that nothing could be built from. */
  readonly refused: number
  readonly weights: readonly (Range | null)[]
  readonly contributions: readonly (Range | null)[]
  /** As each draw tells it. */
  readonly volatility: Range | null
  /** Of each draw's weights by the estimates from all rows: what noise in them leads to. */
  readonly attained: Range | null
  readonly diversification: Range | null
}

/** Built against another, draw by draw. */
export interface SpreadDifference {
  /** Of the attained volatilities. */
  readonly volatility: Range | null
  /** Chance alone could have made it. */
  readonly isTie: boolean
  /** By class: chance alone could have made the difference of weights. */
  readonly ties: readonly boolean[]
}

export interface SpreadAnswer {
  readonly drawn: number
  readonly of: number
  /** The order of everything that goes by class. */
  readonly classes: readonly string[]
  readonly present: Spread | null
  readonly targets: Spread
  readonly built: Spread
  readonly fromTargets: SpreadDifference
  readonly fromPresent: SpreadDifference | null
  /** Rows that are drawn together, on average. */
  readonly meanBlock: number
}

/** The question begins; null goes on with it. */
export interface SpreadAsk {
  readonly question: SpreadQuestion | null
}
