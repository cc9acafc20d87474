/** The wash sales of a household: what its document and a plan sell at a loss, and what they buy of the same. */
import { Decimal, decimalOf, textOf, zero } from './decimal.ts'
import type { AccountKind, Lot, Portfolio, Sale } from './document.ts'
import { washOf, windowOf, type Acquisition, type LossSale, type WashedSale } from './wash.ts'

/** Units of one of the document's own lots (the very object) that a plan sells on its day; a loss is negative. */
export interface SoldUnits {
  readonly lot: Lot
  readonly quantity: Decimal
  readonly gain: Decimal
}

/** Units that a plan buys on its day. */
export interface BoughtUnits {
  readonly account: string
  readonly instrument: string
  readonly quantity: Decimal
}

/** Where a sale or a replacement stands: in a list of the document, or in what the plan sells or buys. */
export interface WashPlace {
  readonly account: string
  readonly instrument: string
  /** When it was sold or bought. */
  readonly day: string
  readonly list: 'lots' | 'realised' | 'sold' | 'bought'
  readonly index: number
}

/** A sale whose loss is disallowed for so many units; the loss is a positive amount. */
export interface HouseholdWashed extends WashPlace {
  readonly acquired: string | null
  readonly quantity: Decimal
  readonly loss: Decimal
  readonly replacedBy: readonly HouseholdReplacement[]
}

/** What replaces units of that sale; the loss is added to the basis of these units or else lost for good. */
export interface HouseholdReplacement extends WashPlace {
  readonly kind: AccountKind
  readonly quantity: Decimal
  readonly loss: Decimal
  readonly lostForGood: boolean
}

/** The wash group of each instrument; one without is only identical to itself. */
export function washGroupsOf({ instruments }: Portfolio): ReadonlyMap<string, string> {
  return new Map(
    instruments.map(({ id, washGroup }) => [id, JSON.stringify(washGroup === null ? [id] : ['', washGroup])]),
  )
}

/**
 * Every loss of the document's `realised` sales and of a plan's sells that the household's purchases disallow, those
 * of the plan included. Nothing where the document looks for none. Lots of unknown day replace nothing. Units that a
 * taxable account has sold again, or that the plan sells, replace nothing: the loss would move on to them and count at once.
 */
export function householdWash(
  document: Portfolio,
  sold: readonly SoldUnits[],
  bought: readonly BoughtUnits[],
): HouseholdWashed[] {
  if (document.tax === null || !document.tax.washSales) return []
  const days = lossDays(document, sold)
  if (days.length === 0) return []
  const household = householdOf(document, sold, days)
  const sales = [...plannedSales(household, sold), ...realisedSales(household)]
  const acquisitions = [
    ...lotsAcquired(household),
    ...soldElsewhere(household),
    ...plannedBuys(household, bought),
  ]
  const sellers = new Map(sales.map((each) => [each.id, each]))
  const buyers = new Map(acquisitions.map((each) => [each.id, each]))
  return washOf(sales, acquisitions).sales.flatMap((washed) => placed(washed, sellers, buyers))
}

interface Household {
  readonly document: Portfolio
  readonly kinds: ReadonlyMap<string, AccountKind>
  readonly groups: ReadonlyMap<string, string>
  /** Lots that were acquired in the window of any sale, or later. */
  readonly recent: readonly RecentLot[]
  /** How many units of a lot the plan sells. */
  readonly sold: ReadonlyMap<Lot, Decimal>
}

interface RecentLot {
  readonly lot: Lot
  readonly acquired: string
  readonly index: number
  /** Only depends on what the lot is, so that the order of lots never matters. */
  readonly id: string
}

type PlacedSale = LossSale & { readonly place: WashPlace }
type PlacedAcquisition = Acquisition & { readonly place: WashPlace }

/** When something was sold at a loss. */
function lossDays({ realised, asOf }: Portfolio, sold: readonly SoldUnits[]): string[] {
  const before = realised.filter(isAtLoss).map((sale) => sale.sold)
  return sold.some(({ gain }) => gain.lessThan(0)) ? [...before, asOf] : before
}

/** The text is plain decimal, so its sign tells. */
const isAtLoss = ({ gain }: Sale): boolean => gain.startsWith('-')

function householdOf(document: Portfolio, sold: readonly SoldUnits[], days: readonly string[]): Household {
  const [earliest] = windowOf(days.reduce((a, b) => (a < b ? a : b)))
  const recent = document.lots.flatMap((lot, index) =>
    lot.acquired !== null && lot.acquired >= earliest ? [{ lot, acquired: lot.acquired, index }] : [],
  )
  const ids = idsOf(recent, ({ lot }) => contentOf(lot))
  return {
    document,
    kinds: new Map(document.accounts.map((account) => [account.id, account.kind])),
    groups: washGroupsOf(document),
    recent: recent.map((each, at) => ({ ...each, id: ids[at] ?? '' })),
    sold: unitsByLot(sold),
  }
}

function unitsByLot(sold: readonly SoldUnits[]): ReadonlyMap<Lot, Decimal> {
  const units = new Map<Lot, Decimal>()
  for (const { lot, quantity } of sold) units.set(lot, quantity.plus(units.get(lot) ?? zero))
  return units
}

