/** What a plan's sales come to in the year's taxes: gains by term without what is disallowed, and the tax that they add. */
import { roundMoney } from '../domain/currency.ts'
import { Decimal, decimalOf, sumOf, zero } from '../domain/decimal.ts'
import type { Portfolio, Tax } from '../domain/document.ts'
import { householdWash, type HouseholdWashed, type SoldUnits } from '../domain/householdWash.ts'
import type { ByTerm } from '../domain/netting.ts'
import { lossesIn, nettedBy, yearGains } from '../domain/taxYear.ts'
import { termOf, type Term } from '../domain/term.ts'
import { rateOf } from '../domain/weights.ts'
import { taxedAccounts } from './lots.ts'
import type { Settled } from './settle.ts'

export interface Taxation {
  /** Losses that the household's purchases disallow, those of before the plan included. */
  readonly washed: readonly HouseholdWashed[]
  /** Net gains of the plan in base currency, without losses that are disallowed. */
  readonly gains: ByTerm
  /** What the plan adds to the year's tax, negative where it takes from it; in base currency. */
  readonly tax: Decimal
  /** Losses left over after this year's sales and this plan. */
  readonly carryForward: ByTerm
  /** Losses of the plan's own sells that are disallowed, in base currency. */
  readonly disallowed: Decimal
  /** What the losses that this plan has disallowed would have been worth at their own rates. */
  readonly forgone: Decimal
}

/** The taxation of a settled plan; null where its document asks for no tax. */
export function taxationOf(document: Portfolio, settled: Settled): Taxation | null {
  return document.tax && taxationUnder(document, document.tax, settled)
}

/** The same under the document's own tax. */
export function taxationUnder(document: Portfolio, tax: Tax, settled: Settled): Taxation {
  const sold = soldUnits(document, settled)
  const bought = settled.orders
    .filter((order) => order.side === 'buy')
    .map(({ slot: { permit }, quantity }) => ({
      account: permit.account.id,
      instrument: permit.instrument.id,
      quantity,
    }))
  const [before, washed] = [householdWash(document, [], []), householdWash(document, sold, bought)]
  const gains = allowedGains(document, sold, washed)
  const earlier = nettedBy(tax, yearGains(document, before))
  const later = nettedBy(tax, added(yearGains(document, washed), gains))
  return {
    washed,
    gains,
    tax: roundMoney(later.tax.minus(earlier.tax), document.baseCurrency),
    carryForward: later.carryForward,
    disallowed: sumOf([...lossesIn(washed, 'sold').values()]),
    forgone: worthOf(tax, washed).minus(worthOf(tax, before)),
  }
}

/** What taxable accounts sell, gains in base currency: none where the basis is unknown. */
function soldUnits(document: Portfolio, settled: Settled): SoldUnits[] {
  const taxed = taxedAccounts(document)
  return [...settled.sold].flatMap(([{ slot }, parts]) => {
    if (!taxed.has(slot.permit.account.id)) return []
    const rate = rateOf(document, slot.permit.instrument.currency)
    return parts.map(({ lot, quantity, gain }) => ({
      lot: lot.of,
      quantity,
      gain: (gain ?? zero).times(rate),
    }))
  })
}

/** Gains by term; a lot of unknown day counts as short. A disallowed loss is taken out again. */
function allowedGains(
  document: Portfolio,
  sold: readonly SoldUnits[],
  washed: readonly HouseholdWashed[],
): ByTerm {
  const disallowed = lossesIn(washed, 'sold')
  return byTerm(
    sold.map(({ lot, gain }, at) => ({
      term: termOf(lot.acquired, document.asOf),
      gain: gain.plus(disallowed.get(at) ?? zero),
    })),
  )
}

interface Gain {
  readonly term: Term | null
  readonly gain: Decimal
}

function byTerm(gains: readonly Gain[]): ByTerm {
  const [long, short] = [true, false].map((isLong) =>
    sumOf(gains.filter((each) => (each.term === 'long') === isLong).map((each) => each.gain)),
  ) as [Decimal, Decimal]
  return { short, long }
}

function added(a: ByTerm, b: ByTerm): ByTerm {
  return { short: a.short.plus(b.short), long: a.long.plus(b.long) }
}

function worthOf(tax: Tax, washed: readonly HouseholdWashed[]): Decimal {
  return sumOf(
    washed.map(({ acquired, day, loss }) =>
      loss.times(decimalOf(termOf(acquired, day) === 'long' ? tax.longRate : tax.shortRate)),
    ),
  )
}

/** By how much a plan's net gain exceeds the gains budget; zero where it does not, or where there is none. */
export function overBudget({ tax }: Portfolio, { gains }: Taxation): Decimal {
  if (tax === null || tax.gainsBudget === null) return zero
  return Decimal.max(zero, gains.short.plus(gains.long).minus(decimalOf(tax.gainsBudget)))
}
