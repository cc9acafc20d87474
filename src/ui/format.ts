/** How numbers look, the same on every machine; what is rounded here is for eyes and never feeds back. */
import { minorDecimals } from '../domain/currency.ts'
import { Decimal, decimalOf, isDecimalText, roundedText, textOf } from '../domain/decimal.ts'

/** Decimal text or an exact number: either may be shown. */
export type Shown = Decimal | string

const minus = '−'
const narrowSpace = ' '

/** What a number that is unknown looks like. */
export const unknown = '–'

const symbols: Readonly<Record<string, string>> = {
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  INR: '₹',
  KRW: '₩',
  ILS: '₪',
}

/** Thousands in groups and a proper minus: "-1234567.5" becomes "−1,234,567.5". */
export function grouped(text: string): string {
  const [whole = '', decimals] = text.replace('-', '').split('.')
  const groups = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${text.startsWith('-') ? minus : ''}${groups}${decimals === undefined ? '' : `.${decimals}`}`
}

/** With exactly so many decimals, grouped. */
export function fixed(value: Shown, places: number): string {
  return grouped(roundedText(exact(value), places))
}

/** With the decimals it has, but at least so many, grouped: quantities and prices. */
export function plain(value: Shown, places = 0): string {
  return grouped(textOf(exact(value), places))
}

/** An amount in the currency's own decimals, without its sign: the header says the unit. */
export function amount(value: Shown, currency: string): string {
  return fixed(value, Math.min(minorDecimals(currency), 8))
}

/** An amount with its currency: "$1,200.00", "CHF 12.50". */
export function money(value: Shown, currency: string): string {
  return withSign(amount(value, currency), currency)
}

/** An amount without its cents where it is large enough that they say nothing: "$41,200". */
export function roundMoney(value: Shown, currency: string): string {
  const number = exact(value)
  return number.abs().lessThan(1000) ? money(number, currency) : withSign(fixed(number, 0), currency)
}

/** A change: its sign always stands. Nothing but zeros has none. */
export function signed(shown: string): string {
  return shown.startsWith(minus) || !/[1-9]/.test(shown) ? shown : `+${shown}`
}

/** A fraction as a percentage's figures, "12.5": the header or a following sign says the unit. */
export function percentFigures(fraction: Shown, places = 1): string {
  return fixed(exact(fraction).times(100), places)
}

/** A fraction as percent: "12.5 %". */
export function percent(fraction: Shown, places = 1): string {
  return `${percentFigures(fraction, places)}${narrowSpace}%`
}

/** A fraction with as many decimals as it was written with: "62.5 %", "60 %". */
export function percentAsWritten(fraction: Shown): string {
  return `${grouped(textOf(exact(fraction).times(100)))}${narrowSpace}%`
}

/** A difference of two fractions in percentage points: "+2.1 pts". */
export function points(difference: Shown, places = 1): string {
  return `${signed(percentFigures(difference, places))} pts`
}

/** "1 trade", "6 trades". */
export function count(many: number, one: string, several = `${one}s`): string {
  return `${grouped(String(many))} ${many === 1 ? one : several}`
}

/** How long something took or takes: "12 ms", "1.4 s". */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** The sign or code that a currency is written with. */
export function currencySign(currency: string): string {
  return Object.hasOwn(symbols, currency) ? (symbols[currency] ?? currency) : currency
}

function withSign(figures: string, currency: string): string {
  const sign = currencySign(currency)
  const negative = figures.startsWith(minus)
  const gap = sign === currency ? ' ' : ''
  return `${negative ? minus : ''}${sign}${gap}${negative ? figures.slice(1) : figures}`
}

function exact(value: Shown): Decimal {
  if (typeof value !== 'string') return value
  return isDecimalText(value) ? decimalOf(value) : new Decimal(0)
}
