/** Any table of holdings: its columns are guessed from the header, or given by the user's mapping. */
import type { ImportFile } from '../domain/import.ts'
import type { ColumnMapping, Delimiter, MappingGuess } from '../domain/mapping.ts'
import { noteAccount } from './accounts.ts'
import { cashCurrencyOf } from './cash.ts'
import { cellOf, findRow, headerWeight, readings, type Columns } from './columns.ts'
import { readDay, type DayOrder } from './dates.ts'
import { refusal } from './foreign.ts'
import { type Dialect, ignore, newTally, noteTotal, readHolding, report, type Tally } from './holdings.ts'
import { columnsOfMapping, guessFromRows } from './mapping.ts'
import { readNumber } from './numbers.ts'
import { finished, type Sheet, unreadable } from './outcome.ts'
import { filledCells, type Row } from './table.ts'

/** Header names that only tables of transactions have. */
const transactionNames = new Set(
  `action|transaction type|run date|trade date|settlement date|settle date|operation|trans code|activity|activity type|activity date|buy/sell
   |side|txid|order id|transaction|transaction id|fee|fees|commission|commissions|date doperation`
    .split('|')
    .map((name) => name.trim()),
)
const dateNames = new Set(['date', 'datum', 'data', 'fecha', 'time', 'timestamp', 'trade day'])
const priceNames = new Set([
  'close',
  'close/last',
  'adj close',
  'price',
  'open',
  'laatste',
  'last',
  'quote',
  'nav',
])
const totalName =
  /^(?:grand |account |positions? |portfolio |sub)?(?:total|totals|gesamt|summe|totale|total general)\b/i

/** Reads a table by the user's mapping, or by the guess; a table that is no holdings is refused. */
export function readGeneric(sheet: Sheet, delimiter: Delimiter, mapping?: ColumnMapping): ImportFile {
  if (mapping) return readMapped(sheet, mapping, true)
  const guess = guessFromRows(sheet.rows, delimiter)
  return (
    refuse(sheet, guess) ??
    (guess
      ? readMapped(sheet, guess.mapping, guess.decimalIsSure)
      : unreadable(sheet, 'unknown', 'no-header', firstLine(sheet)))
  )
}

function firstLine(sheet: Sheet): number | null {
  return sheet.rows[0]?.line ?? null
}

/** Refuses histories of transactions and prices, lists without quantities, and tables without a header. */
function refuse(sheet: Sheet, guess: MappingGuess | null): ImportFile | null {
  const transactionsAt = findRow(
    sheet.rows,
    (cells) => countIn(cells, transactionNames) > 0 && cells.length > 2,
  )
  if (transactionsAt >= 0) return refusal(sheet, 'generic', 'transaction-history', transactionsAt)
  const columns = guess ? columnsOfMapping(guess.mapping) : {}
  if (guess && guess.mapping.headerLine !== null) {
    return columns.quantity === undefined && columns.value === undefined
      ? refusal(sheet, 'generic', 'no-quantities', 0)
      : null
  }
  const pricesAt = findRow(
    sheet.rows,
    (cells) => countIn(cells, dateNames) > 0 && countIn(cells, priceNames) > 0,
  )
  if (pricesAt >= 0) return refusal(sheet, 'generic', 'price-history', pricesAt)
  const headerAt = findRow(sheet.rows, (cells) => cells.length > 1 && headerWeight(cells) >= 2)
  if (headerAt >= 0) return refusal(sheet, 'generic', 'no-quantities', headerAt)
  const first = sheet.rows[0]
  const looksNamed =
    first !== undefined &&
    first.cells.length > 1 &&
    first.cells.every((cell) => cell === '' || !/^[-$]?[\d.]/.test(cell))
  return looksNamed
    ? refusal(sheet, 'generic', 'no-holdings-columns', 0)
    : unreadable(sheet, 'unknown', 'no-header', firstLine(sheet))
}

function countIn(cells: readonly string[], names: ReadonlySet<string>): number {
  return cells.filter((cell) => cell.length < 40 && readings(cell).some((reading) => names.has(reading)))
    .length
}

function readMapped(sheet: Sheet, mapping: ColumnMapping, decimalIsSure: boolean): ImportFile {
  const headerAt = sheet.rows.findIndex((row) => row.line === mapping.headerLine)
  const columns = columnsOfMapping(mapping)
  const tally = newTally()
  const body = sheet.rows.slice(headerAt + 1)
  const dialect: Dialect = {
    header: sheet.rows[headerAt]?.cells ?? [],
    columns,
    mark: mapping.decimal,
    account: accountInPreamble(sheet.rows.slice(0, Math.max(headerAt, 0))),
    currency: signedCurrency(body, columns),
    cashCurrency: cashCurrencyOf,
  }
  for (const row of sheet.rows.slice(0, Math.max(headerAt, 0))) ignore(tally, row, 'title')
  const asOf = readBody(tally, body, dialect)
  if (!decimalIsSure)
    tally.notes.push({ line: null, kind: 'decimal-guessed', stated: null, found: mapping.decimal })
  return finished(sheet, 'generic', 'positions', asOf, withCashCurrency(tally, columns))
}

