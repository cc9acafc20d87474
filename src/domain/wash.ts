/** Wash sales: losses that are disallowed because the household bought the same again within 30 days. */
import { dayAfter } from './day.ts'
import { Decimal, sumOf, zero } from './decimal.ts'
import type { AccountKind } from './document.ts'
import { compareText } from './order.ts'

/** Days before and after a sale at a loss in which buying the same disallows the loss; with the day itself, 61. */
export const washDays = 30

/** Units of one lot sold at a loss on one day. */
export interface LossSale {
  readonly id: string
  /** Losses count in taxable accounts only. */
  readonly kind: AccountKind
  /** What is substantially identical shares a group. */
  readonly group: string
  readonly quantity: Decimal
  /** The loss of all units, as a positive amount. */
  readonly loss: Decimal
  readonly sold: string
  /** When the units were acquired. */
  readonly acquired: string | null
  /** The acquisitions that the units came from: what is left of them replaces nothing here (Rev. Rul. 56-602). */
  readonly from: readonly string[]
}

/** Units that the household acquired on one day and that may replace units sold at a loss. */
export interface Acquisition {
  readonly id: string
  readonly kind: AccountKind
  readonly group: string
  readonly quantity: Decimal
  readonly day: string
}

/** Units of a sale that units of an acquisition replace, and the loss that is disallowed for them. */
export interface Washed {
  readonly sale: string
  readonly acquisition: string
  readonly quantity: Decimal
  readonly loss: Decimal
  /** True where the replacement is in a deferred or exempt account; else the loss is added to its basis. */
  readonly lostForGood: boolean
}

/** What is disallowed of one sale; sales of which nothing is do not appear. */
export interface WashedSale {
  readonly id: string
  readonly quantity: Decimal
  readonly loss: Decimal
  readonly replacedBy: readonly Washed[]
}

/** How many units of an acquisition replace, the basis they gain in a taxable account, and what is lost elsewhere. */
export interface Replacement {
  readonly id: string
  readonly quantity: Decimal
  readonly basis: Decimal
  readonly lostForGood: Decimal
}

export interface Wash {
  readonly sales: readonly WashedSale[]
  readonly replacements: readonly Replacement[]
}

/** Decimals at which shares of a loss are cut, so that they are exact and sum to the whole. */
const lossPlaces = 20

/**
 * The wash sales among these (26 U.S.C. 1091): sales in order of day, and of acquisition within a day, are each matched
 * with what was acquired in their window, earliest first, unit for unit; no unit replaces twice (26 CFR 1.1091-1).
 * Of what was acquired on one day taxable accounts come first, as whoever buys may see to that. Ids are unique.
 */
export function washOf(sales: readonly LossSale[], acquisitions: readonly Acquisition[]): Wash {
  const queues = queuesOf(acquisitions)
  const matches = sales
    .filter((sale) => sale.kind === 'taxable' && sale.loss.greaterThan(0) && sale.quantity.greaterThan(0))
    .toSorted(earliestSold)
    .flatMap((sale) => matched(sale, queues.get(sale.group) ?? []))
  return {
    sales: grouped(matches, (each) => each.sale).map(([id, own]) => ({
      id,
      quantity: sumOf(own.map((each) => each.quantity)),
      loss: sumOf(own.map((each) => each.loss)),
      replacedBy: own,
    })),
    replacements: grouped(matches, (each) => each.acquisition).map(([id, own]) => replacementOf(id, own)),
  }
}

/** The first and the last day on which buying the same disallows a loss of this day. */
export function windowOf(sold: string): readonly [string, string] {
  return [dayAfter(sold, { months: 0, days: -washDays }), dayAfter(sold, { months: 0, days: washDays })]
}

/** The first day after the window that this day opens: when it is safe to buy after a loss, or to sell at one. */
export function washOver(day: string): string {
  return dayAfter(day, { months: 0, days: washDays + 1 })
}

interface Waiting extends Acquisition {
  left: Decimal
}

/** What was acquired of each group, earliest first. */
function queuesOf(acquisitions: readonly Acquisition[]): ReadonlyMap<string, Waiting[]> {
  const queues = new Map<string, Waiting[]>()
  for (const each of acquisitions.toSorted(earliestBought)) {
    const waiting = { ...each, left: each.quantity }
    const queue = queues.get(each.group)
    if (queue) queue.push(waiting)
    else queues.set(each.group, [waiting])
  }
  return queues
}

/** Takes what replaces a sale out of its group's queue. */
function matched(sale: LossSale, queue: readonly Waiting[]): Washed[] {
  const [first, last] = windowOf(sale.sold)
  const found: Washed[] = []
  let [replaced, disallowed] = [zero, zero]
  for (const each of queue) {
    if (each.day > last || replaced.equals(sale.quantity)) break
    if (each.day < first || !each.left.greaterThan(0) || sale.from.includes(each.id)) continue
    const quantity = Decimal.min(sale.quantity.minus(replaced), each.left)
    each.left = each.left.minus(quantity)
    replaced = replaced.plus(quantity)
    const loss = lossOf(sale, replaced).minus(disallowed)
    disallowed = disallowed.plus(loss)
    found.push({ sale: sale.id, acquisition: each.id, quantity, loss, lostForGood: each.kind !== 'taxable' })
  }
  return found
}

/** The loss of a sale's first so many units. */
function lossOf(sale: LossSale, quantity: Decimal): Decimal {
  if (quantity.equals(sale.quantity)) return sale.loss
  const share = sale.loss.times(quantity).dividedBy(sale.quantity)
  return share.toDecimalPlaces(lossPlaces, Decimal.ROUND_DOWN)
}

function replacementOf(id: string, own: readonly Washed[]): Replacement {
  const lost = sumOf(own.filter((each) => each.lostForGood).map((each) => each.loss))
  const loss = sumOf(own.map((each) => each.loss))
  return { id, quantity: sumOf(own.map((each) => each.quantity)), basis: loss.minus(lost), lostForGood: lost }
}

/** In the order in which the keys first appear. */
function grouped(matches: readonly Washed[], key: (match: Washed) => string): [string, Washed[]][] {
  const groups = new Map<string, Washed[]>()
  for (const match of matches) groups.set(key(match), [...(groups.get(key(match)) ?? []), match])
  return [...groups]
}

const kindOrder: Readonly<Record<AccountKind, number>> = { taxable: 0, deferred: 1, exempt: 2 }

function earliestBought(a: Acquisition, b: Acquisition): number {
  return compareText(a.day, b.day) || kindOrder[a.kind] - kindOrder[b.kind] || compareText(a.id, b.id)
}

function earliestSold(a: LossSale, b: LossSale): number {
  return (
    compareText(a.sold, b.sold) ||
    Number(a.acquired === null) - Number(b.acquired === null) ||
    compareText(a.acquired ?? '', b.acquired ?? '') ||
    compareText(a.id, b.id)
  )
}
