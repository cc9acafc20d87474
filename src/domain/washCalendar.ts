/** The calendar of safe days: from when a household may buy again, or sell at a loss, without a wash sale. */
import { decimalOf } from './decimal.ts'
import type { Lot, Portfolio } from './document.ts'
import { washGroupsOf } from './householdWash.ts'
import { compareText, sortedBy } from './order.ts'
import { washOver, windowOf } from './wash.ts'

/** A sale at a loss, or a purchase, whose window is still open. */
export interface WashReason {
  readonly kind: 'sold-at-loss' | 'bought'
  readonly account: string
  readonly instrument: string
  readonly day: string
}

/** From when on a group is safe; null where it is already. */
export interface SafeDates {
  /** Instruments that are substantially identical, in code-point order. */
  readonly instruments: readonly string[]
  /** The first day on which buying no longer disallows a loss taken before. */
  readonly buyAgainFrom: string | null
  /** The first day on which no purchase of before disallows the loss of any taxable lot. */
  readonly sellAtLossFrom: string | null
  /** What holds the two back, the latest first. */
  readonly because: readonly WashReason[]
}

/** What a plan does on the document's day. */
export type PlannedReason = Omit<WashReason, 'day'>

/**
 * The groups that are not safe on the document's day, in the order of their instruments: after its own sales and lots,
 * in whichever account, and after what a plan sells at a loss and buys. Where the only taxable lot of a group is the
 * purchase itself, it holds no sale back: nothing is there whose loss it could replace.
 */
export function safeDates(document: Portfolio, planned: readonly PlannedReason[] = []): SafeDates[] {
  const [earliest] = windowOf(document.asOf)
  const today = planned.map((each): WashReason => ({ ...each, day: document.asOf }))
  const kinds = new Map(document.accounts.map((account) => [account.id, account.kind]))
  const isTaxable = ({ account }: { readonly account: string }): boolean => kinds.get(account) === 'taxable'
  const lots = document.lots.filter((lot) => /[1-9]/.test(lot.quantity))
  const events = [...lossesOf(document), ...purchasesOf(lots), ...today]
    .filter((each) => each.day >= earliest && (isTaxable(each) || !isLoss(each)))
    .sort(latestFirst)
  const groups = washGroupsOf(document)
  const open = byGroup(groups, events)
  const held = byGroup(groups, [...lots, ...today.filter((each) => !isLoss(each))].filter(isTaxable))
  return instrumentsOf(groups, open).flatMap(([group, instruments]) => {
    const own = open.get(group) ?? []
    const purchases = own.filter((each) => !isLoss(each))
    const bought = holdingBack(purchases, held.get(group)?.length ?? 0, isTaxable)
    return datesOf(instruments, own.filter(isLoss), bought)
  })
}

function datesOf(
  instruments: readonly string[],
  sold: readonly WashReason[],
  bought: readonly WashReason[],
): SafeDates[] {
  const safeAfter = (latest: WashReason | undefined): string | null =>
    latest === undefined ? null : washOver(latest.day)
  const because = [...sold, ...bought].sort(latestFirst)
  return because.length === 0
    ? []
    : [{ instruments, buyAgainFrom: safeAfter(sold[0]), sellAtLossFrom: safeAfter(bought[0]), because }]
}

/** The purchases that would replace another taxable lot, of which there are so many with those bought. */
function holdingBack(
  purchases: readonly WashReason[],
  lots: number,
  isTaxable: (each: WashReason) => boolean,
): readonly WashReason[] {
  const [latest] = purchases
  if (latest === undefined || lots === 0) return []
  return lots === 1 && isTaxable(latest) ? purchases.slice(1) : purchases
}

const isLoss = ({ kind }: WashReason): boolean => kind === 'sold-at-loss'

function lossesOf({ realised }: Portfolio): WashReason[] {
  return realised
    .filter((sale) => decimalOf(sale.gain).lessThan(0))
    .map(({ account, instrument, sold }) => ({ kind: 'sold-at-loss', account, instrument, day: sold }))
}

function purchasesOf(lots: readonly Lot[]): WashReason[] {
  return lots.flatMap(({ account, instrument, acquired }) =>
    acquired === null ? [] : [{ kind: 'bought', account, instrument, day: acquired }],
  )
}

/** In the order given. */
function byGroup<T extends { readonly instrument: string }>(
  groups: ReadonlyMap<string, string>,
  items: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(item.instrument)
    if (group === undefined) continue
    const others = found.get(group)
    if (others) others.push(item)
    else found.set(group, [item])
  }
  return found
}

/** The instruments of each of these groups, groups in the order of their first. */
function instrumentsOf(
  groups: ReadonlyMap<string, string>,
  asked: ReadonlyMap<string, unknown>,
): [string, string[]][] {
  const found = new Map<string, string[]>()
  const ids = [...groups].filter(([, group]) => asked.has(group))
  for (const [id, group] of sortedBy(ids, ([each]) => each))
    found.set(group, [...(found.get(group) ?? []), id])
  return [...found]
}

function latestFirst(a: WashReason, b: WashReason): number {
  return (
    compareText(b.day, a.day) ||
    compareText(a.kind, b.kind) ||
    compareText(a.account, b.account) ||
    compareText(a.instrument, b.instrument)
  )
}
