/** The differences between a document and the same document after an import, as the preview lists them. */
import { Decimal, textOf, zero } from '../domain/decimal.ts'
import type { Account, Instrument, Portfolio } from '../domain/document.ts'
import type { ImportChange, LotCount } from '../domain/import.ts'

/** Accounts and instruments added, positions and cash changed, prices updated; in the order of the document. */
export function changesBetween(before: Portfolio, after: Portfolio): ImportChange[] {
  const holdingsBefore = holdingsOf(before)
  const holdingsAfter = holdingsOf(after)
  const accountsBefore = new Map(before.accounts.map((account) => [account.id, account]))
  return [
    ...after.accounts.flatMap((account) =>
      accountChanges(accountsBefore.get(account.id), account, holdingsBefore, holdingsAfter),
    ),
    ...instrumentChanges(before, after),
  ]
}

interface Holding {
  quantity: Decimal
  lots: number
  /** Lots whose day or cost nobody knows. */
  unknown: number
  /** What every lot says, so that one lot that learnt its day is seen to have changed. */
  said: string
}

type Holdings = ReadonlyMap<string, ReadonlyMap<string, Holding>>

/** Quantities by account and instrument. */
function holdingsOf(document: Portfolio): Holdings {
  const holdings = new Map<string, Map<string, Holding>>()
  for (const lot of document.lots) {
    const held = holdings.get(lot.account) ?? new Map<string, Holding>()
    const holding = held.get(lot.instrument) ?? { quantity: zero, lots: 0, unknown: 0, said: '' }
    holding.quantity = holding.quantity.plus(lot.quantity)
    holding.lots += 1
    holding.unknown += lot.acquired === null || lot.unitCost === null ? 1 : 0
    holding.said += `${lot.quantity} ${lot.acquired ?? '-'} ${lot.unitCost ?? '-'}\n`
    held.set(lot.instrument, holding)
    holdings.set(lot.account, held)
  }
  return holdings
}

function accountChanges(
  known: Account | undefined,
  account: Account,
  before: Holdings,
  after: Holdings,
): ImportChange[] {
  const changes: ImportChange[] = known
    ? []
    : [{ kind: 'account-added', account: account.id, name: account.name }]
  const held = before.get(account.id) ?? new Map<string, Holding>()
  const holds = after.get(account.id) ?? new Map<string, Holding>()
  for (const [instrument, now] of holds)
    changes.push(...positionChange(account.id, instrument, held.get(instrument), now))
  for (const [instrument, was] of held) {
    if (!holds.has(instrument))
      changes.push({ kind: 'position-removed', account: account.id, instrument, from: textOf(was.quantity) })
  }
  return [...changes, ...cashChanges(known?.cash ?? {}, account)]
}

function positionChange(
  account: string,
  instrument: string,
  was: Holding | undefined,
  now: Holding,
): ImportChange[] {
  const to = textOf(now.quantity)
  if (was === undefined) return [{ kind: 'position-added', account, instrument, to }]
  if (!was.quantity.equals(now.quantity))
    return [{ kind: 'quantity-changed', account, instrument, from: textOf(was.quantity), to }]
  return was.said === now.said
    ? []
    : [{ kind: 'lots-changed', account, instrument, from: countOf(was), to: countOf(now) }]
}

function countOf({ lots, unknown }: Holding): LotCount {
  return { lots, unknown }
}

function cashChanges(before: Account['cash'], { id, cash }: Account): ImportChange[] {
  const currencies = new Set([...Object.keys(before), ...Object.keys(cash)])
  return [...currencies].flatMap((currency): ImportChange[] => {
    const [from, to] = [before[currency] ?? '0', cash[currency] ?? '0']
    return new Decimal(from).equals(to) ? [] : [{ kind: 'cash-changed', account: id, currency, from, to }]
  })
}

function instrumentChanges(before: Portfolio, after: Portfolio): ImportChange[] {
  const known = new Map(before.instruments.map((instrument) => [instrument.id, instrument]))
  return after.instruments.flatMap((instrument) => {
    const was = known.get(instrument.id)
    return was ? priceChange(was, instrument) : [added(instrument)]
  })
}

function added({ id, name, exposure }: Instrument): ImportChange {
  return {
    kind: 'instrument-added',
    instrument: id,
    name,
    class: exposure === null ? null : (Object.keys(exposure)[0] ?? null),
  }
}

function priceChange(was: Instrument, now: Instrument): ImportChange[] {
  if (now.price === null || (was.price !== null && new Decimal(was.price).equals(now.price))) return []
  return [{ kind: 'price-updated', instrument: now.id, from: was.price, to: now.price }]
}
