/** How many steps of the lab lie between two looks, and the words for it. */
import type { Look } from '../estimate/looks.ts'

/** Of 252 trading days a year. */
export const lookSteps: Readonly<Record<Look, number>> = { day: 1, week: 5, month: 21, quarter: 63 }

/** Within a sentence, and along a picture. */
export const lookWords: Readonly<Record<Look, string>> = {
  day: 'daily',
  week: 'weekly',
  month: 'monthly',
  quarter: 'quarterly',
}
