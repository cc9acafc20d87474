/** Short or long term: how long a lot has been held on the day it is sold, by the calendar and not by counting days. */
import { dayAfter } from './day.ts'

export type Term = 'short' | 'long'

/**
 * The first day on which a sale is long term. The holding begins on the day after acquisition and must last more than
 * a year, the day of sale included (26 U.S.C. 1222 and 1223; Rev. Rul. 66-7 and 70-598), so this is the anniversary
 * of the day after. What was acquired on the last day of a month is held for a year when that month ends again:
 * acquired on 28 February 2023, a sale on 29 February 2024 is still short term and one on 1 March is long term.
 */
export function longFrom(acquired: string): string {
  const begun = nextDay(acquired)
  const year = String(Number(begun.slice(0, -6)) + 1).padStart(4, '0')
  const date = begun.slice(-5)
  // The year after a leap year has no 29 February; the year that began on it is over with the 28th.
  return `${year}-${date === '02-29' ? '03-01' : date}`
}

/** Every month has 28 days; the calendar is only asked from there on, as every lot asks at every edit. */
function nextDay(day: string): string {
  const date = Number(day.slice(-2))
  if (date < 28) return `${day.slice(0, -2)}${String(date + 1).padStart(2, '0')}`
  return dayAfter(day, { months: 0, days: 1 })
}

/** The term of a sale on this day; null where the day of acquisition is unknown. */
export function termOf(acquired: string | null, sold: string): Term | null {
  if (acquired === null) return null
  const from = longFrom(acquired)
  // Days compare as texts, except that the year after 9999 is longer.
  return from.length === sold.length && from <= sold ? 'long' : 'short'
}
