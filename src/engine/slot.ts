/** A slot: one order that might be planned, with its exact value and cost at every quantity it may have. */
import type { Decimal } from '../domain/decimal.ts'
import { costOn } from './curve.ts'
import { realise, type LotCurve, type Realised } from './lotCurve.ts'
import type { Permit } from './permit.ts'
import type { Terms } from './terms.ts'

/**
 * Level k of a slot is a buy of k steps (k > 0) or a sell of -k steps (k < 0); the last sell level is the whole
 * position even when that is no multiple of the step.
 */
export interface Slot {
  readonly permit: Permit
  readonly account: number
  readonly currency: number
  /** Rows that the instrument is exposed to, and by what fraction. */
  readonly rows: Int32Array
  readonly shares: Float64Array
  readonly quantity: Decimal
  readonly terms: Terms
  /** Base-currency value of one step and of the whole position. */
  readonly stepValue: number
  readonly positionValue: number
  /** Base currency per minor unit of the instrument's currency. */
  readonly unit: number
  /** Most levels each way, and the fewest that make an order of the minimum size. */
  readonly mostSell: number
  readonly leastSell: number
  readonly mostBuy: number
  readonly leastBuy: number
  /** Does the last sell level sell a remainder that is no multiple of the step? */
  readonly remainder: boolean
  /** Proportional cost per unit of value, the convex minorant of commission and spread. */
  readonly slope: number
  /** Cost to exchange the instrument's currency, fraction. */
  readonly conversion: number
  /** How badly this account suits a buy, and how badly a sell, of the instrument's classes; 0 where nobody minds. */
  readonly misplacedBuy: number
  readonly misplacedSell: number
  /** Value of the whole position in minor units, and its quantity in steps, which may be a fraction. */
  readonly wholeUnits: number
  readonly wholeSteps: number
  /** Minor units of base currency per order. */
  readonly gas: number
  /** Gains and taxes of its sales; null where no tax is asked for or none is due. */
  readonly lots: LotCurve | null
}

/** Beyond this, whole numbers are no longer exact in a float64. */
export const exact = Number.MAX_SAFE_INTEGER

/** Ceilings forgive this much float noise, relative and absolute, in minor units; settlement is exact decimal again. */
const noise = 1e-9

/** Is level k the sale of a whole position whose quantity is no multiple of the step? */
function isRemainder(slot: Slot, level: number): boolean {
  return slot.remainder && level === -slot.mostSell && level !== 0
}

/** May an order have this level: no order, or one of at least the minimum size within what can be bought or sold? */
export function isLevel(slot: Slot, level: number): boolean {
  if (level === 0) return true
  return level > 0
    ? level >= slot.leastBuy && level <= slot.mostBuy
    : -level >= slot.leastSell && -level <= slot.mostSell
}

/** Signed change of the position's base-currency market value, unrounded. */
export function marketValue(slot: Slot, level: number): number {
  return isRemainder(slot, level) ? -slot.positionValue : level * slot.stepValue
}

/** Order value in minor units of the instrument's currency, half-even, unsigned. */
export function valueUnits(slot: Slot, level: number): number {
  return isRemainder(slot, level) ? slot.wholeUnits : unitsOfSteps(slot.terms, Math.abs(level))
}

export function unitsOfSteps(terms: Terms, steps: number): number {
  const product = steps * terms.stepUnitsNumber
  return product <= exact
    ? halfEven(product, terms.divisor)
    : halfEvenBig(BigInt(steps) * terms.stepUnits, BigInt(terms.divisor))
}

/** product / divisor to the nearest whole number, ties to even; both are whole and exact. */
export function halfEven(product: number, divisor: number): number {
  if (divisor === 1) return product
  // A remainder of floats takes longer than a division; the quotient is off by one at most.
  const near = Math.floor(product / divisor)
  const error = product - near * divisor
  const floor = error < 0 ? near - 1 : error >= divisor ? near + 1 : near
  const rest = product - floor * divisor
  const twice = rest * 2
  if (twice === divisor) return floor % 2 === 0 ? floor : floor + 1
  return twice > divisor ? floor + 1 : floor
}

function halfEvenBig(product: bigint, divisor: bigint): number {
  const rest = product % divisor
  const floor = product / divisor
  const twice = rest * 2n
  if (twice === divisor) return Number(floor % 2n === 0n ? floor : floor + 1n)
  return Number(twice > divisor ? floor + 1n : floor)
}

/** Commission, spread and impact in minor units of the instrument's currency for an order of this level and value. */
export function costUnits(slot: Slot, level: number, value: number): number {
  if (level === 0) return 0
  const { terms } = slot
  const steps = stepsAt(slot, level)
  const commission = Math.min(
    Math.max(terms.fixed + terms.perStep * steps + terms.rate * value, terms.least),
    terms.mostRate * value,
  )
  const cost = ceiling(commission) + ceiling(terms.halfSpread * value)
  return terms.curve === null ? cost : cost + ceiling(costOn(terms.curve, level > 0 ? 'buy' : 'sell', value))
}

/** Steps that an order of this level sells or buys, a fraction where a whole position is sold. */
export function stepsAt(slot: Slot, level: number): number {
  return isRemainder(slot, level) ? slot.wholeSteps : Math.abs(level)
}

const realised: Realised = { tax: 0, gain: 0 }

/** What the taxes of an order count in the choice, base currency; `cost` are its costs, `unit` a minor unit of base. */
export function taxAt(slot: Slot, level: number, cost: number, unit: number): number {
  if (slot.lots === null || level >= 0) return 0
  realise(slot.lots, stepsAt(slot, level), cost, unit, realised)
  return realised.tax
}

/** The least whole number not below an amount, where float noise above a whole number does not count. */
export function ceiling(amount: number): number {
  return Math.ceil(amount - noise - amount * 1e-15)
}
