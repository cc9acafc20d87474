/** What the choice of lots is worth: waiting until one turns long term, and these lots rather than others. */
import { minorDecimals } from './currency.ts'
import { daysBetween } from './day.ts'
import { Decimal, decimalOf, sumOf, zero } from './decimal.ts'
import type { Instrument, Lot, Portfolio, Tax } from './document.ts'
import {
  firstUnits,
  lotsInOrder,
  taxPerUnit,
  type LotMethod,
  type SaleTerms,
  type SellingLot,
} from './lotOrder.ts'
import type { Trade } from './plan.ts'
import { longFrom, termOf } from './term.ts'
import { rateOf } from './weights.ts'

/** So many units of a lot that are sold. */
export interface LotUnits {
  readonly lot: Lot
  readonly quantity: Decimal
}

/** How a sale is taxed: a loss counts nothing unless it is harvested. */
export interface ChoiceTerms extends SaleTerms {
  readonly harvest: boolean
}

/** What is saved by selling a lot only on its first long-term day, at the same price. */
export interface Waiting {
  readonly lot: Lot
  readonly quantity: Decimal
  readonly longFrom: string
  readonly days: number
  readonly saves: Decimal
}

/** What is saved by these lots instead of those that another method sells; negative where the other would save. */
export interface Saved {
  readonly method: LotMethod
  readonly saves: Decimal
  /** Units that only this sale takes, and those that only the other would. */
  readonly sold: readonly LotUnits[]
  readonly kept: readonly LotUnits[]
}

/** Who waits longer than this no longer decides about this plan. */
export const longestWait = 60

/** Null unless the lot is short term, stands at a gain, turns long term within 60 days and is taxed less then. */
export function waitingOf({ lot, quantity }: LotUnits, terms: ChoiceTerms): Waiting | null {
  const { acquired, unitCost } = lot
  if (acquired === null || unitCost === null || termOf(acquired, terms.asOf) === 'long') return null
  const from = longFrom(acquired)
  const days = daysBetween(terms.asOf, from)
  const gain = quantity.times(terms.price.minus(decimalOf(unitCost)))
  const saves = gain.times(terms.shortRate.minus(terms.longRate))
  if (days > longestWait || !gain.greaterThan(0) || !saves.greaterThan(0)) return null
  return { lot, quantity, longFrom: from, days, saves }
}

/**
 * What these units of a holding save against the same quantity sold by another method; null where that is nothing, or
 * where a cost is unknown, so that nobody can say. `lots` are all of the holding's, the very objects that are sold.
 */
export function savedAgainst(
  method: LotMethod,
  sold: readonly LotUnits[],
  lots: readonly Lot[],
  terms: ChoiceTerms,
): Saved | null {
  const ordered = lotsInOrder(lots, method, terms)
  const others = firstUnits(ordered, sumOf(sold.map((each) => each.quantity)))
  const [ours, theirs] = [taxOf(sold, terms), taxOf(others, terms)]
  if (ours === null || theirs === null || ours.equals(theirs)) return null
  const other = others.map(({ lot, quantity }) => ({ lot: lot.of, quantity }))
  return { method, saves: theirs.minus(ours), sold: without(sold, other), kept: without(other, sold) }
}

/** The sum that the choice of lots minimises; null where a cost is unknown. */
function taxOf(units: readonly LotUnits[], terms: ChoiceTerms): Decimal | null {
  let sum = zero
  for (const { lot, quantity } of units) {
    const tax = taxPerUnit(lot, terms)
    if (tax === null) return null
    sum = sum.plus(quantity.times(terms.harvest ? tax : Decimal.max(tax, zero)))
  }
  return sum
}

/** The units that others do not have too. */
function without(units: readonly LotUnits[], others: readonly LotUnits[]): LotUnits[] {
  return units.flatMap(({ lot, quantity }) => {
    const same = others.filter((each) => each.lot === lot).map((each) => each.quantity)
    const rest = quantity.minus(sumOf(same))
    return rest.greaterThan(0) ? [{ lot, quantity: rest }] : []
  })
}

/** What a sell's choice of lots is worth, in base currency. */
export interface LotChoices {
  /** Lots that turn long term soon, the next one first. */
  readonly waiting: readonly Waiting[]
  readonly saved: readonly Saved[]
}

const none: LotChoices = { waiting: [], saved: [] }
const compared: readonly LotMethod[] = ['fifo', 'hifo']

/** The choices behind a sell of a plan of this document; none where it is not taxed. */
export function lotChoicesOf(document: Portfolio, trade: Trade): LotChoices {
  const { tax, accounts, instruments, lots } = document
  const instrument = instruments.find((each) => each.id === trade.instrument)
  const account = accounts.find((each) => each.id === trade.account)
  if (tax === null || instrument === undefined || account?.kind !== 'taxable' || trade.side === 'buy')
    return none
  const own = lots.filter((lot) => lot.account === trade.account && lot.instrument === trade.instrument)
  const rates = { shortRate: decimalOf(tax.shortRate), longRate: decimalOf(tax.longRate) }
  const harvest = trade.lots.some((each) => each.tax !== null && decimalOf(each.tax).lessThan(0))
  const price = priceAfterCosts(document, instrument, trade)
  const terms = { price, asOf: document.asOf, ...rates, harvest }
  const sold = firstUnits(lotsInOrder(own, tax.lotMethod, terms), decimalOf(trade.quantity))
  const inBase = <T extends { readonly saves: Decimal }>(each: T): T => ({
    ...each,
    saves: baseAmount(document, instrument, each.saves),
  })
  return {
    waiting: waitingIn(sold, terms)
      .map(inBase)
      .filter((each) => !each.saves.isZero()),
    saved: savedIn(tax, sold, own, terms)
      .map(inBase)
      .filter((each) => !each.saves.isZero()),
  }
}

/** Rounded half-even to the base currency's minor unit: these figures inform, they are never summed. */
function baseAmount(document: Portfolio, { currency }: Instrument, amount: Decimal): Decimal {
  const places = minorDecimals(document.baseCurrency)
  return amount.times(rateOf(document, currency)).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN)
}

function waitingIn(sold: readonly LotUnits[], terms: ChoiceTerms): Waiting[] {
  return sold
    .flatMap((units) => waitingOf(units, terms) ?? [])
    .sort((a, b) => a.days - b.days || b.saves.comparedTo(a.saves))
}

/** With average costs every choice of lots gains the same, so there is nothing to compare. */
function savedIn(
  { lotMethod }: Tax,
  sold: readonly { readonly lot: SellingLot; readonly quantity: Decimal }[],
  lots: readonly Lot[],
  terms: ChoiceTerms,
): Saved[] {
  if (lotMethod === 'average') return []
  const units = sold.map(({ lot, quantity }) => ({ lot: lot.of, quantity }))
  return compared.flatMap((method) => savedAgainst(method, units, lots, terms) ?? [])
}

/** What a unit brings after its share of the order's costs, in the instrument's currency. */
function priceAfterCosts(document: Portfolio, { currency }: Instrument, trade: Trade): Decimal {
  const { commission, spread, impact, gas } = trade.costs
  const costs = sumOf([commission, spread, impact].map(decimalOf)).plus(
    decimalOf(gas).dividedBy(rateOf(document, currency)),
  )
  return decimalOf(trade.price).minus(costs.dividedBy(trade.quantity))
}
