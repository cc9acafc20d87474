/** The slots of a board: every order that permits leave open, with what it looks like on the rows and how well its account suits it. */
import { floatOf, zero, type Decimal } from '../domain/decimal.ts'
import type { Account, AccountKind, Instrument, Portfolio } from '../domain/document.ts'
import type { Drift } from '../domain/drift.ts'
import { remembered } from '../domain/memo.ts'
import { exposureOf, heldBy } from '../domain/weights.ts'
import type { Decision } from './decide.ts'
import { salesOf, taxedAccounts } from './lots.ts'
import { exposureKey, type Permit } from './permit.ts'
import type { Slot } from './slot.ts'
import { moneyOf, slotOf, type Money } from './slotOf.ts'

export interface Places {
  readonly accounts: readonly Account[]
  readonly currencies: readonly string[]
  readonly rowIndex: ReadonlyMap<string, readonly number[]>
}

/** A slot for every account and instrument of which at least one side is permitted and possible. */
export function slotsOf(document: Portfolio, drift: Drift, decision: Decision, places: Places): Slot[] {
  const held = heldBy(drift.valuation)
  const budgets = budgetsOf(drift)
  const locations = new Map(
    document.targets.flatMap((target) => (target.location ? [[target.class, target.location] as const] : [])),
  )
  const looks = looksIn(places.rowIndex)
  const money = places.currencies.map((currency) => moneyOf(document, currency))
  const currencyAt = new Map(places.currencies.map((currency, at) => [currency, at]))
  const accountIndex = new Map(places.accounts.map((account, at) => [account.id, at]))
  const sales = salesOf(document, decision.stance)
  const taxed = taxedAccounts(document)
  const sheltered = shelteredSells(decision, held, taxed)
  const shares = new Map(document.accounts.map(({ id }) => [id, countedShare(drift, id)]))
  const slots = decision.permits.flatMap((permit): Slot[] => {
    const quantity = held.get(permit.account.id)?.get(permit.instrument.id)?.quantity ?? zero
    if (permit.buy !== null && (permit.sell !== null || quantity.isZero())) return []
    const look = looks(permit.instrument)
    const share = shares.get(permit.account.id) ?? 1
    const currency = currencyAt.get(permit.instrument.currency) ?? 0
    const place = {
      account: accountIndex.get(permit.account.id) ?? 0,
      currency,
      money: money[currency] as Money,
      rows: look.rows,
      shares: share === 1 ? look.shares : look.shares.map((each) => each * share),
      ...misplacementOf(
        locations,
        permit,
        taxed.has(permit.account.id) && sheltered.has(exposureKey(permit.instrument)),
      ),
      lots: sales?.(permit, quantity) ?? null,
      budget: budgets.get(permit.account.id) ?? 0,
    }
    return [slotOf(permit, quantity, place)]
  })
  return slots.filter((slot) => slot.leastBuy <= slot.mostBuy || slot.leastSell <= slot.mostSell)
}

interface Look {
  readonly rows: Int32Array
  readonly shares: Float64Array
}

type Looks = (instrument: Instrument) => Look

/** What instruments look like on these rows; remembered from the last plan, whose rows are mostly the same. */
function looksIn(rowIndex: ReadonlyMap<string, readonly number[]>): Looks {
  const key = JSON.stringify([...rowIndex])
  if (lastLooks?.key !== key) lastLooks = { key, looks: freshLooks(rowIndex) }
  return lastLooks.looks
}

let lastLooks: { readonly key: string; readonly looks: Looks } | null = null

/** Most instruments are of one class alone, and share the look of all others that are. */
function freshLooks(rowIndex: ReadonlyMap<string, readonly number[]>): Looks {
  const byExposure = new Map<string, Look>()
  return remembered((instrument: Instrument) => {
    const key = JSON.stringify(exposureOf(instrument).map(([name, share]) => [name, share.toFixed()]))
    const known = byExposure.get(key) ?? exposureRows(instrument, rowIndex)
    byExposure.set(key, known)
    return known
  })
}

/** The rows an instrument counts in, each with the sum of its exposures there. */
function exposureRows(instrument: Instrument, rowIndex: ReadonlyMap<string, readonly number[]>): Look {
  const sums = new Map<number, number>()
  for (const [name, share] of exposureOf(instrument)) {
    for (const row of rowIndex.get(name) ?? []) sums.set(row, (sums.get(row) ?? 0) + share.toNumber())
  }
  const rows = [...sums.keys()].sort((a, b) => a - b)
  return { rows: Int32Array.from(rows), shares: Float64Array.from(rows, (row) => sums.get(row) ?? 0) }
}

/** All that an account could turn into purchases: its cash and everything it holds. */
function budgetsOf(drift: Drift): ReadonlyMap<string, number> {
  const budgets = new Map<string, number>()
  const add = (account: string, value: Decimal): void =>
    void budgets.set(account, (budgets.get(account) ?? 0) + Math.max(0, floatOf(value)))
  for (const line of drift.valuation.cash) add(line.account, line.value)
  for (const holding of drift.valuation.holdings) add(holding.account, holding.value)
  return budgets
}

/** The look-throughs that accounts without tax on gains hold and may sell. */
function shelteredSells(
  decision: Decision,
  held: ReturnType<typeof heldBy>,
  taxed: ReadonlySet<string>,
): ReadonlySet<string> {
  if (taxed.size === 0) return taxed
  return new Set(
    decision.permits
      .filter(
        ({ account, instrument, sell }) =>
          sell === null && !taxed.has(account.id) && held.get(account.id)?.has(instrument.id),
      )
      .map(({ instrument }) => exposureKey(instrument)),
  )
}

/** Weaker than any rank in a list. */
const taxedRank = 1 / 1024

/**
 * Exposure-weighted rank of the account's kind in each class's location list: a buy minds a late rank, a sell an
 * early one, so that what is placed worst is sold first. A class without a list does not mind. A sell that is taxed, while
 * the same is also held where it is not, minds a little.
 */
function misplacementOf(
  locations: ReadonlyMap<string, readonly AccountKind[]>,
  permit: Permit,
  taxed: boolean,
) {
  let misplacedBuy = 0
  let misplacedSell = taxed ? taxedRank : 0
  for (const [name, share] of exposureOf(permit.instrument)) {
    const location = locations.get(name)
    if (location === undefined) continue
    const at = location.indexOf(permit.account.kind)
    const rank = at < 0 ? location.length : at
    misplacedBuy += share.toNumber() * rank
    misplacedSell += share.toNumber() * (location.length - rank)
  }
  return { misplacedBuy, misplacedSell }
}

/** The share of an account's money that counts in weights and totals. */
export function countedShare({ valuation }: Drift, account: string): number {
  return valuation.counted.get(account)?.toNumber() ?? 1
}
