/** Lots as the contract has them: whose turn it is by each method, and what a part of one gains and is taxed. */
import { Decimal, sumOf, zero } from '../../src/domain/decimal.ts'
import { minorUnits, rateOf, washGroupOf, type Asset, type Model } from './model.ts'
import { ruled } from './permits.ts'
import type { RawAccount, RawLot, RawTax } from './raw.ts'

export type Term = 'short' | 'long'

export const kindOf = (model: Model, id: string): NonNullable<RawAccount['kind']> =>
  model.accounts.find((each) => each.id === id)?.kind ?? 'taxable'

/** Tax concerns sells in taxable accounts of documents that ask for it. */
export const isTaxed = (model: Model, account: string): boolean =>
  (model.raw.tax ?? null) !== null && kindOf(model, account) === 'taxable'

/** Long from the anniversary of the day after acquisition: dates that a year does not have flow over into the next month. */
export function termAt(acquired: string | null, sold: string): Term | null {
  if (acquired === null) return null
  const [year = 0, month = 1, day = 1] = acquired.split('-').map(Number)
  const next = new Date(Date.UTC(year, month - 1, day + 1))
  const from = new Date(Date.UTC(next.getUTCFullYear() + 1, next.getUTCMonth(), next.getUTCDate()))
  return from.toISOString().slice(0, 10) <= sold ? 'long' : 'short'
}

/** The rate of a term; of an unknown one the short rate. */
export function taxRate(tax: RawTax, term: Term | null): Decimal {
  return new Decimal((term === 'long' ? tax.longRate : tax.shortRate) ?? 0)
}

/** A lot of a position with the unit cost that it counts with. */
export interface OwnLot {
  readonly raw: RawLot
  readonly quantity: Decimal
  readonly acquired: string | null
  /** Null: the basis is unknown. */
  readonly unitCost: Decimal | null
}

/** A position's lots that hold anything; by the method `average` each known one costs what they cost on average. */
export function lotsIn(model: Model, account: string, instrument: string): OwnLot[] {
  const lots = model.raw.lots
    .filter((lot) => lot.account === account && lot.instrument === instrument && Number(lot.quantity) !== 0)
    .map((raw): OwnLot => {
      const unitCost = raw.unitCost ?? null
      return {
        raw,
        quantity: new Decimal(raw.quantity),
        acquired: raw.acquired ?? null,
        unitCost: unitCost === null ? null : new Decimal(unitCost),
      }
    })
  if (methodOf(model, account) !== 'average') return lots
  const known = lots.flatMap(({ quantity, unitCost }) => (unitCost === null ? [] : [{ quantity, unitCost }]))
  const units = sumOf(known.map((each) => each.quantity))
  if (units.isZero()) return lots
  const mean = sumOf(known.map((each) => each.quantity.times(each.unitCost))).dividedBy(units)
  return lots.map((lot) => (lot.unitCost === null ? lot : { ...lot, unitCost: mean }))
}

export type Method = NonNullable<RawTax['lotMethod']>

/** Where nothing is taxed, lots are first in, first out. */
export function methodOf(model: Model, account: string): Method {
  return isTaxed(model, account) ? (model.raw.tax?.lotMethod ?? 'min-tax') : 'fifo'
}

/** What lots are sold by, smallest first; lots with equal keys may be sold in any order. Unknown bases come last. */
export function keyOfLot(lot: OwnLot, method: Method, net: Decimal, valued: Valuing): Decimal[] {
  const unknown = new Decimal(lot.unitCost === null ? 1 : 0)
  const undated = new Decimal(lot.acquired === null ? 1 : 0)
  const day = new Decimal(lot.acquired === null ? 0 : Date.parse(lot.acquired) / 86_400_000)
  switch (method) {
    case 'fifo':
    case 'average':
      return [unknown, undated, day]
    case 'lifo':
      return [unknown, undated, day.negated()]
    case 'hifo':
      return [unknown, (lot.unitCost ?? zero).negated()]
    case 'specific':
      return [unknown, new Decimal(lot.raw.sellRank ?? Number.MAX_SAFE_INTEGER), unitTax(lot, net, valued)]
    case 'min-tax':
      return [unknown, unitTax(lot, net, valued)]
  }
}

/** What taxes of one position depend on beside its lots. */
export interface Valuing {
  readonly tax: RawTax
  readonly asOf: string
  /** Do losses count? */
  readonly harvested: boolean
}

/** Tax on one unit that sells for `net` after costs; nothing on an unknown basis. */
function unitTax(lot: OwnLot, net: Decimal, { tax, asOf, harvested }: Valuing): Decimal {
  if (lot.unitCost === null) return zero
  return taxOn(net.minus(lot.unitCost), taxRate(tax, termAt(lot.acquired, asOf)), harvested)
}

/** rate x gain; a loss counts only where it is harvested. */
export function taxOn(gain: Decimal, rate: Decimal, harvested: boolean): Decimal {
  return gain.greaterThan(0) || harvested ? gain.times(rate) : zero
}

export function compareKeys(a: readonly Decimal[], b: readonly Decimal[]): number {
  for (const [at, each] of a.entries()) {
    const difference = each.comparedTo(b[at] ?? zero)
    if (difference !== 0) return difference
  }
  return 0
}

/** Another instrument with the same look-through, outside the wash group, that some account may buy. */
export function hasSubstitute(model: Model, asset: Asset): boolean {
  return [...model.assets.values()].some(
    (other) =>
      other !== asset &&
      other.signature === asset.signature &&
      washGroupOf(model, other.id) !== washGroupOf(model, asset.id) &&
      model.accounts.some((account) => ruled(account, other, 'buy')),
  )
}

/** Are losses of this instrument worth something to the plan? */
export function isHarvested(model: Model, asset: Asset): boolean {
  return (model.raw.tax?.harvest ?? false) && hasSubstitute(model, asset)
}

/** Rounded up to the minor unit of the base currency, also where negative. */
export function taxText(model: Model, tax: Decimal): string {
  return plain(tax.toFixed(minorUnits(model.base), Decimal.ROUND_CEIL))
}

export function gainText(asset: Asset, gain: Decimal): string {
  return plain(gain.toFixed(minorUnits(asset.currency), Decimal.ROUND_HALF_EVEN))
}

const plain = (text: string): string => (/[1-9]/.test(text) ? text : text.replace('-', ''))

/** A gas in base currency as an amount of the instrument's currency. */
export function inCurrency(model: Model, amount: Decimal, currency: string): Decimal {
  return amount.isZero() ? zero : amount.dividedBy(rateOf(model, currency))
}
