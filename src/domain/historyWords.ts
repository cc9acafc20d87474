/** Sentences for people about price histories: why a file cannot be read, what was left out, and what to look at. */
import type { AsideColumn, AsideReason, HistoryFlag, HistoryFlagKind, HistoryRefusal } from './history.ts'
import type { Unaligned } from './alignment.ts'

const wanted =
  'Give a table with a column of dates and one column of prices per symbol, or the columns date, symbol and price.'

const refusals: { readonly [R in HistoryRefusal]?: string } = {
  empty: 'This file is empty.',
  binary: 'This file is not text. Export it as CSV.',
  'spreadsheet-file': 'This is a spreadsheet. Save it as CSV.',
  pdf: 'This is a PDF. Export the prices as CSV.',
  'unclosed-quote': 'A quoted cell never ends, so that the rest of the file cannot be read.',
  'no-days': `No column of dates was found. ${wanted}`,
  'no-columns': `There is no header that names the columns. ${wanted}`,
  'no-prices': `No column of numbers was found. ${wanted}`,
  transactions: 'These are trades or holdings, not a history of prices.',
  'too-short': 'No symbol has two prices on different days.',
}

/** Why a file is not read as a history. */
export function historyRefusalSentence(because: HistoryRefusal): string {
  return refusals[because] ?? `This file cannot be read as a history of prices. ${wanted}`
}

const asides: { readonly [R in AsideReason]: (column: string) => string } = {
  'other-price': (column) =>
    `“${column}” was not read: another column is the better price of the same symbol.`,
  'not-a-price': (column) => `“${column}” was not read: its name is not that of a price.`,
  'not-numbers': (column) => `“${column}” was not read: its cells are not numbers.`,
  'returns-beside-prices': (column) => `“${column}” was not read: it holds returns in a table of prices.`,
  'name-twice': (column) => `“${column}” stands in the header twice; the first of the columns was read.`,
  'too-few': (column) => `“${column}” was not read: it has fewer than two values.`,
}

export function asideSentence({ column, because }: AsideColumn): string {
  return asides[because](column)
}

const flagWords: { readonly [K in HistoryFlagKind]: (text: string) => string } = {
  'not-a-day': (text) => `“${text}” is no date; the record was left out.`,
  'not-a-number': (text) => `“${text}” is not a number and was left out.`,
  'not-positive': (text) => `the price “${text}” is not above zero and was left out.`,
  'missing-code': (text) => `“${text}” stands for an unknown return and was left out.`,
  'impossible-return': (text) => `the return “${text}” loses everything or more and was left out.`,
  'day-twice': (text) => `the day stands there twice; this second value, “${text}”, was left out.`,
  spike: (text) => `${text} comes back at once: perhaps a wrong price. It was kept.`,
  split: (text) => `${text} looks like a split that the prices were not adjusted for. It was kept.`,
}

export function flagSentence({ kind, symbol, line, text }: HistoryFlag): string {
  const words = flagWords[kind](text)
  return symbol === null ? `Line ${line}: ${words}` : `Line ${line}, ${symbol}: ${words}`
}

const unaligned: { readonly [R in Unaligned['because']]: string } = {
  'symbol-twice':
    'Two of the files hold the same symbol. Leave one of them out, or rename its file or column.',
  'no-overlap': 'The symbols have no two neighbouring days in common.',
}

export function unalignedSentence(because: Unaligned['because']): string {
  return unaligned[because]
}
