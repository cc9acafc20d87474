/** Terms of trade: what orders of one instrument are worth and cost in minor units, the same in every account. */
import { minorDecimals } from '../domain/currency.ts'
import { decimalOf, type Decimal } from '../domain/decimal.ts'
import type { Instrument } from '../domain/document.ts'
import { impactFactor } from '../domain/impact.ts'
import { remembered } from '../domain/memo.ts'
import { poolCurves, type PoolCurve } from '../domain/pool.ts'
import { priceOf } from '../domain/weights.ts'
import { powerOfTen } from './digits.ts'

/** Amounts are minor units of the instrument's currency; every field but those of curves is exact. */
export interface Terms {
  readonly price: Decimal
  readonly step: Decimal
  /** price x step in the instrument's currency. */
  readonly stepPrice: Decimal
  /** The same = stepUnits / divisor, in minor units. */
  readonly stepUnits: bigint
  readonly stepUnitsNumber: number
  readonly divisor: number
  readonly fixed: number
  readonly perStep: number
  readonly rate: number
  readonly least: number
  readonly mostRate: number
  readonly halfSpread: number
  /** Value of the smallest order. */
  readonly minimum: number
  /** Proportional cost per unit of value, the convex minorant: min(rate + perUnit/price, maxRate) + halfSpread. */
  readonly slope: number
  readonly curve: Curve | null
}

/** The part of the cost that grows faster than the order: k x^1.5 and the pools, x in minor units. */
export interface Curve {
  /** k, in minor units^(-1/2). */
  readonly impact: number
  readonly buy: PoolCurve | null
  readonly sell: PoolCurve | null
}

/** Beyond this share of what empties a pool no buy is planned: its price there is three times the first. */
export const mostOfPool = 0.68

export const termsOf = remembered((instrument: Instrument): Terms => {
  const { cost } = instrument
  const minor = minorDecimals(instrument.currency)
  const price = priceOf(instrument)
  const step = decimalOf(instrument.step)
  const stepPrice = price.times(step)
  const digits = Math.max(stepPrice.decimalPlaces(), minor)
  const whole = stepPrice.toFixed(digits).replace('.', '')
  return {
    price,
    step,
    stepPrice,
    stepUnits: BigInt(whole),
    stepUnitsNumber: Number(whole),
    divisor: powerOfTen(digits - minor),
    fixed: inMinor(cost.fixed, minor),
    perStep: cost.perUnit === '0' ? 0 : inMinor(decimalOf(cost.perUnit).times(step).toFixed(), minor),
    rate: Number(cost.rate),
    least: inMinor(cost.min, minor),
    mostRate: cost.maxRate === null ? Infinity : Number(cost.maxRate),
    halfSpread: Number(cost.halfSpread),
    minimum: Math.max(1, Math.ceil(inMinor(instrument.minTrade, minor))),
    slope: slopeOf(instrument, price),
    curve: curveOf(instrument, price, minor),
  }
})

/** Decimal text in minor units: the exponent is moved in the text, so that the float is the nearest there is. */
export function inMinor(text: string, minor: number): number {
  return text === '0' ? 0 : Number(`${text}e${minor}`)
}

function slopeOf({ cost }: Instrument, price: Decimal): number {
  const perUnit = cost.perUnit === '0' ? 0 : Number(cost.perUnit) / price.toNumber()
  const most = cost.maxRate === null ? Infinity : Number(cost.maxRate)
  return Math.min(Number(cost.rate) + perUnit, most) + Number(cost.halfSpread)
}

function curveOf({ cost }: Instrument, price: Decimal, minor: number): Curve | null {
  if (cost.impact === null && cost.pool === null) return null
  const pools = cost.pool === null ? null : poolCurves(cost.pool, price)
  const scale = powerOfTen(minor)
  return {
    impact: cost.impact === null ? 0 : impactFactor(cost.impact) / Math.sqrt(scale),
    buy: pools && inUnits(pools.buy, scale),
    sell: pools && inUnits(pools.sell, scale),
  }
}

function inUnits(curve: PoolCurve, scale: number): PoolCurve {
  return { ...curve, bend: curve.bend / scale }
}
