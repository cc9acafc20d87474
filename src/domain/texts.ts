/** The kinds of text that documents are made of; a message is the kind of the problem that a wrong one becomes. */
import * as v from 'valibot'
import { isDecimalText, longestDecimal } from './decimal.ts'
import { isDay, isDuration } from './day.ts'

/** A validator's output as it is handed around: nothing in it is ever changed. */
export type Readable<T> = T extends string | number | boolean | null | undefined
  ? T
  : { readonly [K in keyof T]: Readable<T[K]> }

export const decimal = v.pipe(
  v.string(),
  v.maxLength(longestDecimal, 'not-decimal'),
  v.regex(/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/, 'not-decimal'),
  v.check(isDecimalText, 'not-decimal'),
)
export const day = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'not-a-day'),
  v.check(isDay, 'not-a-day'),
)
export const duration = v.pipe(
  v.string(),
  v.regex(/^P(?=\d)(?:\d{1,4}Y)?(?:\d{1,4}M)?(?:\d{1,4}W)?(?:\d{1,5}D)?$/, 'not-a-duration'),
  v.check(isDuration, 'not-a-duration'),
)
export const currency = v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9]{2,9}$/, 'not-a-currency'))
/** Ids and names of things: any text that a person would recognise again. */
export const id = v.pipe(
  v.string(),
  v.minLength(1, 'not-an-id'),
  v.maxLength(200, 'not-an-id'),
  v.regex(/^[^\u0000-\u001f\u007f]*$/, 'not-an-id'),
)
export const name = v.pipe(v.string(), v.maxLength(500, 'not-an-id'))
