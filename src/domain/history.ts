/** A price history as a file tells it: dated observations per symbol, what is missing, and what looks wrong. */
import type { RefusalReason } from './import.ts'

/**
 * One symbol's observations, oldest first. They are float64, unlike the prices of documents: nothing is settled in them,
 * only ratios are estimated from them, and a file holds hundreds of thousands.
 */
export interface PriceSeries {
  readonly symbol: string
  readonly file: string
  /** The header of the column that was read. */
  readonly column: string
  readonly content: HistoryContent
  readonly grain: Grain
  /** ISO days; a month, quarter or year stands for its first day. */
  readonly days: readonly string[]
  /** Prices above 0, or returns as fractions above −1. One for each day. */
  readonly values: Float64Array
  /** The physical line of each observation. */
  readonly lines: Int32Array
  /** Days between first and last for which the file has a record, but no usable value of this symbol. */
  readonly holes: readonly string[]
}

export type HistoryContent = 'prices' | 'returns'

/** What a record's date names. */
export type Grain = 'day' | 'month' | 'quarter' | 'year'

export interface ReadHistory {
  readonly kind: 'history'
  readonly file: string
  /** One column per symbol, one record per day and symbol, or the columns of a single symbol named after the file. */
  readonly layout: 'wide' | 'long' | 'single'
  readonly content: HistoryContent
  /** How returns are written; null for prices. */
  readonly unit: 'percent' | 'fraction' | null
  readonly grain: Grain
  readonly series: readonly PriceSeries[]
  readonly asides: readonly AsideColumn[]
  readonly flags: readonly HistoryFlag[]
}

export interface RefusedHistory {
  readonly kind: 'refused'
  readonly file: string
  readonly because: HistoryRefusal
  readonly line: number | null
}

export type HistoryFile = ReadHistory | RefusedHistory

export type HistoryRefusal =
  RefusalReason | 'no-days' | 'no-columns' | 'no-prices' | 'transactions' | 'too-short'

/** A column that was not read as a symbol, and why. */
export interface AsideColumn {
  readonly column: string
  readonly because: AsideReason
}

export type AsideReason =
  'other-price' | 'not-a-price' | 'not-numbers' | 'returns-beside-prices' | 'name-twice' | 'too-few'

/** A value that was left out or that deserves a look; `text` is what the file says. */
export interface HistoryFlag {
  readonly kind: HistoryFlagKind
  readonly symbol: string | null
  readonly line: number
  readonly day: string | null
  readonly text: string
}

export type HistoryFlagKind = LeftOutKind | 'spike' | 'split'

/** These observations are not in the series; a spike and a split are. */
export type LeftOutKind =
  'not-a-day' | 'not-a-number' | 'not-positive' | 'missing-code' | 'impossible-return' | 'day-twice'

/** From when to when a symbol is known, and what is missing in between. */
export interface Coverage {
  readonly symbol: string
  readonly first: string
  readonly last: string
  readonly observations: number
  /** Records between first and last without a usable value. */
  readonly missing: number
  readonly longestGap: { readonly from: string; readonly to: string; readonly days: number }
}
