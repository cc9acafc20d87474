/** A slot: one order that might be planned, with its exact value and cost at every quantity it may have. */
import { minorDecimals, minorScale } from '../domain/currency.ts'
import { Decimal, decimalOf } from '../domain/decimal.ts'
import type { Instrument, Portfolio } from '../domain/document.ts'
import { conversionRateOf, priceOf, rateOf } from '../domain/weights.ts'
import { powerOfTen } from './digits.ts'
import type { Permit } from './permit.ts'

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
  readonly step: Decimal
  readonly price: Decimal
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
  /** Proportional cost per unit of value, the convex minorant: min(rate + perUnit/price, maxRate) + halfSpread. */
  readonly slope: number
  /** Cost to exchange the instrument's currency, fraction. */
  readonly conversion: number
  /** How badly this account suits a buy, and how badly a sell, of the instrument's classes; 0 where nobody minds. */
  readonly misplacedBuy: number
  readonly misplacedSell: number
  readonly money: Money
}

/** What turns quantities into minor units; every field is exact. */
interface Money {
  /** price x step = stepPrice / 10^scale, in minor units after dividing. */
  readonly stepPrice: bigint
  readonly stepPriceNumber: number
  readonly divisor: number
  readonly wholeUnits: number
  readonly fixed: number
  readonly perStep: number
  readonly wholeSteps: number
  readonly rate: number
  readonly least: number
  readonly mostRate: number
  readonly halfSpread: number
  /** Minor units of base currency per order. */
  readonly gas: number
}

/** Beyond this, whole numbers are no longer exact in a float64. */
const exact = Number.MAX_SAFE_INTEGER

/** Ceilings forgive this much float noise, relative and absolute, in minor units; settlement is exact decimal again. */
const noise = 1e-9

export interface SlotPlace {
  readonly account: number
  readonly currency: number
  readonly rows: Int32Array
  readonly shares: Float64Array
  readonly misplacedBuy: number
  readonly misplacedSell: number
  /** Base currency that the account could spend at most. */
  readonly budget: number
}

export function slotOf(document: Portfolio, permit: Permit, quantity: Decimal, place: SlotPlace): Slot {
  const { instrument } = permit
  const price = priceOf(instrument)
  const step = decimalOf(instrument.step)
  const rate = rateOf(document, instrument.currency)
  const money = moneyOf(document, instrument, price, step, quantity)
  const wholeSteps = step.equals(1) ? quantity.floor() : quantity.dividedToIntegerBy(step)
  const remainder = !wholeSteps.times(step).equals(quantity)
  const stepValue = price.times(step).times(rate).toNumber()
  const base = {
    permit,
    quantity,
    step,
    price,
    money,
    remainder,
    stepValue,
    account: place.account,
    currency: place.currency,
    rows: place.rows,
    shares: place.shares,
    misplacedBuy: place.misplacedBuy,
    misplacedSell: place.misplacedSell,
    positionValue: quantity.times(price).times(rate).toNumber(),
    unit: rate.toNumber() / powerOfTen(minorDecimals(instrument.currency)),
    slope: slopeOf(instrument, price),
    conversion:
      instrument.currency === document.baseCurrency
        ? 0
        : conversionRateOf(document, instrument.currency).toNumber(),
  }
  return {
    ...base,
    ...limitsOf(
      permit,
      money,
      wholeSteps.toNumber() + (remainder ? 1 : 0),
      remainder,
      place.budget / stepValue,
    ),
  }
}

function limitsOf(permit: Permit, money: Money, levels: number, remainder: boolean, affordable: number) {
  const least = inMinor(permit.instrument.minTrade, minorDecimals(permit.instrument.currency))
  const minimum = Math.max(1, Math.ceil(least))
  const mostBuy = permit.buy === null ? Math.min(exact, Math.floor(affordable) + 1) : 0
  const mostSell = permit.sell === null ? levels : 0
  return {
    mostBuy,
    mostSell,
    leastBuy: firstLevel(mostBuy, (k) => unitsOfSteps(money, k) >= minimum),
    leastSell: firstLevel(
      mostSell,
      (k) => (remainder && k === levels ? money.wholeUnits : unitsOfSteps(money, k)) >= minimum,
    ),
  }
}

/** The first level from 1 to `most` that satisfies a condition which stays true from there on; most + 1 if none does. */
function firstLevel(most: number, holds: (level: number) => boolean): number {
  let low = 1
  let high = most + 1
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function moneyOf(
  document: Portfolio,
  instrument: Instrument,
  price: Decimal,
  step: Decimal,
  quantity: Decimal,
): Money {
  const { cost } = instrument
  const minor = minorDecimals(instrument.currency)
  const scale = minorScale(instrument.currency)
  const stepPrice = price.times(step)
  const digits = Math.max(stepPrice.decimalPlaces(), minor)
  const whole = stepPrice.toFixed(digits).replace('.', '')
  return {
    stepPrice: BigInt(whole),
    stepPriceNumber: Number(whole),
    divisor: powerOfTen(digits - minor),
    wholeUnits: quantity.times(price).times(scale).toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).toNumber(),
    fixed: inMinor(cost.fixed, minor),
    perStep: cost.perUnit === '0' ? 0 : decimalOf(cost.perUnit).times(step).times(scale).toNumber(),
    wholeSteps: step.equals(1) ? quantity.toNumber() : quantity.dividedBy(step).toNumber(),
    rate: Number(cost.rate),
    least: inMinor(cost.min, minor),
    mostRate: cost.maxRate === null ? Infinity : Number(cost.maxRate),
    halfSpread: Number(cost.halfSpread),
    gas: Math.ceil(inMinor(cost.gas, minorDecimals(document.baseCurrency))),
  }
}

/** Decimal text in minor units: the exponent is moved in the text, so that the float is the nearest there is. */
function inMinor(text: string, minor: number): number {
  return Number(`${text}e${minor}`)
}

function slopeOf(instrument: Instrument, price: Decimal): number {
  const { cost } = instrument
  const perUnit = cost.perUnit === '0' ? 0 : Number(cost.perUnit) / price.toNumber()
  const most = cost.maxRate === null ? Infinity : Number(cost.maxRate)
  return Math.min(Number(cost.rate) + perUnit, most) + Number(cost.halfSpread)
}

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
  return isRemainder(slot, level) ? slot.money.wholeUnits : unitsOfSteps(slot.money, Math.abs(level))
}

function unitsOfSteps(money: Money, steps: number): number {
  const product = steps * money.stepPriceNumber
  return product <= exact
    ? halfEven(product, money.divisor)
    : halfEvenBig(BigInt(steps) * money.stepPrice, BigInt(money.divisor))
}

/** product / divisor to the nearest whole number, ties to even; both are whole and exact. */
function halfEven(product: number, divisor: number): number {
  const rest = product % divisor
  const floor = (product - rest) / divisor
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

/** Commission and spread in minor units of the instrument's currency for an order of this level and value. */
export function costUnits(slot: Slot, level: number, value: number): number {
  if (level === 0) return 0
  const { money } = slot
  const steps = isRemainder(slot, level) ? money.wholeSteps : Math.abs(level)
  const commission = Math.min(
    Math.max(money.fixed + money.perStep * steps + money.rate * value, money.least),
    money.mostRate * value,
  )
  return ceiling(commission) + ceiling(money.halfSpread * value)
}

/** The least whole number not below an amount, where float noise above a whole number does not count. */
function ceiling(amount: number): number {
  return Math.ceil(amount - noise - amount * 1e-15)
}