function contentOf({ account, instrument, acquired, unitCost, quantity }: Lot): readonly unknown[] {
  return [account, instrument, acquired, unitCost, quantity]
}

/** What an item is as text, with a count where several are the same. */
function idsOf<T>(items: readonly T[], content: (item: T) => readonly unknown[]): string[] {
  const counts = new Map<string, number>()
  return items.map((item) => {
    const text = JSON.stringify(content(item))
    const count = counts.get(text) ?? 0
    counts.set(text, count + 1)
    return `${text} ${count}`
  })
}

const kindOf = ({ kinds }: Household, account: string): AccountKind => kinds.get(account) ?? 'taxable'
const groupOf = ({ groups }: Household, instrument: string): string => groups.get(instrument) ?? ''

function plannedSales(household: Household, sold: readonly SoldUnits[]): PlacedSale[] {
  const { asOf } = household.document
  const ids = idsOf(sold, ({ lot, quantity }) => ['sold', ...contentOf(lot), textOf(quantity)])
  const own = new Map(household.recent.map(({ lot, id }) => [lot, [id]]))
  return sold.flatMap(({ lot, quantity, gain }, index) => {
    if (!gain.lessThan(0)) return []
    const { account, instrument, acquired } = lot
    return [
      {
        id: ids[index] ?? '',
        kind: kindOf(household, account),
        group: groupOf(household, instrument),
        quantity,
        loss: gain.negated(),
        sold: asOf,
        acquired,
        from: own.get(lot) ?? [],
        place: { account, instrument, day: asOf, list: 'sold' as const, index },
      },
    ]
  })
}

/** What is left of the lot that was sold has its account, instrument and day. */
function realisedSales(household: Household): PlacedSale[] {
  const { realised } = household.document
  const ids = idsOf(realised, (sale) => ['realised', ...Object.values(sale)])
  return realised.flatMap((sale, index) => {
    if (!isAtLoss(sale)) return []
    const { account, instrument, acquired } = sale
    const rest = household.recent.filter(
      ({ lot }) => lot.account === account && lot.instrument === instrument && lot.acquired === acquired,
    )
    return [
      {
        id: ids[index] ?? '',
        kind: kindOf(household, account),
        group: groupOf(household, instrument),
        quantity: decimalOf(sale.quantity),
        loss: decimalOf(sale.gain).negated(),
        sold: sale.sold,
        acquired,
        from: rest.map(({ id }) => id),
        place: { account, instrument, day: sale.sold, list: 'realised' as const, index },
      },
    ]
  })
}

/** Recent lots, without what the plan sells of them in taxable accounts. */
function lotsAcquired(household: Household): PlacedAcquisition[] {
  return household.recent.map(({ lot, acquired, index, id }) => {
    const { account, instrument } = lot
    const kind = kindOf(household, account)
    const gone = kind === 'taxable' ? household.sold.get(lot) : undefined
    const left = decimalOf(lot.quantity).minus(gone ?? zero)
    return {
      id,
      kind,
      group: groupOf(household, instrument),
      quantity: Decimal.max(left, zero),
      day: acquired,
      place: { account, instrument, day: acquired, list: 'lots' as const, index },
    }
  })
}

/** What a deferred or exempt account bought and has sold since: it takes a loss away all the same. */
function soldElsewhere(household: Household): PlacedAcquisition[] {
  const { realised } = household.document
  const ids = idsOf(realised, (sale) => ['gone', ...Object.values(sale)])
  return realised.flatMap(({ account, instrument, quantity, acquired }, index) => {
    const kind = kindOf(household, account)
    if (kind === 'taxable' || acquired === null) return []
    return [
      {
        id: ids[index] ?? '',
        kind,
        group: groupOf(household, instrument),
        quantity: decimalOf(quantity),
        day: acquired,
        place: { account, instrument, day: acquired, list: 'realised' as const, index },
      },
    ]
  })
}

function plannedBuys(household: Household, bought: readonly BoughtUnits[]): PlacedAcquisition[] {
  const { asOf } = household.document
  const ids = idsOf(bought, ({ account, instrument, quantity }) => [
    'bought',
    account,
    instrument,
    textOf(quantity),
  ])
  return bought.map(({ account, instrument, quantity }, index) => ({
    id: ids[index] ?? '',
    kind: kindOf(household, account),
    group: groupOf(household, instrument),
    quantity,
    day: asOf,
    place: { account, instrument, day: asOf, list: 'bought' as const, index },
  }))
}

function placed(
  { id, quantity, loss, replacedBy }: WashedSale,
  sellers: ReadonlyMap<string, PlacedSale>,
  buyers: ReadonlyMap<string, PlacedAcquisition>,
): HouseholdWashed[] {
  const sale = sellers.get(id)
  if (sale === undefined) return []
  const replacements = replacedBy.flatMap((each): HouseholdReplacement[] => {
    const buyer = buyers.get(each.acquisition)
    if (buyer === undefined) return []
    const { quantity: units, loss: lost, lostForGood } = each
    return [{ ...buyer.place, kind: buyer.kind, quantity: units, loss: lost, lostForGood }]
  })
  return [{ ...sale.place, acquired: sale.acquired, quantity, loss, replacedBy: replacements }]
}
