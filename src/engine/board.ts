/** The board: a document and its aims as numbers, on which the solver and the rounding search both play. */
import type { Interval } from '../domain/band.ts'
import { minorDecimals, minorScale } from '../domain/currency.ts'
import { Decimal, decimalOf, floatOf, zero } from '../domain/decimal.ts'
import type { Account, AccountKind, Instrument, Portfolio } from '../domain/document.ts'
import type { Drift, Row } from '../domain/drift.ts'
import { remembered } from '../domain/memo.ts'
import { sortedBy } from '../domain/order.ts'
import { cashClass } from '../domain/target.ts'
import { conversionRateOf, countedSum, exposureOf, heldBy, rateOf } from '../domain/weights.ts'
import { allowanceOf } from './aim.ts'
import type { Decision } from './decide.ts'
import { powerOfTen } from './digits.ts'
import { salesOf, taxedAccounts } from './lots.ts'
import { objectiveOf, type Objective } from './objective.ts'
import { exposureKey, type Permit } from './permit.ts'
import { moneyOf, slotOf, type Money, type Slot } from './slot.ts'

/** Below this target the distance stops growing: violation^2 / max(t, 0.01). */
const leastTarget = new Decimal('0.01')

/** A grain is this share of the base currency's minor unit. */
const grainShare = 1e-4

export interface Board {
  readonly slots: readonly Slot[]
  /** Rows: aim interval, 1 / max(t, 0.01), base value of holdings today, and which of them contain cash. */
  readonly rows: number
  readonly low: Float64Array
  readonly high: Float64Array
  readonly inverse: Float64Array
  readonly held: Float64Array
  readonly cashRows: Int32Array
  /** Currencies: base first. Base value of a minor unit, and conversion cost as a fraction. */
  readonly currencies: readonly string[]
  readonly unit: Float64Array
  readonly conversion: Float64Array
  /** Currencies other than base, cheapest conversion first. */
  readonly drawOrder: readonly number[]
  /** Accounts by index: cash in minor units (account x currency), the reserve in minor units of base. */
  readonly accounts: readonly Account[]
  readonly cash: Float64Array
  readonly reserve: Float64Array
  /** Base value of everything. */
  readonly total: number
  /** Expenses and turnovers are compared in steps of this much base value: finer is float noise. */
  readonly grain: number
  readonly resolution: number
  /** The distance from the aims that counts as arrived; 0 unless the destination is a share of today's distance. */
  readonly allowance: number
  readonly turnoverCap: number
  /** The most net gain that the plan may realise, base value; Infinity without a budget. */
  readonly gainsBudget: number
  /** The most that the lots' own taxes may come to; Infinity but for the plans that a frontier marks. */
  readonly taxBudget: number
  /** By account: the share of its money that counts in weights and totals; below 1 where a tax on it is still to come. */
  readonly counted: Float64Array
  readonly maxTrades: number
  /** What a destination "optimal" weighs against expense; null where aims and distance decide. */
  readonly objective: Objective | null
}

