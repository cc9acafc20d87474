/** Fidelity: the positions download in all its column sets, and the table of Active Trader. */
import type { ImportFile } from '../domain/import.ts'
import { noteAccount } from './accounts.ts'
import { cellOf, columnsOf, findRow, hasAll, type Vocabulary } from './columns.ts'
import { lastDayIn } from './dates.ts'
import { type Dialect, ignore, isZero, newTally, readHolding, type Tally } from './holdings.ts'
import { readNumber } from './numbers.ts'
import { finished, type Sheet } from './outcome.ts'
import { filledCells, type Row } from './table.ts'

const names: Vocabulary = {
  account: ['account number', 'account name/number'],
  accountName: ['account name'],
  symbol: ['symbol'],
  name: ['description', 'security description'],
  quantity: ['quantity'],
  price: ['last price', 'last'],
  value: ['current value', 'value'],
  costBasis: ['cost basis total', 'cost basis'],
  unitCost: ['average cost basis', 'cost basis per share', 'avg cost'],
}

/** Core positions in which Fidelity keeps an account's cash; a core position of any other name ends in "**". */
const coreCash = /\*\*$|^cash \(|^(SPAXX|FCASH|FDRXX|FZFXX|FDIC99|QPIFQ|CORE)$/i

/** Reads a Fidelity positions file; null when it is none. */
export function readFidelity(sheet: Sheet): ImportFile | null {
  const headerAt = findRow(sheet.rows, isHeader)
  const header = sheet.rows[headerAt]
  if (!header) return null
  const tally = newTally()
  const dialect: Dialect = {
    header: header.cells,
    columns: columnsOf(header.cells, names),
    mark: 'point',
    account: null,
    currency: 'USD',
    cashCurrency: (symbol) => (coreCash.test(symbol) ? 'USD' : undefined),
  }
  let asOf: string | null = null
  sheet.rows.forEach((row, at) => {
    if (at < headerAt) ignore(tally, row, 'title')
    if (at > headerAt) asOf = readRow(tally, row, dialect) ?? asOf
  })
  noteMixedAccounts(tally, dialect)
  return finished(sheet, 'fidelity', 'positions', asOf, tally)
}

function isHeader(cells: readonly string[]): boolean {
  const isDownload = hasAll(cells, ['symbol', 'quantity', 'last price', 'current value'])
  const hasAccount = hasAll(cells, ['account number']) || hasAll(cells, ['account name/number'])
  return (isDownload && hasAccount) || hasAll(cells, ['symbol', 'quantity', 'last', 'avg cost', 'value'])
}

/** Reads one record below the header; returns the download day when the record is the footer that states it. */
function readRow(tally: Tally, row: Row, dialect: Dialect): string | null {
  const filled = filledCells(row)
  if (filled.length <= 1) {
    ignore(tally, row, filled.length === 0 ? 'empty-record' : 'footer')
    return /^date downloaded/i.test(filled[0] ?? '') ? lastDayIn(filled[0] ?? '') : null
  }
  if (isPending(row, dialect)) readPending(tally, row, dialect)
  else if (isHeader(row.cells)) ignore(tally, row, 'other-header')
  else {
    const account = cellOf(row, dialect.columns, 'account')
    if (account !== '')
      noteAccount(tally.accounts, account, cellOf(row, dialect.columns, 'accountName') || null)
    readHolding(tally, row, dialect)
  }
  return null
}

function isPending(row: Row, { columns }: Dialect): boolean {
  return /^pending activity$/i.test(cellOf(row, columns, 'symbol') || cellOf(row, columns, 'name'))
}

/** Pending activity is no holding; an amount in it is cash that has not settled, and is said aloud. */
function readPending(tally: Tally, row: Row, { columns, mark }: Dialect): void {
  const amount = readNumber(cellOf(row, columns, 'value'), mark)
  if (amount.kind !== 'number' || isZero(amount.text)) return ignore(tally, row, 'pending-activity')
  ignore(tally, row, 'unsettled-cash')
  tally.notes.push({ line: row.line, kind: 'unsettled-cash', stated: amount.text, found: null })
}

/** Two core positions without an account column are two accounts in one table. */
function noteMixedAccounts(tally: Tally, { columns }: Dialect): void {
  if (columns.account === undefined && tally.cash.length > 1) {
    tally.notes.push({ line: null, kind: 'accounts-mixed', stated: null, found: String(tally.cash.length) })
  }
}
