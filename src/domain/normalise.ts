/** Making a family of weights sum to one: the nearest such weights, a common scale, or the rest to one member. */
import { Decimal, decimalOf, one, sumOf, textOf, zero } from './decimal.ts'

/** A weight as it stands and whether it must stay. */
export interface Share {
  readonly weight: string
  readonly locked: boolean
}

/** Decimals of a normalised weight: a ten-thousandth of a percent, finer than anybody types. */
const places = 6

/**
 * The point of the simplex {x >= 0, sum x = size} nearest to `values`: x_i = max(0, v_i - tau), where tau makes the sum
 * right. After sorting, tau is the largest mean excess over the leading members (Held, Wolfe and Crowder 1974).
 */
export function projectedOnSimplex(values: readonly Decimal[], size: Decimal = one): Decimal[] {
  let sum = zero
  let tau = zero
  const descending = [...values].sort((a, b) => b.comparedTo(a))
  for (const [at, value] of descending.entries()) {
    sum = sum.plus(value)
    const candidate = sum.minus(size).dividedBy(at + 1)
    if (value.greaterThan(candidate)) tau = candidate
  }
  return values.map((value) => Decimal.max(zero, value.minus(tau)))
}

/** The sum of a family's weights, and what is missing to one (negative when it exceeds one). */
export function remainderOf(weights: readonly string[]): Decimal {
  return one.minus(sumOf(weights.map(decimalOf)))
}

/**
 * The family's nearest weights that sum to one, locked ones untouched; null where the locked ones alone leave no room
 * or nothing is free to move.
 */
export function normalised(family: readonly Share[]): string[] | null {
  return withFree(family, projectedOnSimplex)
}

/** The family's free weights multiplied by one number so that all sum to one; equal shares when they are all 0. */
export function scaledUp(family: readonly Share[]): string[] | null {
  return withFree(family, (values, size) => {
    const sum = sumOf(values)
    if (sum.isZero()) return values.map(() => size.dividedBy(values.length))
    return values.map((value) => value.times(size).dividedBy(sum))
  })
}

type Spread = (values: readonly Decimal[], size: Decimal) => Decimal[]

function withFree(family: readonly Share[], spread: Spread): string[] | null {
  const free = family.filter((share) => !share.locked).map((share) => decimalOf(share.weight))
  const size = one.minus(
    sumOf(family.filter((share) => share.locked).map((share) => decimalOf(share.weight))),
  )
  if (free.length === 0 || size.isNegative()) return null
  const values = rounded(spread(free, size), size)
  let at = 0
  return family.map((share) => (share.locked ? share.weight : textOf(values[at++] ?? zero)))
}

/** Rounded so that the sum stays exact: the largest member takes what rounding leaves. */
function rounded(values: readonly Decimal[], size: Decimal): Decimal[] {
  const short = values.map((value) => value.toDecimalPlaces(places))
  const left = size.minus(sumOf(short))
  const largest = short.reduce((best, value, at) => (value.greaterThan(short[best] ?? zero) ? at : best), 0)
  return short.map((value, at) => (at === largest ? value.plus(left) : value))
}