export function boardOf(
  document: Portfolio,
  drift: Drift,
  aims: readonly Interval[],
  decision: Decision,
): Board {
  const accounts = sortedBy(document.accounts, (account) => account.id)
  const currencies = currenciesOf(document)
  const rowIndex = rowsByLeaf(drift.rows)
  const purse = purseOf(document, drift, accounts, currencies)
  const { policy, tax } = document
  const conversion = Float64Array.from(currencies, (each) => conversionRateOf(document, each).toNumber())
  return {
    slots: slotsOf(document, drift, decision, { accounts, currencies, rowIndex }),
    rows: drift.rows.length,
    low: Float64Array.from(aims, (aim) => aim.low.toNumber()),
    high: Float64Array.from(aims, (aim) => aim.high.toNumber()),
    inverse: Float64Array.from(drift.rows, (row) =>
      new Decimal(1).dividedBy(Decimal.max(row.target, leastTarget)).toNumber(),
    ),
    held: heldByRow(drift, rowIndex),
    cashRows: Int32Array.from(rowIndex.get(cashClass) ?? []),
    currencies,
    unit: Float64Array.from(
      currencies,
      (each) => rateOf(document, each).toNumber() / powerOfTen(minorDecimals(each)),
    ),
    conversion,
    drawOrder: cheapestFirst(conversion),
    accounts,
    ...purse,
    total: drift.total.toNumber(),
    grain: grainShare / powerOfTen(minorDecimals(document.baseCurrency)),
    resolution: decimalOf(policy.resolution).toNumber(),
    allowance: allowanceOf(document, drift, aims).toNumber(),
    turnoverCap:
      policy.turnoverCap === null
        ? Infinity
        : decimalOf(policy.turnoverCap).times(2).times(drift.total).toNumber(),
    gainsBudget:
      tax === null || tax.gainsBudget === null
        ? Infinity
        : decimalOf(tax.gainsBudget).toNumber() - decision.stance.withheld,
    taxBudget: Infinity,
    counted: Float64Array.from(accounts, ({ id }) => countedShare(drift, id)),
    maxTrades: policy.maxTrades ?? Infinity,
    objective: objectiveOf(document, drift),
  }
}

/** The base currency, then every other that an account holds or an instrument trades in, by code. */
function currenciesOf(document: Portfolio): string[] {
  const all = new Set([
    ...document.accounts.flatMap((account) => Object.keys(account.cash)),
    ...document.instruments.filter((each) => !each.exclude).map((each) => each.currency),
  ])
  all.delete(document.baseCurrency)
  return [document.baseCurrency, ...sortedBy(all, (each) => each)]
}

function countedShare({ valuation }: Drift, account: string): number {
  return valuation.counted.get(account)?.toNumber() ?? 1
}

function cheapestFirst(conversion: Float64Array): number[] {
  const order = Array.from(conversion, (_, at) => at).slice(1)
  return order.sort((a, b) => (conversion[a] ?? 0) - (conversion[b] ?? 0) || a - b)
}

/** The rows that each leaf class counts in: its own, and every inner row above it. */
function rowsByLeaf(rows: readonly Row[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>()
  rows.forEach((row, at) => {
    for (const leaf of row.leaves) index.set(leaf, [...(index.get(leaf) ?? []), at])
  })
  return index
}

function heldByRow(drift: Drift, rowIndex: ReadonlyMap<string, readonly number[]>): Float64Array {
  const cash = countedSum(drift.valuation.cash, drift.valuation.counted)
  const cashRows = new Set(rowIndex.get(cashClass) ?? [])
  return Float64Array.from(drift.rows, (row, at) =>
    (cashRows.has(at) ? row.value.minus(cash) : row.value).toNumber(),
  )
}

/** Cash and reserves in minor units; documents may hold fractions of one. */
function purseOf(
  document: Portfolio,
  drift: Drift,
  accounts: readonly Account[],
  currencies: readonly string[],
) {
  const cash = new Float64Array(accounts.length * currencies.length)
  const places = new Map(accounts.map((account, at) => [account.id, at]))
  const inMinor = (amount: Decimal, currency: string): number => amount.times(minorScale(currency)).toNumber()
  for (const line of drift.valuation.cash) {
    const at = (places.get(line.account) ?? 0) * currencies.length + currencies.indexOf(line.currency)
    cash[at] = inMinor(line.before.plus(line.flow), line.currency)
  }
  const reserve = Float64Array.from(accounts, (account) =>
    inMinor(decimalOf(account.reserve), document.baseCurrency),
  )
  return { cash, reserve }
}

interface Places {
  readonly accounts: readonly Account[]
  readonly currencies: readonly string[]
  readonly rowIndex: ReadonlyMap<string, readonly number[]>
}

/** A slot for every account and instrument of which at least one side is permitted and possible. */
function slotsOf(document: Portfolio, drift: Drift, decision: Decision, places: Places): Slot[] {
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
