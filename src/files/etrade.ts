/** E*TRADE: the portfolio download, with an account above the table, lots as indented rows, and a total below. */
import type { ImportFile } from '../domain/import.ts'
import { noteAccount } from './accounts.ts'
import { cellOf, columnsOf, findRow, hasAll, type Vocabulary } from './columns.ts'
import { lastDayIn, readDay } from './dates.ts'
import {
  type Dialect,
  ignore,
  isZero,
  newTally,
  noteTotal,
  readHolding,
  report,
  type Tally,
} from './holdings.ts'
import { readNumber } from './numbers.ts'
import { finished, type Sheet } from './outcome.ts'
import { filledCells, type Row } from './table.ts'

const names: Vocabulary = {
  symbol: ['symbol'],
  quantity: ['quantity', 'qty'],
  price: ['last price'],
  value: ['value'],
  unitCost: ['price paid'],
}

/** Reads E*TRADE's positions; null when the file holds none. */
export function readEtrade(sheet: Sheet): ImportFile | null {
  const headerAt = findRow(sheet.rows, (cells) =>
    hasAll(cells, ['symbol', 'last price', 'price paid', 'value']),
  )
  const header = sheet.rows[headerAt]
  if (!header) return null
  const tally = newTally()
  const account = accountAbove(sheet.rows.slice(0, headerAt))
  if (account !== null) noteAccount(tally.accounts, account, account)
  const dialect: Dialect = {
    header: header.cells,
    columns: columnsOf(header.cells, names),
    mark: 'point',
    account,
    currency: 'USD',
    cashCurrency: (symbol) => (/^cash$/i.test(symbol) ? 'USD' : undefined),
  }
  let asOf: string | null = null
  sheet.rows.forEach((row, at) => {
    if (at < headerAt) ignore(tally, row, isAccount(row) ? 'account-heading' : 'title')
    if (at > headerAt) asOf = readRow(tally, row, dialect) ?? asOf
  })
  return finished(sheet, 'etrade', 'positions', asOf, tally)
}

/** Reads one record below the header; returns the day when the record is the footer that states it. */
function readRow(tally: Tally, row: Row, dialect: Dialect): string | null {
  const symbol = cellOf(row, dialect.columns, 'symbol')
  if (/^generated at/i.test(symbol)) {
    ignore(tally, row, 'footer')
    return lastDayIn(symbol)
  }
  if (/^total$/i.test(symbol)) readTotal(tally, row, dialect)
  else if (filledCells(row).length <= 1) ignore(tally, row, 'footer')
  else if (symbol === '--' || readDay(symbol) !== null) readLot(tally, row, dialect, symbol)
  else if (/^cash$/i.test(symbol)) readCash(tally, row, dialect)
  else readPosition(tally, row, dialect)
  return null
}

/** A price paid of zero is a price that nobody knows. */
function readPosition(tally: Tally, row: Row, dialect: Dialect): void {
  const { unitCost, ...columns } = dialect.columns
  const paid = readNumber(cellOf(row, dialect.columns, 'unitCost'), 'point')
  const isUnknown = paid.kind === 'number' && isZero(paid.text)
  readHolding(tally, row, isUnknown || unitCost === undefined ? { ...dialect, columns } : dialect)
}

/** Rows of cash have a cell too many, so that their amount is the last number of the record. */
function readCash(tally: Tally, row: Row, dialect: Dialect): void {
  const last = filledCells(row).at(-1) ?? ''
  const amount = readNumber(last, 'point')
  if (amount.kind !== 'number') return report(tally, row, dialect, 'value', 'amount-missing')
  tally.cash.push({ line: row.line, account: dialect.account, currency: 'USD', amount: amount.text })
}

/** A lot stands below its position, under its day; "--" is a day that is not known. */
function readLot(tally: Tally, row: Row, dialect: Dialect, day: string): void {
  const position = tally.positions.at(-1)
  const quantity = readNumber(cellOf(row, dialect.columns, 'quantity'), 'point')
  const paid = readNumber(cellOf(row, dialect.columns, 'unitCost'), 'point')
  if (position === undefined || position.symbol === null) return ignore(tally, row, 'not-a-holding')
  if (quantity.kind !== 'number') return report(tally, row, dialect, 'quantity', 'quantity-missing')
  if (!position.plannable) return ignore(tally, row, 'not-a-holding')
  tally.lots.push({
    line: row.line,
    account: dialect.account,
    symbol: position.symbol,
    acquired: readDay(day),
    quantity: quantity.text,
    unitCost: paid.kind === 'number' && !isZero(paid.text) ? paid.text : null,
  })
}

function readTotal(tally: Tally, row: Row, { columns }: Dialect): void {
  ignore(tally, row, 'total')
  const stated = readNumber(cellOf(row, columns, 'value') || (filledCells(row).at(-1) ?? ''), 'point')
  if (stated.kind !== 'number') return
  const values = [...tally.positions.map(({ value }) => value), ...tally.cash.map(({ amount }) => amount)]
  noteTotal(tally, row.line, stated.text, values)
}

function isAccount(row: Row): boolean {
  return /^account:/i.test(row.cells[0] ?? '')
}

/** The account is named in a line of its own, or as the first cell below "Account" in the summary. */
function accountAbove(rows: readonly Row[]): string | null {
  const named = rows.find(isAccount)?.cells[0]?.replace(/^account:\s*/i, '')
  const summaryAt = rows.findIndex(({ cells }) => /^account$/i.test(cells[0] ?? '') && cells.length > 1)
  return named || (summaryAt < 0 ? null : rows[summaryAt + 1]?.cells[0] || null)
}
