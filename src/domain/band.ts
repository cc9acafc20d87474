/** Bands: how far a weight may wander from its target before it counts as breached, by each kind's own formula. */
import { Decimal, decimalOf, one, zero } from './decimal.ts'
import type { Band } from './document.ts'

export interface Interval {
  readonly low: Decimal
  readonly high: Decimal
}

/**
 * Half-width b of the band around an absolute target weight t, both fractions. A target of 0 has no band.
 * absolute: b = width; relative: b = width t; lesser and greater: the smaller or larger of absolute and relative t.
 * The 5/25 rule is lesser{0.05, 0.25}: the two meet at a target of 20 %. The width of a cost-aware band is not its own:
 * `costAware.ts` has it, from what trading costs, and here it is 0.
 */
export function halfWidth(band: Band, target: Decimal): Decimal {
  if (target.isZero()) return zero
  switch (band.kind) {
    case 'absolute':
      return decimalOf(band.width)
    case 'relative':
      return decimalOf(band.width).times(target)
    case 'lesser':
      return Decimal.min(decimalOf(band.absolute), decimalOf(band.relative).times(target))
    case 'greater':
      return Decimal.max(decimalOf(band.absolute), decimalOf(band.relative).times(target))
    case 'cost-aware':
      return zero
  }
}

/** The interval within `half` of the target, clipped to what a weight can be. */
export function intervalAround(target: Decimal, half: Decimal): Interval {
  return { low: clipped(target.minus(half)), high: clipped(target.plus(half)) }
}

/** Breached means strictly outside. */
export function isOutside(weight: Decimal, interval: Interval): boolean {
  return weight.lessThan(interval.low) || weight.greaterThan(interval.high)
}

function clipped(weight: Decimal): Decimal {
  return Decimal.max(zero, Decimal.min(one, weight))
}
