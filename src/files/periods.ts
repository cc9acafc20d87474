/** The column of dates in a price file: days, months, quarters or years, read alike down the whole column. */
import { isDay } from '../domain/day.ts'
import type { Grain } from '../domain/history.ts'
import { readDay } from './dates.ts'

export interface PeriodReader {
  readonly grain: Grain
  /** The ISO day of a cell, the first of its month, quarter or year; null when it is none. */
  readonly dayOf: (cell: string) => string | null
}

const yearCell = /^(1[5-9]\d\d|2[01]\d\d)$/
const quarterCell = /^(?:(\d{4})[-\s]?Q([1-4])|Q([1-4])[-\s](\d{4}))$/iu
const monthCell = /^(?:(\d{4})[-/.](\d{1,2})|(\d{4})(\d{2})|(\d{1,2})[-/.](\d{4}))$/
const dayCell =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{8}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)|^(?=.{8,24}$)(?:\d{1,2}\.?\s+\p{L}{3,}\.?,?\s+\d{4}|\p{L}{3,}\.?\s+\d{1,2},?\s+\d{4})/u
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2\d{4}/

/** What a cell names, if it is a date at all. A bare year could as well be a number: its column must say so. */
export function grainOf(cell: string): Grain | null {
  if (dayCell.test(cell)) return 'day'
  if (monthCell.test(cell)) return partsOfMonth(cell, false) === null ? null : 'month'
  if (quarterCell.test(cell)) return 'quarter'
  return yearCell.test(cell) ? 'year' : null
}

/** How most cells of a column are written decides how all are read; null when they are no dates. */
export function periodReader(cells: readonly string[]): PeriodReader | null {
  const counts: Record<Grain, number> = { day: 0, month: 0, quarter: 0, year: 0 }
  for (const cell of cells) {
    const grain = grainOf(cell)
    if (grain) counts[grain] += 1
  }
  const grains: readonly Grain[] = ['day', 'month', 'quarter', 'year']
  const grain = grains.reduce((best, each) => (counts[each] > counts[best] ? each : best))
  if (counts[grain] * 2 <= cells.length) return null
  if (grain === 'day') return { grain, dayOf: dayReader(cells) }
  if (grain === 'month') return { grain, dayOf: monthReader(cells) }
  return { grain, dayOf: grain === 'year' ? readYear : readQuarter }
}

/**
 * One order of day and month for the whole column: a number above 12 tells it; else the order in which the days follow
 * each other; else slashes are American and dots and dashes are not.
 */
function dayReader(cells: readonly string[]): PeriodReader['dayOf'] {
  const heads = cells.flatMap((cell) => {
    const match = yearLast.exec(cell)
    return match ? [[Number(match[1]), Number(match[3]), match[2]] as const] : []
  })
  if (heads.length === 0) return (cell) => readDay(cell)
  const usual = heads[0]?.[2] === '/' ? monthFirst : dayFirst
  if (heads.some(([first]) => first > 12)) return dayFirst
  if (heads.some(([, second]) => second > 12)) return monthFirst
  const other = usual === monthFirst ? dayFirst : monthFirst
  return turnsOf(cells, other) < turnsOf(cells, usual) ? other : usual
}

function dayFirst(cell: string): string | null {
  return readDay(cell, 'day-first')
}

/** Dots and dashes are read day first elsewhere; here the column has said otherwise. */
function monthFirst(cell: string): string | null {
  const match = yearLast.exec(cell)
  if (!match) return readDay(cell)
  if (Number(match[1]) > 12) return null
  return readDay(cell.replace(/^(\d{1,2})[-.](\d{1,2})[-.]/, '$1/$2/'))
}

/** How often the days change direction, or stay: 0 in a file that is sorted. */
function turnsOf(cells: readonly string[], dayOf: PeriodReader['dayOf']): number {
  const days = cells.flatMap((cell) => dayOf(cell) ?? [])
  const ups = days.slice(1).filter((day, at) => day > (days[at] ?? '')).length
  return Math.min(ups, days.length - 1 - ups)
}

/** "1871.1" is October where January is written "1871.01": a program took the last zero for a useless one. */
function monthReader(cells: readonly string[]): PeriodReader['dayOf'] {
  const lostZero = cells.some((cell) => /^\d{4}\.0\d$/.test(cell))
  return (cell) => {
    const parts = partsOfMonth(cell, lostZero)
    return parts === null ? null : `${parts[0]}-${parts[1]}-01`
  }
}

function partsOfMonth(cell: string, lostZero: boolean): readonly [string, string] | null {
  const match = monthCell.exec(cell)
  const year = match?.[1] ?? match?.[3] ?? match?.[6]
  const written = match?.[2] ?? match?.[4] ?? match?.[5]
  if (year === undefined || written === undefined) return null
  const month = lostZero && /^\d{4}\.1$/.test(cell) ? '10' : written.padStart(2, '0')
  return isDay(`${year}-${month}-01`) && yearCell.test(year) ? [year, month] : null
}

function readYear(cell: string): string | null {
  return yearCell.test(cell) ? `${cell}-01-01` : null
}

function readQuarter(cell: string): string | null {
  const match = quarterCell.exec(cell)
  const year = match?.[1] ?? match?.[4]
  const quarter = Number(match?.[2] ?? match?.[3])
  return year === undefined ? null : `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`
}
