/** Durations as people write them, "3 months", and as the document does, "P3M". */
import { durationOf, isDuration } from '../../domain/day.ts'
import { count } from '../format.ts'
import type { Typed } from '../typed.ts'

const units: Readonly<Record<string, 'Y' | 'M' | 'W' | 'D'>> = { y: 'Y', m: 'M', w: 'W', d: 'D' }

/** "3 months", "1 year 6 months", "90d" or "P3M"; nothing typed is null. */
export function typedDuration(draft: string): Typed<string | null> {
  const text = draft.trim()
  if (text === '') return { ok: true, value: null }
  if (isDuration(text.toUpperCase())) return { ok: true, value: text.toUpperCase() }
  const parts = [...text.toLowerCase().matchAll(/(\d{1,4})\s*([ymwd])[a-z]*/g)]
  const rest = text
    .toLowerCase()
    .replaceAll(/(\d{1,4})\s*([ymwd])[a-z]*/g, '')
    .replaceAll(/[\s,]|and/g, '')
  const written = `P${['Y', 'M', 'W', 'D'].map((unit) => numberOf(parts, unit)).join('')}`
  const fine = parts.length > 0 && rest === '' && isDuration(written)
  return fine
    ? { ok: true, value: written }
    : { ok: false, problem: 'Type a duration such as 3 months or 90 days.' }
}

function numberOf(parts: readonly RegExpMatchArray[], unit: string): string {
  const part = parts.find((each) => units[each[2] ?? ''] === unit)
  return part === undefined ? '' : `${part[1]}${unit}`
}

/** "3 months" for "P3M"; weeks become days, as they mean the same. */
export function durationWords(text: string): string {
  const { months, days } = durationOf(text)
  const years = Math.floor(months / 12)
  const parts = [
    years > 0 ? count(years, 'year') : '',
    months % 12 > 0 ? count(months % 12, 'month') : '',
    days > 0 || months === 0 ? count(days, 'day') : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}
