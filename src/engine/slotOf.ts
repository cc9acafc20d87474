/** Making slots: what a permit, a quantity and the place on a board come to, remembered as long as none of them changes. */
import { minorDecimals, minorScale } from '../domain/currency.ts'
import { Decimal } from '../domain/decimal.ts'
import type { Portfolio } from '../domain/document.ts'
import { conversionRateOf, rateOf } from '../domain/weights.ts'
import { mostOn } from './curve.ts'
import { powerOfTen } from './digits.ts'
import type { LotCurve } from './lotCurve.ts'
import type { Permit } from './permit.ts'
import { exact, unitsOfSteps, type Slot } from './slot.ts'
import { inMinor, termsOf, type Terms } from './terms.ts'

/** What a currency is in the base currency. */
export interface Money {
  readonly rate: Decimal
  /** The rate as text: two of the same are the same. */
  readonly rateText: string
  /** Base currency per minor unit. */
  readonly unit: number
  readonly conversion: number
  /** Decimals of the base currency. */
  readonly baseMinor: number
}

export function moneyOf(document: Portfolio, currency: string): Money {
  const rate = rateOf(document, currency)
  return {
    rate,
    rateText: rate.toFixed(),
    unit: rate.toNumber() / powerOfTen(minorDecimals(currency)),
    conversion: currency === document.baseCurrency ? 0 : conversionRateOf(document, currency).toNumber(),
    baseMinor: minorDecimals(document.baseCurrency),
  }
}

export interface SlotPlace {
  readonly account: number
  readonly currency: number
  readonly money: Money
  readonly rows: Int32Array
  readonly shares: Float64Array
  readonly misplacedBuy: number
  readonly misplacedSell: number
  /** Base currency that the account could spend at most. */
  readonly budget: number
  readonly lots: LotCurve | null
}

/** The slot of a permit; as long as nothing that it depends on has changed since the last plan, the same object as then. */
export function slotOf(permit: Permit, quantity: Decimal, place: SlotPlace): Slot {
  const last = lastSlots.get(permit)
  if (last?.quantity === quantity && isSame(permit, last.place, place)) return last.slot
  const slot = freshSlot(permit, quantity, place)
  lastSlots.set(permit, { quantity, place, slot })
  return slot
}

interface Kept {
  readonly quantity: Decimal
  readonly place: SlotPlace
  readonly slot: Slot
}

const lastSlots = new WeakMap<Permit, Kept>()

/** What an account could spend only matters where it may buy. */
function isSame({ buy }: Permit, a: SlotPlace, b: SlotPlace): boolean {
  return (
    a.account === b.account &&
    a.currency === b.currency &&
    a.rows === b.rows &&
    a.shares === b.shares &&
    a.lots === b.lots &&
    a.misplacedBuy === b.misplacedBuy &&
    a.misplacedSell === b.misplacedSell &&
    (buy !== null || a.budget === b.budget) &&
    isSameMoney(a.money, b.money)
  )
}

function isSameMoney(a: Money, b: Money): boolean {
  return a.rateText === b.rateText && a.conversion === b.conversion && a.baseMinor === b.baseMinor
}

function freshSlot(permit: Permit, quantity: Decimal, place: SlotPlace): Slot {
  const { instrument } = permit
  const { money } = place
  const terms = termsOf(instrument)
  const position = positionOf(terms, quantity, instrument.currency)
  const stepValue = terms.stepPrice.times(money.rate).toNumber()
  return {
    permit,
    quantity,
    terms,
    stepValue,
    wholeUnits: position.wholeUnits,
    wholeSteps: position.wholeSteps,
    remainder: position.remainder,
    account: place.account,
    currency: place.currency,
    rows: place.rows,
    shares: place.shares,
    misplacedBuy: place.misplacedBuy,
    misplacedSell: place.misplacedSell,
    lots: place.lots,
    positionValue: quantity.isZero() ? 0 : quantity.times(terms.price).times(money.rate).toNumber(),
    unit: money.unit,
    slope: terms.slope,
    gas: Math.ceil(inMinor(instrument.cost.gas, money.baseMinor)),
    conversion: money.conversion,
    ...buysOf(permit, terms, place.budget / stepValue),
    ...sellsOf(permit, terms, position),
  }
}

interface Position {
  readonly wholeUnits: number
  readonly wholeSteps: number
  readonly remainder: boolean
  /** Orders that could sell it, from one step to all of it. */
  readonly levels: number
}

const nothingHeld: Position = { wholeUnits: 0, wholeSteps: 0, remainder: false, levels: 0 }

/** A quantity that an edit left alone is the same object as before it. */
const positions = new WeakMap<Decimal, { readonly terms: Terms; readonly position: Position }>()

function positionOf(terms: Terms, quantity: Decimal, currency: string): Position {
  if (quantity.isZero()) return nothingHeld
  const known = positions.get(quantity)
  if (known?.terms === terms) return known.position
  const position = heldOf(terms, quantity, currency)
  positions.set(quantity, { terms, position })
  return position
}

function heldOf({ price, step }: Terms, quantity: Decimal, currency: string): Position {
  const single = step.equals(1)
  const floor = single ? quantity.floor() : quantity.dividedToIntegerBy(step)
  const remainder = !(single ? floor : floor.times(step)).equals(quantity)
  const value = quantity.times(price).times(minorScale(currency))
  return {
    remainder,
    wholeUnits: value.toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).toNumber(),
    wholeSteps: (single ? quantity : quantity.dividedBy(step)).toNumber(),
    levels: floor.toNumber() + (remainder ? 1 : 0),
  }
}

function buysOf(permit: Permit, terms: Terms, affordable: number) {
  if (permit.buy !== null) return { mostBuy: 0, leastBuy: 1 }
  const pool = (mostOn(terms.curve, 'buy') * terms.divisor) / terms.stepUnitsNumber
  const mostBuy = Math.min(exact, Math.floor(affordable) + 1, Math.floor(pool))
  return { mostBuy, leastBuy: firstLevel(mostBuy, (k) => unitsOfSteps(terms, k) >= terms.minimum) }
}

function sellsOf(permit: Permit, terms: Terms, { levels, wholeUnits, remainder }: Position) {
  const mostSell = permit.sell === null ? levels : 0
  const units = (k: number): number => (remainder && k === mostSell ? wholeUnits : unitsOfSteps(terms, k))
  return { mostSell, leastSell: firstLevel(mostSell, (k) => units(k) >= terms.minimum) }
}

/** The first level from 1 to `most` that satisfies a condition which stays true from there on; most + 1 if none does. */
function firstLevel(most: number, holds: (level: number) => boolean): number {
  if (most < 1 || holds(1)) return 1
  let low = 2
  let high = most + 1
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