/** Reads the records below the header. Of several snapshots in one table only the latest is read. */
function readBody(tally: Tally, body: readonly Row[], dialect: Dialect): string | null {
  const days = daysOf(body, dialect.columns)
  const latest = latestOf(days)
  const isSeries = repeatsSymbols(body, dialect.columns, days)
  let another = false
  for (const row of body) {
    const day = days.get(row)
    if (another || isAnotherHeader(row, dialect)) {
      another ||= !isSameHeader(row, dialect)
      ignore(tally, row, another ? 'other-section' : 'other-header')
    } else if (isSeries && day !== undefined && day !== null && day !== latest)
      ignore(tally, row, 'older-snapshot')
    else readRow(tally, row, dialect, isSeries && day === null)
  }
  const snapshots = new Set(days.values())
  if (isSeries)
    tally.notes.push({ line: null, kind: 'several-dates', stated: latest, found: String(snapshots.size) })
  return latest
}

function readRow(tally: Tally, row: Row, dialect: Dialect, lacksDay: boolean): void {
  const filled = filledCells(row)
  if (filled.length === 0) return ignore(tally, row, 'empty-record')
  if (totalName.test(filled[0] ?? '')) return readTotal(tally, row, dialect)
  if (filled.length === 1) return ignore(tally, row, 'footer')
  if (lacksDay) return report(tally, row, dialect, 'date', 'not-a-day')
  const account = cellOf(row, dialect.columns, 'account')
  if (account !== '')
    noteAccount(tally.accounts, account, cellOf(row, dialect.columns, 'accountName') || null)
  readHolding(tally, row, dialect)
}

function readTotal(tally: Tally, row: Row, dialect: Dialect): void {
  ignore(tally, row, 'total')
  const stated = readNumber(cellOf(row, dialect.columns, 'value'), dialect.mark)
  const values = [
    ...tally.positions.map((position) => position.value),
    ...tally.cash.map((entry) => entry.amount),
  ]
  noteTotal(tally, row.line, stated.kind === 'number' ? stated.text : null, values)
}

function isAnotherHeader(row: Row, { columns }: Dialect): boolean {
  const quantity = cellOf(row, columns, 'quantity')
  return quantity !== '' && !/\d/.test(quantity) && headerWeight(row.cells) >= 2
}

function isSameHeader(row: Row, { header }: Dialect): boolean {
  return row.cells.every((cell, at) => cell === (header[at] ?? ''))
}

function accountInPreamble(rows: readonly Row[]): string | null {
  for (const row of rows) {
    const account = /^account(?: name| number)?:\s*(.+)$/i.exec(filledCells(row).join(' '))?.[1]
    if (account !== undefined) return account
  }
  return null
}

/** The day of each record, null where its cell is no day; empty when the table has no column of days. */
function daysOf(body: readonly Row[], columns: Columns): ReadonlyMap<Row, string | null> {
  const days = new Map<Row, string | null>()
  if (columns.date === undefined) return days
  const order: DayOrder = body.some((row) => /^(1[3-9]|2\d|3[01])\/\d/.test(cellOf(row, columns, 'date')))
    ? 'day-first'
    : 'month-first'
  for (const row of body) {
    const cell = cellOf(row, columns, 'date')
    if (cell !== '') days.set(row, readDay(cell, order))
  }
  return days
}

function latestOf(days: ReadonlyMap<Row, string | null>): string | null {
  let latest: string | null = null
  for (const day of days.values()) if (day !== null && (latest === null || day > latest)) latest = day
  return latest
}

/** Days are snapshots only when a symbol comes back on another day; otherwise they are the days of its price. */
function repeatsSymbols(
  body: readonly Row[],
  columns: Columns,
  days: ReadonlyMap<Row, string | null>,
): boolean {
  const firstDay = new Map<string, string>()
  for (const row of body) {
    const day = days.get(row)
    if (day === undefined || day === null) continue
    const key = `${cellOf(row, columns, 'account')}|${cellOf(row, columns, 'symbol') || cellOf(row, columns, 'name')}`
    const known = firstDay.get(key)
    if (known !== undefined && known !== day) return true
    firstDay.set(key, day)
  }
  return false
}

/** The currency that the signs in the amounts tell; the dollar sign alone may be any dollar. */
function signedCurrency(body: readonly Row[], columns: Columns): string | null {
  if (columns.currency !== undefined) return null
  const found = new Set<string>()
  for (const row of body.slice(0, 200)) {
    const amounts = cellOf(row, columns, 'price') + cellOf(row, columns, 'value')
    if (amounts.includes('\u20ac')) found.add('EUR')
    if (amounts.includes('\u00a3')) found.add('GBP')
    if (amounts.includes('$')) found.add('$')
  }
  const [only] = found
  return found.size === 1 && only !== undefined && only !== '$' ? only : null
}

/** A table without currencies whose cash is named in one currency is a table in that currency. */
function withCashCurrency(tally: Tally, columns: Columns): Tally {
  const currencies = new Set(tally.cash.flatMap((entry) => (entry.currency === null ? [] : [entry.currency])))
  const [only] = currencies
  if (columns.currency !== undefined || currencies.size !== 1 || only === undefined) return tally
  return {
    ...tally,
    positions: tally.positions.map((position) => ({ ...position, currency: position.currency ?? only })),
  }
}
