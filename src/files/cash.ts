/** Rows that are cash: the names under which tables list it, and the currency that such a name tells. */
import { minorDecimals } from '../domain/currency.ts'

/** Currencies that a table may list by their bare code; other codes could as well be tickers. */
const bareCurrencies = new Set('USD EUR GBP CHF JPY CAD AUD NZD SEK NOK DKK HKD SGD PLN CZK'.split(' '))

/** Decimals that `minorDecimals` gives to codes that are no currency of the standard. */
const notACurrency = 8

/** The currency of a cash row, null when the row is cash but does not tell, undefined when it is no cash. */
export function cashCurrencyOf(symbol: string, name: string): string | null | undefined {
  const signed = /^\$([A-Z]{3})$/.exec(symbol)?.[1]
  if (signed !== undefined && minorDecimals(signed) !== notACurrency) return signed
  if (bareCurrencies.has(symbol)) return symbol
  const words = symbol === '' || symbol === '--' ? name : symbol
  if (!isCashName(words) || !fitsCash(symbol, name)) return undefined
  return (
    /\(([A-Z]{3})\)|\b([A-Z]{3})$/
      .exec(words)
      ?.slice(1)
      .find((code) => code !== undefined && bareCurrencies.has(code)) ?? null
  )
}

function isCashName(text: string): boolean {
  return /^\$?cash$|^cash\b.*[&(\s]|^(?:[A-Z]{3} )cash$|^cash balance|^uninvested cash|^bargeld$|^liquidit|^especes$/i.test(
    text,
  )
}

/** CASH is also the ticker of a bank; a name that does not speak of cash is that of a company. */
function fitsCash(symbol: string, name: string): boolean {
  return symbol !== 'CASH' || name === '' || /cash|sweep|money|deposit|settlement|guthaben|liquid/i.test(name)
}
