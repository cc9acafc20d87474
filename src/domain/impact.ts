/** Market impact by the square-root law: an order of value x costs b sigma |x|^1.5 / sqrt(V), sigma and V of one day. */
import { type Decimal, decimalOf } from './decimal.ts'
import type { Cost } from './document.ts'

export type Impact = NonNullable<Cost['impact']>

/** Digits of a root that are certain; those behind them would turn an exact cent into the next one. */
const certainDigits = 100

/** The expected cost of an order of this unsigned value, in the instrument's currency; exact where it can be, unrounded. */
export function impactOf(impact: Impact, value: Decimal): Decimal {
  const { coefficient, dailyVolatility, dailyVolume } = impact
  const root = value.times(value).times(value).dividedBy(dailyVolume).sqrt()
  return decimalOf(coefficient).times(dailyVolatility).times(root).toSignificantDigits(certainDigits)
}

/** The factor k of k |x|^1.5, x in the instrument's currency: b sigma / sqrt(V). */
export function impactFactor({ coefficient, dailyVolatility, dailyVolume }: Impact): number {
  return (Number(coefficient) * Number(dailyVolatility)) / Math.sqrt(Number(dailyVolume))
}

/** k |x|^1.5 as a float, for an unsigned value. */
export function impactCost(factor: number, value: number): number {
  return factor * value * Math.sqrt(value)
}

/** Its derivative, 1.5 k sqrt(x). */
export function impactSlope(factor: number, value: number): number {
  return 1.5 * factor * Math.sqrt(value)
}
