/** In which order the lots of one holding are sold, by each method, and what a unit of each would be taxed. */
import { Decimal, decimalOf, sumOf, textOf } from './decimal.ts'
import type { Lot, Tax } from './document.ts'
import { remembered } from './memo.ts'
import { compareText } from './order.ts'
import { termOf } from './term.ts'

export type LotMethod = Tax['lotMethod']

/** What tax on a sale depends on beside the lot itself. */
export interface SaleTerms {
  /** For one unit, after selling cost, in the lot's currency. */
  readonly price: Decimal
  /** The day of sale. */
  readonly asOf: string
  readonly shortRate: Decimal
  readonly longRate: Decimal
}

/** A lot with the unit cost that its sale counts with; `of` is the document's own object, which `average` differs from. */
export interface SellingLot extends Lot {
  readonly of: Lot
}

/** Decimals at which an average cost is rounded, half-even: finer than any price or cost is written. */
const averagePlaces = 20

/**
 * The lots of one holding, the one sold first first. Lots of unknown cost are last by every method, and where a method
 * looks at days, lots of unknown day come just before those. Ties go by day (so long term before short: the
 * short one gets cheaper by waiting), cost (dearest first) and quantity, so that the given order never matters.
 * - fifo, lifo: by day. hifo: by unit cost, highest first. min-tax: by tax a unit, lowest first.
 * - average: as fifo, and every lot of known cost counts with the average cost of all of them.
 * - specific: by `sellRank`, lowest first; lots without one follow as by min-tax.
 */
export function lotsInOrder(lots: readonly Lot[], method: LotMethod, terms: SaleTerms): SellingLot[] {
  const costed = method === 'average' ? averaged(lots) : lots.map((lot) => ({ ...lot, of: lot }))
  const asksTax = method === 'min-tax' || method === 'specific'
  const number = (value: Decimal): number => (asksTax ? value.toNumber() : 0)
  const context: Context = { method, terms, price: number(terms.price) }
  const [short, long] = [number(terms.shortRate), number(terms.longRate)]
  const keyed = costed.map((lot): Keyed => {
    const cost = lot.of.unitCost === null ? null : Number(lot.of.unitCost)
    if (cost === null || !asksTax) return { lot, cost, tax: null }
    return {
      lot,
      cost,
      tax: (context.price - cost) * (termOf(lot.acquired, terms.asOf) === 'long' ? long : short),
    }
  })
  return keyed.sort((a, b) => compared(a, b, context)).map((each) => each.lot)
}

/**
 * Tax on one unit, negative for a loss; null where its cost is unknown, for no figure is invented. What was acquired on
 * an unknown day counts as short term.
 */
export function taxPerUnit(lot: Lot, { price, asOf, shortRate, longRate }: SaleTerms): Decimal | null {
  const cost = costOf(lot)
  if (cost === null) return null
  return price.minus(cost).times(termOf(lot.acquired, asOf) === 'long' ? longRate : shortRate)
}

/** The first so many units of lots in the order given; fewer where the lots hold fewer. */
export function firstUnits<L extends Lot>(
  lots: readonly L[],
  quantity: Decimal,
): { readonly lot: L; readonly quantity: Decimal }[] {
  let left = quantity
  return lots.flatMap((lot) => {
    const part = Decimal.min(left, decimalOf(lot.quantity))
    left = left.minus(part)
    return part.greaterThan(0) ? [{ lot, quantity: part }] : []
  })
}

const costOf = remembered(({ unitCost }: Lot) => (unitCost === null ? null : decimalOf(unitCost)))
const quantityOf = remembered((lot: Lot) => decimalOf(lot.quantity))

/** A lot with its cost and tax a unit in float64, null where they are unknown: near enough to tell most lots apart. */
interface Keyed {
  readonly lot: SellingLot
  readonly cost: number | null
  readonly tax: number | null
}

interface Context {
  readonly method: LotMethod
  readonly terms: SaleTerms
  readonly price: number
}

/** Float64 figures that differ by more than this share of what they were made of differ exactly, and the same way. */
const noise = 1e-12

function compared(a: Keyed, b: Keyed, context: Context): number {
  return (
    Number(a.cost === null) - Number(b.cost === null) ||
    byMethod(a, b, context) ||
    byDay(a, b, 1) ||
    byCost(b, a) ||
    quantityOf(a.lot.of).comparedTo(quantityOf(b.lot.of))
  )
}

function byMethod(a: Keyed, b: Keyed, context: Context): number {
  switch (context.method) {
    case 'fifo':
    case 'average':
      return byDay(a, b, 1)
    case 'lifo':
      return byDay(a, b, -1)
    case 'hifo':
      return byCost(b, a)
    case 'specific':
      return rankOf(a) - rankOf(b) || byTax(a, b, context)
    case 'min-tax':
      return byTax(a, b, context)
  }
}

const rankOf = ({ lot }: Keyed): number => lot.sellRank ?? Number.MAX_SAFE_INTEGER

/** Lots of unknown day are last in either direction. */
function byDay(a: Keyed, b: Keyed, direction: 1 | -1): number {
  const [first, second] = [a.lot.acquired, b.lot.acquired]
  if (first === null || second === null) return Number(first === null) - Number(second === null)
  return direction * compareText(first, second)
}

function byCost(a: Keyed, b: Keyed): number {
  if (a.cost === null || b.cost === null) return Number(a.cost === null) - Number(b.cost === null)
  const apart = a.cost - b.cost
  if (Math.abs(apart) > noise * (a.cost + b.cost)) return apart
  return nullsLast(costOf(a.lot.of), costOf(b.lot.of))
}

function byTax(a: Keyed, b: Keyed, { terms, price }: Context): number {
  if (a.tax === null || b.tax === null) return Number(a.tax === null) - Number(b.tax === null)
  const apart = a.tax - b.tax
  if (Math.abs(apart) > noise * (2 * Math.abs(price) + (a.cost ?? 0) + (b.cost ?? 0))) return apart
  return nullsLast(taxPerUnit(a.lot.of, terms), taxPerUnit(b.lot.of, terms))
}

function nullsLast(a: Decimal | null, b: Decimal | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a.comparedTo(b)
}

/** Every lot of known cost at what all of them cost on average. */
function averaged(lots: readonly Lot[]): SellingLot[] {
  const known = lots.flatMap(({ quantity, unitCost }) =>
    unitCost === null ? [] : [{ quantity: decimalOf(quantity), cost: decimalOf(unitCost) }],
  )
  const quantity = sumOf(known.map((each) => each.quantity))
  if (quantity.isZero()) return lots.map((lot) => ({ ...lot, of: lot }))
  const total = sumOf(known.map((each) => each.quantity.times(each.cost)))
  const average = textOf(total.dividedBy(quantity).toDecimalPlaces(averagePlaces, Decimal.ROUND_HALF_EVEN))
  return lots.map((lot) => ({ ...lot, unitCost: lot.unitCost === null ? null : average, of: lot }))
}
