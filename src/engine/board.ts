/** The board: a document and its aims as numbers, on which the solver and the rounding search both play. */
import type { Interval } from '../domain/band.ts'
import { minorDecimals, minorScale } from '../domain/currency.ts'
import { Decimal, decimalOf } from '../domain/decimal.ts'
import type { Account, Portfolio } from '../domain/document.ts'
import type { Drift, Row } from '../domain/drift.ts'
import { sortedBy } from '../domain/order.ts'
import { cashClass } from '../domain/target.ts'
import { conversionRateOf, countedSum, rateOf } from '../domain/weights.ts'
import { allowanceOf } from './aim.ts'
import type { Decision } from './decide.ts'
import { powerOfTen } from './digits.ts'
import { objectiveOf, type Objective } from './objective.ts'
import type { Slot } from './slot.ts'
import { countedShare, slotsOf } from './slotsOf.ts'

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
