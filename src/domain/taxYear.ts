/** This year's sales so far: what of each counts, and what is left of the year after netting. */
import { decimalOf, sumOf, zero, type Decimal } from './decimal.ts'
import type { Portfolio, Tax } from './document.ts'
import { householdWash, type HouseholdWashed } from './householdWash.ts'
import { netted, type ByTerm, type Netted } from './netting.ts'
import { termOf, type Term } from './term.ts'

/** What becomes of one sale's gain. */
export type SaleCount =
  /** Nobody taxes gains in a deferred or exempt account. */
  | { readonly kind: 'not-taxed' }
  /** Sold in another year than that of the plan's day. */
  | { readonly kind: 'other-year' }
  /** Of unknown day counts as short. `disallowed` is what wash sales take from a loss. */
  | {
      readonly kind: 'counts'
      readonly term: Term
      readonly isDayKnown: boolean
      readonly disallowed: Decimal
    }

export interface TaxYear {
  /** "2026" */
  readonly year: string
  /** Gains less losses as they were sold, in base currency. */
  readonly sold: ByTerm
  /** Losses that wash sales take away, as amounts that are not negative. */
  readonly disallowed: ByTerm
  /** With the losses carried forward; null without tax. */
  readonly net: Netted | null
}

export function yearOf(day: string): string {
  return day.slice(0, -'-12-31'.length)
}

/** What counts of each sale, in the order of the document, with these wash sales: without a plan's, unless told. */
export function saleCounts(
  document: Portfolio,
  washed: readonly HouseholdWashed[] = householdWash(document, [], []),
): SaleCount[] {
  const taxable = new Set(document.accounts.filter(({ kind }) => kind === 'taxable').map(({ id }) => id))
  const losses = lossesIn(washed, 'realised')
  const year = yearOf(document.asOf)
  return document.realised.map(({ account, acquired, sold }, at) => {
    if (!taxable.has(account)) return { kind: 'not-taxed' }
    if (yearOf(sold) !== year) return { kind: 'other-year' }
    const term = termOf(acquired, sold)
    return {
      kind: 'counts',
      term: term ?? 'short',
      isDayKnown: term !== null,
      disallowed: losses.get(at) ?? zero,
    }
  })
}

/** What is disallowed of each sale of a list, as positive amounts by its index there. */
export function lossesIn(
  washed: readonly HouseholdWashed[],
  list: HouseholdWashed['list'],
): ReadonlyMap<number, Decimal> {
  return new Map(washed.filter((each) => each.list === list).map(({ index, loss }) => [index, loss]))
}

export function taxYearOf(document: Portfolio): TaxYear {
  const counts = saleCounts(document)
  const { tax } = document
  return {
    year: yearOf(document.asOf),
    sold: summed(document, counts, (gain) => gain),
    disallowed: summed(document, counts, (_, disallowed) => disallowed),
    net: tax === null ? null : nettedBy(tax, allowedIn(document, counts)),
  }
}

/** The year's gains so far less its losses, as far as these wash sales do not disallow them. */
export function yearGains(document: Portfolio, washed: readonly HouseholdWashed[]): ByTerm {
  return allowedIn(document, saleCounts(document, washed))
}

function allowedIn(document: Portfolio, counts: readonly SaleCount[]): ByTerm {
  return summed(document, counts, (gain, disallowed) => gain.plus(disallowed))
}

function summed(
  { realised }: Portfolio,
  counts: readonly SaleCount[],
  of: (gain: Decimal, disallowed: Decimal) => Decimal,
): ByTerm {
  const inTerm = (term: Term): Decimal =>
    sumOf(
      counts.flatMap((each, at) => {
        const sale = realised[at]
        if (each.kind !== 'counts' || each.term !== term || sale === undefined) return []
        return [of(decimalOf(sale.gain), each.disallowed)]
      }),
    )
  return { short: inTerm('short'), long: inTerm('long') }
}

/** A year's gains with the losses carried forward, taxed at the rates of their terms. */
export function nettedBy(tax: Tax, gains: ByTerm): Netted {
  const exact = ({ short, long }: { readonly short: string; readonly long: string }): ByTerm => ({
    short: decimalOf(short),
    long: decimalOf(long),
  })
  return netted(gains, exact(tax.carryForward), exact({ short: tax.shortRate, long: tax.longRate }))
}
