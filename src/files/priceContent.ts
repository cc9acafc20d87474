/** Whether the numbers of a price file are prices or returns, and how the returns are written. */
import { daysBetween } from '../domain/day.ts'
import type { Grain, HistoryContent } from '../domain/history.ts'
import type { DecimalMark } from '../domain/mapping.ts'
import { readNumber } from './numbers.ts'

export type Figure = number | 'blank' | 'damaged'

/** A cell as a number, without the percent sign that it may have. */
export function figureOf(cell: string, mark: DecimalMark): Figure {
  if (cell === '') return 'blank'
  const number = readNumber(cell.endsWith('%') ? cell.slice(0, -1).trimEnd() : cell, mark)
  return number.kind === 'number' ? Number(number.text) : number.kind
}

export interface FileContent {
  readonly content: HistoryContent
  readonly unit: 'percent' | 'fraction' | null
  /** For each column: is it of the other kind than the file, returns among prices? */
  readonly isForeign: readonly boolean[]
}

/** Prices are never negative. Of returns a quarter and more are; of a column of prices with a few damaged cells hardly any. */
const negativeShare = 0.2
/** Whole numbers below zero that stand for "unknown"; they say nothing about what a column holds. */
const codes: ReadonlySet<number> = new Set([-1, -9, -99, -999, -9999, -99.9, -99.99, -999.9, -999.99])

/** A column whose numbers are never negative and so much larger than the others' returns holds no returns. */
const levelFactor = 10

export interface ContentQuestion {
  readonly columns: readonly (readonly Figure[])[]
  /** Did a cell end with a percent sign? */
  readonly hasSigns: boolean
  readonly grain: Grain
  readonly days: readonly string[]
}

/**
 * Columns with many negative numbers hold returns. If they are half of them the whole file does (a bill's return is
 * never negative), unless one of the others plainly holds prices; where the file holds prices, returns stand aside.
 */
export function contentOf({ columns, hasSigns, grain, days }: ContentQuestion): FileContent {
  const numbers = columns.map(tellingNumbers)
  const areReturns = numbers.map(isReturns)
  const liveliest = Math.max(0, ...numbers.filter((_, at) => areReturns[at]).map(middleSize))
  const hasLevels = numbers.some((each, at) => !areReturns[at] && middleSize(each) > levelFactor * liveliest)
  const isHalf = areReturns.filter(Boolean).length * 2 >= columns.length && liveliest > 0
  if (!isHalf || hasLevels) return { content: 'prices', unit: null, isForeign: areReturns }
  const isPercent = hasSigns || liveliest >= largestFraction(grain, days)
  return { content: 'returns', unit: isPercent ? 'percent' : 'fraction', isForeign: columns.map(() => false) }
}

/** What the user says instead. */
export function contentChosen(choice: 'prices' | 'percent' | 'fraction', columns: number): FileContent {
  const isForeign = Array.from({ length: columns }, () => false)
  return choice === 'prices'
    ? { content: 'prices', unit: null, isForeign }
    : { content: 'returns', unit: choice, isForeign }
}

function tellingNumbers(figures: readonly Figure[]): readonly number[] {
  return figures.filter((figure) => typeof figure === 'number' && !codes.has(figure)) as readonly number[]
}

function isReturns(numbers: readonly number[]): boolean {
  return numbers.filter((number) => number < 0).length > negativeShare * numbers.length
}

function middleSize(numbers: readonly number[]): number {
  const sizes = numbers.map((number) => Math.abs(number)).sort((a, b) => a - b)
  return sizes[Math.floor(sizes.length / 2)] ?? 0
}

/**
 * A middling move of the liveliest column at or above this is in percent: as a fraction it would be 10 % a day, 30 % a
 * month, 100 % a year, which nothing in the middle of its history does.
 */
function largestFraction(grain: Grain, days: readonly string[]): number {
  const spacing = Math.abs(daysBetween(days[0] ?? '', days.at(-1) ?? '')) / Math.max(1, days.length - 1)
  if (grain === 'year' || spacing > 300) return 1
  if (grain === 'quarter' || spacing > 80) return 0.5
  if (grain === 'month' || spacing > 25) return 0.3
  return spacing > 5 ? 0.15 : 0.1
}
