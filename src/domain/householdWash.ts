/** The wash sales of a household: what its document and a plan sell at a loss, and what they buy of the same. */
import { Decimal, decimalOf, sumOf, textOf, zero } from './decimal.ts'
import type { AccountKind, Lot, Portfolio } from './document.ts'
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
 * of the plan included. Nothing where the document looks for none. Lots of unknown day replace nothing. Units that the
 * plan sells itself replace nothing in a taxable account: the loss would move on to them and count at once.
 */
export function householdWash(
  document: Portfolio,
  sold: readonly SoldUnits[],
  bought: readonly BoughtUnits[],
): HouseholdWashed[] {
  if (document.tax === null || !document.tax.washSales) return []
  const household = householdOf(document)
  const sales = [...plannedSales(household, sold), ...realisedSales(household)]
  if (sales.length === 0) return []
  const acquisitions = [...lotsAcquired(household, sales, sold), ...plannedBuys(household, bought)]
  const sellers = new Map(sales.map((each) => [each.id, each]))
  const buyers = new Map(acquisitions.map((each) => [each.id, each]))
  return washOf(sales, acquisitions).sales.flatMap((washed) => placed(washed, sellers, buyers))
}

interface Household {
  readonly document: Portfolio
  readonly kinds: ReadonlyMap<string, AccountKind>
  readonly groups: ReadonlyMap<string, string>
  /** Ids that only depend on what a lot is, so that the order of lots never matters. */
  readonly lotIds: ReadonlyMap<Lot, string>
}

type PlacedSale = LossSale & { readonly place: WashPlace }
type PlacedAcquisition = Acquisition & { readonly place: WashPlace }

function householdOf(document: Portfolio): Household {
  const ids = idsOf(document.lots, ({ account, instrument, acquired, unitCost, quantity }) => [
    account,
    instrument,
    acquired,
    unitCost,
    quantity,
  ])
  return {
    document,
    kinds: new Map(document.accounts.map((account) => [account.id, account.kind])),
    groups: washGroupsOf(document),
    lotIds: new Map(document.lots.map((lot, at) => [lot, ids[at] ?? ''])),
  }
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
  const { document, lotIds } = household
  const lotId = (lot: Lot): string => lotIds.get(lot) ?? ''
  const ids = idsOf(sold, ({ lot, quantity }) => ['sold', lotId(lot), textOf(quantity)])
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
        sold: document.asOf,
        acquired,
        from: [lotId(lot)],
        place: { account, instrument, day: document.asOf, list: 'sold' as const, index },
      },
    ]
  })
}

/** What is left of the lot that was sold has its account, instrument and day. */
function realisedSales(household: Household): PlacedSale[] {
  const { document, lotIds } = household
  const ids = idsOf(document.realised, (sale) => ['realised', ...Object.values(sale)])
  return document.realised.flatMap((sale, index) => {
    const { account, instrument, acquired, gain } = sale
    if (!gain.startsWith('-')) return []
    const rest = document.lots.filter(
      (lot) =>
        lot.account === account &&
        lot.instrument === instrument &&
        lot.acquired !== null &&
        lot.acquired === acquired,
    )
    return [
      {
        id: ids[index] ?? '',
        kind: kindOf(household, account),
        group: groupOf(household, instrument),
        quantity: decimalOf(sale.quantity),
        loss: decimalOf(gain).negated(),
        sold: sale.sold,
        acquired,
        from: rest.map((lot) => lotIds.get(lot) ?? ''),
        place: { account, instrument, day: sale.sold, list: 'realised' as const, index },
      },
    ]
  })
}

/** Lots bought in the window of any of the sales, without what the plan sells of them in taxable accounts. */
function lotsAcquired(
  household: Household,
  sales: readonly LossSale[],
  sold: readonly SoldUnits[],
): PlacedAcquisition[] {
  const { document, lotIds } = household
  const earliest = sales.map((sale) => windowOf(sale.sold)[0]).reduce((a, b) => (a < b ? a : b))
  return document.lots.flatMap((lot, index) => {
    const { account, instrument, acquired } = lot
    if (acquired === null || acquired < earliest) return []
    const kind = kindOf(household, account)
    const gone = kind === 'taxable' ? sold.filter((each) => each.lot === lot) : []
    const quantity = decimalOf(lot.quantity).minus(sumOf(gone.map((each) => each.quantity)))
    return [
      {
        id: lotIds.get(lot) ?? '',
        kind,
        group: groupOf(household, instrument),
        quantity: Decimal.max(quantity, zero),
        day: acquired,
        place: { account, instrument, day: acquired, list: 'lots' as const, index },
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
