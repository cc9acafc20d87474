/** What a document's holdings are worth, told after an edit from what they were worth before: only what was touched is valued again. */
import { zero, type Decimal } from './decimal.ts'
import type { Portfolio } from './document.ts'
import { classValuesOf, countedSum, valuationOf, type Holding, type Valuation } from './weights.ts'

/** Values are in base currency. */
export interface Worth {
  readonly document: Portfolio
  readonly valuation: Valuation
  /** By leaf class, cash included, as far as it counts. */
  readonly classes: Values
  /** By account, cash and flow included, whether or not it counts. */
  readonly accounts: Values
}

type Values = ReadonlyMap<string, Decimal>

/**
 * The worth of a document. Where it shares most of its parts with the document `before`, sums move by what changed; sums of
 * decimals are exact up to the precision of `Decimal`, so in whichever order they are formed.
 */
export function worthOf(document: Portfolio, before: Worth | null = null): Worth {
  return (before === null ? null : moved(before, document)) ?? counted(document)
}

function counted(document: Portfolio): Worth {
  const valuation = valuationOf(document)
  const accounts = accountValuesOf([...valuation.holdings, ...valuation.cash])
  return { document, valuation, classes: classValuesOf(valuation), accounts }
}

/** An edit that touches more instruments than this, such as a paste, is counted anew. */
const mostTouched = 50

/** Null where more changed than the lots and prices of a few holdings. */
function moved(before: Worth, document: Portfolio): Worth | null {
  const touched = touchedInstruments(before.document, document)
  if (touched === null) return null
  const { valuation } = before
  const old = valuation.holdings.filter((each) => touched.has(each.instrument.id))
  const fresh = holdingsAmong(document, touched)
  if (!isSamePlaces(old, fresh)) return null
  const renewed = new Map(old.map((each, at) => [each, fresh[at] ?? each]))
  const total = valuation.total
    .minus(countedSum(old, valuation.counted))
    .plus(countedSum(fresh, valuation.counted))
  return {
    document,
    valuation: { ...valuation, holdings: valuation.holdings.map((each) => renewed.get(each) ?? each), total },
    classes: exchanged(before.classes, classesOf(valuation, old), classesOf(valuation, fresh)),
    accounts: exchanged(before.accounts, accountValuesOf(old), accountValuesOf(fresh)),
  }
}

/** The ids of instruments of which a lot or a figure changed; null where that is not all that matters. */
function touchedInstruments(before: Portfolio, after: Portfolio): ReadonlySet<string> | null {
  const isSameFrame =
    before.accounts === after.accounts &&
    before.rates === after.rates &&
    before.baseCurrency === after.baseCurrency &&
    before.tax === after.tax
  if (!isSameFrame) return null
  const lots = onlyInOne(before.lots, after.lots)
  const instruments = onlyInOne(before.instruments, after.instruments)
  if (lots.length + instruments.length > mostTouched) return null
  return new Set([...lots.map((lot) => lot.instrument), ...instruments.map((each) => each.id)])
}

/** The items that only one of two lists holds; an edit leaves both ends alone. */
function onlyInOne<T>(before: readonly T[], after: readonly T[]): T[] {
  if (before === after) return []
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const gone = new Set(before.slice(start, before.length - end))
  const come = after.slice(start, after.length - end).filter((item) => !gone.delete(item))
  return [...gone, ...come]
}

function holdingsAmong(document: Portfolio, touched: ReadonlySet<string>): readonly Holding[] {
  const instruments = document.instruments.filter((each) => touched.has(each.id))
  const lots = document.lots.filter((lot) => touched.has(lot.instrument))
  return valuationOf({ ...document, instruments, lots }).holdings
}

/** Do the same accounts hold the same instruments, in the same order? */
function isSamePlaces(old: readonly Holding[], fresh: readonly Holding[]): boolean {
  if (old.length !== fresh.length) return false
  return old.every(({ account, instrument }, at) => {
    const now = fresh[at]
    return now !== undefined && now.account === account && now.instrument.id === instrument.id
  })
}

function classesOf({ counted: shares, total }: Valuation, holdings: readonly Holding[]): Values {
  return classValuesOf({ holdings, cash: [], counted: shares, total })
}

/** What each account is worth in base currency, cash and flow included. */
function accountValuesOf(parts: readonly Pick<Holding, 'account' | 'value'>[]): Values {
  const values = new Map<string, Decimal>()
  for (const { account, value } of parts) values.set(account, (values.get(account) ?? zero).plus(value))
  return values
}

function exchanged(values: Values, old: Values, fresh: Values): Values {
  const changed = new Map(values)
  for (const [name, value] of old) changed.set(name, (changed.get(name) ?? zero).minus(value))
  for (const [name, value] of fresh) changed.set(name, (changed.get(name) ?? zero).plus(value))
  return changed
}
