/** Holdings, cash and their values: what a document's accounts are worth, exactly, in its base currency. */
import { decimalOf, one, sumOf, zero, type Decimal } from './decimal.ts'
import type { Account, Instrument, Lot, Portfolio } from './document.ts'
import { remembered } from './memo.ts'
import { sortedBy } from './order.ts'
import { cashClass } from './target.ts'

/** What one account holds of one instrument: the sum of its lots. Excluded instruments are not among these. */
export interface Holding {
  readonly account: string
  readonly instrument: Instrument
  readonly quantity: Decimal
  /** Market value in base currency, unrounded. */
  readonly value: Decimal
}

/** Cash of one account in one currency, the flow already in it (it arrives and leaves in base currency). */
export interface CashLine {
  readonly account: string
  readonly currency: string
  readonly before: Decimal
  readonly flow: Decimal
  /** (before + flow) in base currency. */
  readonly value: Decimal
}

export interface Valuation {
  readonly holdings: readonly Holding[]
  readonly cash: readonly CashLine[]
  /** By account id, only where it is not one: the share of its money that counts in weights and totals. */
  readonly counted: ReadonlyMap<string, Decimal>
  /** Holdings, cash and flows, in base currency, as far as they count. */
  readonly total: Decimal
}

/** Base currency per unit of a currency; the document must have passed its check. */
export function rateOf(document: Portfolio, currency: string): Decimal {
  if (currency === document.baseCurrency) return one
  const rate = Object.hasOwn(document.rates, currency) ? document.rates[currency] : undefined
  return rate === undefined ? zero : decimalOf(rate)
}

/** Cost of exchanging a currency, as a fraction of the amount. */
export function conversionRateOf(document: Portfolio, currency: string): Decimal {
  const rate = Object.hasOwn(document.conversion, currency) ? document.conversion[currency] : undefined
  return rate === undefined ? zero : decimalOf(rate)
}

/** The price of an instrument in its own currency; zero while it is missing. */
export const priceOf = remembered((instrument: Instrument): Decimal =>
  instrument.price === null ? zero : decimalOf(instrument.price),
)

/** The quantity of a lot. */
const quantityOf = remembered((lot: Lot): Decimal => decimalOf(lot.quantity))

/** The look-through of an instrument: class and fraction, a class named like its id where it says nothing. */
export const exposureOf = remembered((instrument: Instrument): readonly (readonly [string, Decimal])[] => {
  if (instrument.exposure === null) return [[instrument.id, one]]
  return sortedBy(Object.entries(instrument.exposure), ([name]) => name).map(
    ([name, share]) => [name, decimalOf(share)] as const,
  )
})

/** What the accounts hold, in code-point order of account and instrument, and what all of it is worth. */
export function valuationOf(document: Portfolio): Valuation {
  const holdings = holdingsOf(document)
  const cash = sortedBy(document.accounts, (account) => account.id).flatMap((account) =>
    cashLinesOf(document, account),
  )
  const counted = countedOf(document)
  const total = countedSum(holdings, counted).plus(countedSum(cash, counted))
  return { holdings, cash, counted, total }
}

/** With `afterTax` the tax that a deferred account still owes does not count: its money counts at 1 - deferredRate. */
function countedOf({ tax, accounts }: Portfolio): ReadonlyMap<string, Decimal> {
  if (tax === null || !tax.afterTax) return new Map()
  const share = one.minus(decimalOf(tax.deferredRate))
  return new Map(accounts.filter((each) => each.kind === 'deferred').map((each) => [each.id, share]))
}

type Valued = Pick<Holding, 'account' | 'value'>

/** The sum of values as far as they count. */
export function countedSum(parts: readonly Valued[], counted: Valuation['counted']): Decimal {
  return sumOf(parts.map((part) => countedValue(part, counted)))
}

/** A value as far as it counts. */
export function countedValue({ account, value }: Valued, counted: Valuation['counted']): Decimal {
  const share = counted.get(account)
  return share === undefined ? value : value.times(share)
}

