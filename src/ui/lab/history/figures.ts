/** How estimates look: with as many decimals as their errors leave a meaning. */
import { Decimal } from '../../../domain/decimal.ts'
import { fixed } from '../../format.ts'

/** A float64 for the eye. */
export function shown(value: number, places: number): string {
  return fixed(new Decimal(value), places)
}

/** A fraction as percent: "15.8 %". */
export function percentOf(value: number, places = 1): string {
  return `${shown(value * 100, places)}\u202f%`
}

/** A probability; what rounds to nothing or all is said to be beyond the last digit. */
export function chance(value: number): string {
  if (value < 0.001) return 'below 0.1\u202f%'
  return value > 0.999 ? 'above 99.9\u202f%' : percentOf(value)
}

/** Years as a person says them: "8 months", "2.3 years". */
export function yearsWords(years: number): string {
  if (years > 100) return 'over 100 years'
  if (years < 1 / 12) return `${shown(years * 365, 0)} days`
  if (years < 1) return `${shown(years * 12, 0)} months`
  return years === 1 ? '1 year' : `${shown(years, years < 10 && !Number.isInteger(years) ? 1 : 0)} years`
}

/** What so many steps are called. */
export function spanWords(span: number, stepsPerYear: number): string {
  const names: Readonly<Record<number, string>> = { 12: 'month', 4: 'quarter', 1: 'year' }
  const name = names[Math.round(stepsPerYear / span)]
  return name ?? `${span} steps`
}
