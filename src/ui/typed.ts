/** What a person typed, as the document writes it: numbers, percentages and days from the forms people use. */
import { isDay } from '../domain/day.ts'
import { Decimal, isDecimalText, textOf } from '../domain/decimal.ts'

/** What became of a draft: a value for the document, or the sentence to show beside it. */
export type Typed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string }

export interface NumberRange {
  readonly least?: string
  readonly most?: string
  /** The number must be greater than 0. */
  readonly positive?: boolean
}

/** Decimal text from "1,234.50", "1 234,50", "1'234.50", "$ 12", "−3"; a single comma is a decimal comma unless it groups thousands. */
export function typedNumber(draft: string, range: NumberRange = {}): Typed<string> {
  const text = plainNumber(draft)
  if (text === null)
    return { ok: false, problem: draft.trim() === '' ? 'Type a number.' : 'This is not a number.' }
  return within(text, range, '')
}

/** A fraction as decimal text from "12.5" or "12.5 %", both of which mean 0.125. */
export function typedPercent(draft: string, range: NumberRange = { least: '0', most: '100' }): Typed<string> {
  const number = typedNumber(draft.replace(/%\s*$/, ''))
  if (!number.ok) return number
  const inRange = within(number.value, range, ' %')
  return inRange.ok ? { ok: true, value: textOf(new Decimal(inRange.value).dividedBy(100)) } : inRange
}

/** An ISO day, or null where nothing was typed. */
export function typedDay(draft: string): Typed<string | null> {
  const text = draft.trim()
  if (text === '') return { ok: true, value: null }
  const padded = text.replace(
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/,
    (_, year: string, month: string, day: string) =>
      [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
  )
  return isDay(padded)
    ? { ok: true, value: padded }
    : { ok: false, problem: 'Type a day such as 2026-11-20.' }
}

function within(text: string, range: NumberRange, unit: string): Typed<string> {
  const value = new Decimal(text)
  if (range.positive === true && !value.greaterThan(0))
    return { ok: false, problem: 'This must be greater than 0.' }
  if (range.least !== undefined && value.lessThan(range.least))
    return { ok: false, problem: `This must not be below ${range.least}${unit}.` }
  if (range.most !== undefined && value.greaterThan(range.most))
    return { ok: false, problem: `This must not be above ${range.most}${unit}.` }
  return { ok: true, value: text }
}

/** Signs of currencies and groups of thousands go; one point stays. Null where what is left is no number. */
function plainNumber(draft: string): string | null {
  const bare = draft
    .replace(/[\s'’ ]/g, '')
    .replace(/^([+\-−]?)[$€£¥₹]/, '$1')
    .replace(/^−/, '-')
    .replace(/^\+/, '')
  const pointed = withPoint(bare)
  const completed = pointed
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '')
    .replace(/^(-?)0+(?=\d)/, '$1')
  const text = isDecimalText(completed) ? textOf(new Decimal(completed)) : null
  return text !== null && isDecimalText(text) ? text : null
}

function withPoint(text: string): string {
  const comma = text.lastIndexOf(',')
  const point = text.lastIndexOf('.')
  if (comma < 0) return text
  if (point > comma || isGrouped(text)) return text.replaceAll(',', '')
  return text.replaceAll('.', '').replace(',', '.')
}

function isGrouped(text: string): boolean {
  return /^-?[1-9]\d{0,2}(?:,\d{3})+$/.test(text)
}
