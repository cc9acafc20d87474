/** What the lots of a position come to: each lot's gain and term on the day of the plan, worked out and never kept. */
import { decimalOf, sumOf, zero, type Decimal } from '../../domain/decimal.ts'
import type { Lot, Portfolio } from '../../domain/document.ts'
import type { LotEntry } from '../../domain/lotTable.ts'
import { lotsInOrder } from '../../domain/lotOrder.ts'
import { longFrom, termOf } from '../../domain/term.ts'

export interface LotFacts {
  /** Before selling costs, in the instrument's currency; null where price or cost is unknown. */
  readonly gain: Decimal | null
  readonly term: LotTerm
}

export type LotTerm =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'long' }
  /** `from` is the first day on which a sale is long-term. */
  | { readonly kind: 'short'; readonly from: string }

/** The facts of one position's lots, in their order. */
export function factsOf(document: Portfolio, instrument: string, lots: readonly Lot[]): LotFacts[] {
  const price = document.instruments.find((each) => each.id === instrument)?.price ?? null
  const costs = countedCosts(document, lots)
  return lots.map((lot) => {
    const cost = costs.get(lot) ?? lot.unitCost
    return {
      gain:
        price === null || cost === null
          ? null
          : decimalOf(price).minus(decimalOf(cost)).times(decimalOf(lot.quantity)),
      term: lotTerm(lot.acquired, document.asOf),
    }
  })
}

/** By average cost every unit counts with what all of them cost on average. */
function countedCosts({ tax, asOf }: Portfolio, lots: readonly Lot[]): ReadonlyMap<Lot, string | null> {
  if (tax?.lotMethod !== 'average') return new Map()
  const terms = { price: zero, asOf, shortRate: zero, longRate: zero }
  return new Map(lotsInOrder(lots, 'average', terms).map((lot) => [lot.of, lot.unitCost]))
}

export function lotTerm(acquired: string | null, day: string): LotTerm {
  const term = termOf(acquired, day)
  if (acquired === null || term === null) return { kind: 'unknown' }
  return term === 'long' ? { kind: 'long' } : { kind: 'short', from: longFrom(acquired) }
}

export function quantityOf(lots: readonly { readonly quantity: string }[]): Decimal {
  return sumOf(lots.map((lot) => decimalOf(lot.quantity)))
}

/** The gains that are known, together; null where none is. */
export function gainOf(facts: readonly LotFacts[]): Decimal | null {
  const known = facts.flatMap((each) => each.gain ?? [])
  return known.length === 0 ? null : sumOf(known)
}

/** Pasted lots as lots of a position. */
export function lotsFrom(account: string, instrument: string, entries: readonly LotEntry[]): Lot[] {
  return entries.map(({ quantity, acquired, unitCost }) => ({
    account,
    instrument,
    quantity,
    acquired,
    unitCost,
  }))
}

/** Nothing is known of these lots but their quantity, so that better known ones take their place. */
export function areUnknown(lots: readonly Lot[]): boolean {
  return lots.every((lot) => lot.acquired === null)
}
