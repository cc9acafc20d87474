/** How many steps of the lab lie between two looks. */
import type { Look } from '../estimate/looks.ts'

/** Of 252 trading days a year. */
export const lookSteps: Readonly<Record<Look, number>> = { day: 1, week: 5, month: 21, quarter: 63 }