function holdingsOf(document: Portfolio): Holding[] {
  const quantities = quantitiesOf(document)
  const instruments = countedIn(document.instruments)
  return sortedBy(document.accounts, (account) => account.id).flatMap((account) => {
    const own = quantities.get(account.id)
    return own === undefined
      ? []
      : instruments.flatMap((instrument) => {
          const quantity = own.get(instrument.id)
          if (quantity === undefined) return []
          return [
            {
              account: account.id,
              instrument,
              quantity,
              value: worthAt(quantity, basePriceOf(document, instrument)),
            },
          ]
        })
  })
}

/** The instruments that count, in code-point order. */
const countedIn = remembered((instruments: readonly Instrument[]): readonly Instrument[] =>
  sortedBy(
    instruments.filter((each) => !each.exclude),
    (each) => each.id,
  ),
)

function basePriceOf(document: Portfolio, instrument: Instrument): Decimal {
  const price = priceOf(instrument)
  return instrument.currency === document.baseCurrency
    ? price
    : price.times(rateOf(document, instrument.currency))
}

/** The quantity of every position by account and instrument: the sum of its lots. */
export function quantitiesOf(document: Portfolio): ReadonlyMap<string, ReadonlyMap<string, Decimal>> {
  const accounts = new Map<string, Map<string, Decimal>>()
  for (const lot of document.lots) {
    const account = accounts.get(lot.account) ?? new Map<string, Decimal>()
    accounts.set(lot.account, account)
    const quantity = quantityOf(lot)
    const before = account.get(lot.instrument)
    account.set(lot.instrument, before === undefined ? quantity : summed(before, quantity))
  }
  return accounts
}

const sums = new WeakMap<Decimal, { readonly added: Decimal; readonly sum: Decimal }>()

/** The sum, the same object as long as both are: what is known of a quantity is remembered of it. */
function summed(before: Decimal, added: Decimal): Decimal {
  const known = sums.get(before)
  if (known?.added === added) return known.sum
  const sum = before.plus(added)
  sums.set(before, { added, sum })
  return sum
}

const values = new WeakMap<Decimal, { readonly price: Decimal; readonly value: Decimal }>()

/** What a quantity is worth at a price in base currency; the same object as long as both are. */
function worthAt(quantity: Decimal, price: Decimal): Decimal {
  const known = values.get(quantity)
  if (known?.price === price) return known.value
  const value = quantity.times(price)
  values.set(quantity, { price, value })
  return value
}

/** Holdings by account and instrument. */
export function heldBy(valuation: Valuation): ReadonlyMap<string, ReadonlyMap<string, Holding>> {
  const accounts = new Map<string, Map<string, Holding>>()
  for (const holding of valuation.holdings) {
    const own = accounts.get(holding.account) ?? new Map<string, Holding>()
    accounts.set(holding.account, own.set(holding.instrument.id, holding))
  }
  return accounts
}

/** The base currency always has a line, so that flows and conversions have a place. */
function cashLinesOf(document: Portfolio, account: Account): CashLine[] {
  const currencies = new Set([document.baseCurrency, ...Object.keys(account.cash)])
  return sortedBy(currencies, (each) => each).map((currency) => {
    const text = Object.hasOwn(account.cash, currency) ? account.cash[currency] : undefined
    const before = text === undefined ? zero : decimalOf(text)
    const flow = currency === document.baseCurrency ? decimalOf(account.flow) : zero
    return {
      account: account.id,
      currency,
      before,
      flow,
      value: before.plus(flow).times(rateOf(document, currency)),
    }
  })
}

/** Value in base currency by leaf class, cash included, as far as it counts. */
export function classValuesOf(valuation: Valuation): ReadonlyMap<string, Decimal> {
  const values = new Map<string, Decimal>()
  const add = (name: string, value: Decimal): void =>
    void values.set(name, (values.get(name) ?? zero).plus(value))
  for (const line of valuation.cash) add(cashClass, countedValue(line, valuation.counted))
  for (const holding of valuation.holdings) {
    const value = countedValue(holding, valuation.counted)
    for (const [name, share] of exposureOf(holding.instrument))
      add(name, share.equals(one) ? value : value.times(share))
  }
  return values
}
