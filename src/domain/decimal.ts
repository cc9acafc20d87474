/** Exact decimal numbers: the one place where text becomes a number that money may be computed with, and back. */
import { Decimal as Base } from 'decimal.js'
import { remembered } from './memo.ts'

/**
 * Decimal numbers with room for every product the plan forms: two factors of at most 40 digits each, times a rate.
 * Rounding is half-even wherever a caller does not name another mode.
 */
export const Decimal = Base.clone({
  precision: 130,
  rounding: Base.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
})
export type Decimal = Base

export const zero = new Decimal(0)
export const one = new Decimal(1)

/** The longest decimal text that a document may hold; longer numbers are typing errors or attacks. */
export const longestDecimal = 40

const decimalPattern = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/

/** Is this plain decimal text such as "0.05" or "-12"? Exponents, signs before plus, and blanks are not. */
export function isDecimalText(text: string): boolean {
  return text.length <= longestDecimal && decimalPattern.test(text)
}

/** The number that decimal text means. The text must already have passed `isDecimalText`. */
export function decimalOf(text: string): Decimal {
  // Most fields of a document are zero or one, and a Decimal never changes.
  if (text === '0') return zero
  return text === '1' ? one : new Decimal(text)
}

/** Decimal text without an exponent and without trailing zeros, but with at least `places` decimals. */
export function textOf(value: Decimal, places = 0): string {
  const fixed = value.decimalPlaces() < places ? value.toFixed(places) : value.toFixed()
  return isNegativeZero(fixed) ? fixed.slice(1) : fixed
}

/** Decimal text rounded half-even to exactly `places` decimals. */
export function roundedText(value: Decimal, places: number): string {
  const fixed = value.toFixed(places, Decimal.ROUND_HALF_EVEN)
  return isNegativeZero(fixed) ? fixed.slice(1) : fixed
}

function isNegativeZero(text: string): boolean {
  return text.startsWith('-') && !/[1-9]/.test(text)
}

/** The float64 nearest to a number that is asked for again and again, as long as it is the same object. */
export const floatOf = remembered((value: Decimal): number => value.toNumber())

/** The sum of many decimals; zero for none. */
export function sumOf(values: Iterable<Decimal>): Decimal {
  let sum = zero
  for (const value of values) sum = sum.plus(value)
  return sum
}
