/** Days as brokers write them, to ISO days; no clock and no time zone is asked. */
import { isDay } from '../domain/day.ts'

/** How a day such as 03/04/2021 is meant when nothing else tells. */
export type DayOrder = 'month-first' | 'day-first'

/** Month names by their first letters in English, Italian, German, French and Spanish, without accents. */
const months: readonly (readonly string[])[] = [
  ['jan', 'gen', 'ene'],
  ['feb', 'fev'],
  ['mar', 'maer', 'mrz'],
  ['apr', 'avr', 'abr'],
  ['may', 'mag', 'mai'],
  ['jun', 'giu', 'juin'],
  ['jul', 'lug', 'juil'],
  ['aug', 'ago', 'aou'],
  ['sep', 'set'],
  ['oct', 'ott', 'okt'],
  ['nov'],
  ['dec', 'dic', 'dez'],
]

const yearFirst = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/
const compact = /^(\d{4})(\d{2})(\d{2})(?!\d)/
const yearLast = /\b(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/
const dayWord = /(\d{1,2})\.?\s+([\p{L}]{3,})\.?,?\s+(\d{4})/gu
const wordDay = /([\p{L}]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})/gu

/** No day is written at such length; a cell of millions of letters would be searched for hours. */
const longestDay = 200
const longestSentence = 2000

/** The ISO day in a cell such as "08/24/2020 13:22:52", "01.01.2022" or "January 10, 2025"; null when there is none. */
export function readDay(cell: string, order: DayOrder = 'month-first'): string | null {
  if (cell.length > longestDay) return null
  const text = cell.trim()
  const iso = yearFirst.exec(text) ?? compact.exec(text)
  if (iso) return dayOf(iso[1], iso[2], iso[3])
  const parts = yearLast.exec(text)
  if (parts) return lastYearDay(parts, order)
  return lastWordedDay(text)
}

/** The last day that stands anywhere in a sentence; periods end with their last day. */
export function lastDayIn(whole: string, order: DayOrder = 'month-first'): string | null {
  const sentence = whole.slice(0, longestSentence)
  const worded = lastWordedDay(sentence)
  if (worded) return worded
  const all = sentence.match(/\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}/g)
  const last = all?.at(-1)
  return last === undefined ? null : readDay(last, order)
}

function lastYearDay(parts: RegExpExecArray, order: DayOrder): string | null {
  const [, first, mark, second, year] = parts
  // Dots and dashes are written day first all over the world; slashes are American unless the number says otherwise.
  const dayFirst = mark !== '/' || order === 'day-first' || Number(first) > 12
  const monthFirst = Number(second) > 12
  return dayFirst && !monthFirst ? dayOf(year, second, first) : dayOf(year, first, second)
}

function lastWordedDay(text: string): string | null {
  let found: string | null = null
  for (const match of text.matchAll(dayWord)) found = dayOf(match[3], monthOf(match[2]), match[1]) ?? found
  if (found) return found
  for (const match of text.matchAll(wordDay)) found = dayOf(match[3], monthOf(match[1]), match[2]) ?? found
  return found
}

function monthOf(word: string | undefined): string | undefined {
  const bare = (word ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const at = months.findIndex((starts) => starts.some((start) => bare.startsWith(start)))
  return at < 0 ? undefined : String(at + 1)
}

function dayOf(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  if (!year || !month || !day) return null
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? text : null
}
