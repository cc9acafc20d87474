/** What is learnt from price files about a portfolio's classes, as it crosses from the thread that reads them to the page. */
import type { LeftOut, Step, Unaligned } from './alignment.ts'
import type { Experiment, Prices } from './experiment.ts'
import type { Coverage, ReadHistory, RefusedHistory } from './history.ts'
import type { Trace } from './labResult.ts'
import type { SourceText } from './mapping.ts'

/** One file of a person's; the number tells it from another of the same name. Null: the file tells what its numbers are. */
export interface HistorySource extends SourceText {
  readonly number: number
  readonly content: 'prices' | 'percent' | 'fraction' | null
}

/** A file that was read, without its observations: they stay in the thread. */
export interface HistoryAccount extends Omit<ReadHistory, 'series'> {
  readonly series: readonly SeriesAccount[]
}

export interface SeriesAccount extends Coverage {
  /** The header of the column that was read. */
  readonly column: string
}

/** Which series stands for a class. Several classes may share one. */
export interface SeriesPick {
  readonly class: string
  readonly source: number
  readonly symbol: string
}

export type EstimatorName = 'sample' | 'exponential' | 'constant-correlation' | 'identity'

/** Volatilities a year, in the order of the classes; correlations as rows. */
export interface ClassEstimate {
  readonly estimator: EstimatorName
  readonly volatility: readonly number[]
  readonly correlation: readonly (readonly number[])[]
  /** One standard error each; null where the estimator tells none. */
  readonly errors: ClassErrors | null
  /** How much a shrunk covariance takes of its target; null for others. */
  readonly intensity: number | null
  /** Steps after which an observation counts half; null where all count alike. */
  readonly halfLife: number | null
  /** The correlations contradicted themselves and the nearest that do not were taken. */
  readonly isRepaired: boolean
}

export interface ClassErrors {
  readonly volatility: readonly number[]
  readonly correlation: readonly (readonly number[])[]
}

/** The classes on the days that all their series know. */
export interface Study {
  readonly kind: 'studied'
  readonly classes: readonly string[]
  readonly step: Step
  readonly stepsPerYear: number
  readonly start: string
  readonly last: string
  readonly rows: number
  /** Its symbols are classes. */
  readonly leftOut: LeftOut
  readonly prices: Prices
  /** None where there are too few rows to have a deviation. */
  readonly estimates: readonly ClassEstimate[]
}

export type StudyOutcome = Study | Unaligned

/** What a history says about rebalancing, for the curious; rates are a year. */
export interface Curiosities {
  /** Nobody's skill: whoever holds the weights has it. */
  readonly diversificationReturn: { readonly formula: number; readonly observed: number }
  /** Rebalancing after one period of `span` steps beside holding on through the next. */
  readonly twoPeriods: readonly PeriodGain[]
  /** Each class against the rest, in their order; null for the whole portfolio in one. */
  readonly relative: readonly (Relative | null)[]
  /** How often the unit-root test would notice such half-lives in so many rows. */
  readonly power: readonly { readonly halfLifeYears: number; readonly power: number }[]
}

export interface PeriodGain {
  readonly span: number
  readonly pairs: number
  /** Of the initial value, per pair. */
  readonly meanGain: number
  readonly error: number
  /** Share of the pairs in which rebalancing gained. */
  readonly gained: number
  /** 95 % of the means of resampled pairs. */
  readonly interval: readonly [number, number]
}

export interface Relative {
  readonly halfLife: { readonly steps: number | null } | null
  readonly unitRoot: { readonly statistic: number; readonly probability: number } | null
  readonly varianceRatios: readonly {
    readonly span: number
    readonly ratio: number
    readonly probability: number
  }[]
}

/** The best of several policies tried on one history, and what is left of it. Ratios a year. */
export interface Deflated {
  readonly sharpe: number
  /** What luck alone gives the best of so many whose ratios spread like these. */
  readonly lucky: number
  /** That its true ratio is above that. */
  readonly probability: number
}

/** What the thread that reads histories is asked. */
export type HistoryAsk =
  | { readonly kind: 'read'; readonly source: HistorySource }
  | {
      readonly kind: 'study'
      readonly sources: readonly HistorySource[]
      readonly picks: readonly SeriesPick[]
    }
  | {
      readonly kind: 'wonder'
      readonly sources: readonly HistorySource[]
      readonly picks: readonly SeriesPick[]
      /** One for each pick, sum 1. */
      readonly weights: readonly number[]
    }
  | {
      readonly kind: 'deflate'
      /** One for each policy, a year. */
      readonly sharpes: readonly number[]
      readonly observations: number
      readonly stepsPerYear: number
    }
  /** Of a single history; every policy is followed day by day, so few of them. */
  | { readonly kind: 'trace'; readonly experiment: Experiment }

export type HistoryAnswer =
  | { readonly kind: 'read'; readonly file: HistoryAccount | RefusedHistory }
  | { readonly kind: 'study'; readonly outcome: StudyOutcome }
  /** Null where there are too few rows. */
  | { readonly kind: 'wonder'; readonly found: Curiosities | null }
  | { readonly kind: 'deflate'; readonly deflated: Deflated }
  | { readonly kind: 'trace'; readonly traces: readonly Trace[] }
