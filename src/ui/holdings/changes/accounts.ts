/** Changes to accounts and currencies: pure, from one document to the next. */
import { isDecimalText, decimalOf } from '../../../domain/decimal.ts'
import type { Account, Portfolio } from '../../../domain/document.ts'

export function withAccount(
  document: Portfolio,
  id: string,
  change: (account: Account) => Account,
): Portfolio {
  return { ...document, accounts: document.accounts.map((each) => (each.id === id ? change(each) : each)) }
}

/** Sets the cash of one currency; no cash of another currency than the base one is no line. */
export function withCash(document: Portfolio, id: string, currency: string, amount: string): Portfolio {
  return withAccount(document, id, (account) => {
    const { [currency]: _, ...others } = account.cash
    const isGone = currency !== document.baseCurrency && isDecimalText(amount) && decimalOf(amount).isZero()
    return { ...account, cash: isGone ? others : { ...account.cash, [currency]: amount } }
  })
}

/** Adds an account with this name; its id is made from the name. */
export function withNewAccount(
  document: Portfolio,
  name: string,
  kind: Account['kind'] = 'taxable',
): Portfolio {
  const account: Account = {
    id: freeId(document, name),
    name,
    kind,
    cash: {},
    reserve: '0',
    flow: '0',
    allowed: null,
    rules: [],
  }
  return { ...document, accounts: [...document.accounts, account] }
}

/** Takes an account out with everything in it. */
export function withoutAccount(document: Portfolio, id: string): Portfolio {
  return {
    ...document,
    accounts: document.accounts.filter((each) => each.id !== id),
    lots: document.lots.filter((lot) => lot.account !== id),
    realised: document.realised.filter((sale) => sale.account !== id),
  }
}

/** An id for a name that no account has yet: "Roth IRA" becomes "roth-ira", then "roth-ira-2". */
export function freeId(document: Portfolio, name: string): string {
  const wanted =
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'account'
  const taken = new Set(document.accounts.map((each) => each.id))
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted}-${number}`)) number += 1
  return `${wanted}-${number}`
}

/** Sets a currency's rate; null takes the currency away. */
export function withRate(document: Portfolio, currency: string, rate: string | null): Portfolio {
  const { [currency]: _, ...others } = document.rates
  return { ...document, rates: rate === null ? others : { ...document.rates, [currency]: rate } }
}

/** Sets the cost of exchanging a currency, a fraction of the amount; null takes it away. */
export function withConversion(document: Portfolio, currency: string, cost: string | null): Portfolio {
  const { [currency]: _, ...others } = document.conversion
  return { ...document, conversion: cost === null ? others : { ...document.conversion, [currency]: cost } }
}
