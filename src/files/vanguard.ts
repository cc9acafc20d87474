/** Vanguard: the download that holds a table of holdings and, below it, a table of transactions. */
import type { ImportFile } from '../domain/import.ts'
import { noteAccount } from './accounts.ts'
import { cellOf, columnsOf, findRow, hasAll, readings, type Vocabulary } from './columns.ts'
import { type Dialect, ignore, newTally, readHolding, type Tally } from './holdings.ts'
import { finished, type Sheet } from './outcome.ts'
import { filledCells, type Row } from './table.ts'

const names: Vocabulary = {
  account: ['account number', 'fund account number', 'plan number'],
  accountName: ['plan name', 'account name'],
  symbol: ['symbol'],
  name: ['investment name', 'fund name'],
  quantity: ['shares'],
  price: ['share price', 'price'],
  value: ['total value'],
}

/** The settlement fund of a brokerage account is its cash. */
const settlementFund = 'VMFXX'

/** Reads a Vanguard download; null when it holds no table of holdings. */
export function readVanguard(sheet: Sheet): ImportFile | null {
  const headerAt = findRow(sheet.rows, isHoldingsHeader)
  const header = sheet.rows[headerAt]
  if (!header) return null
  const tally = newTally()
  const dialect: Dialect = {
    header: header.cells,
    columns: columnsOf(header.cells, names),
    mark: 'point',
    account: null,
    currency: 'USD',
    cashCurrency: (symbol) => (symbol === settlementFund ? 'USD' : undefined),
  }
  let transactions: readonly string[] | null = null
  sheet.rows.forEach((row, at) => {
    if (at === headerAt) transactions = null
    else if (isTransactionHeader(row.cells)) {
      transactions = row.cells
      ignore(tally, row, 'other-header')
    } else if (at < headerAt) ignore(tally, row, transactions ? 'transaction' : 'title')
    else if (transactions) readTransaction(tally, row, transactions)
    else readRow(tally, row, dialect)
  })
  return finished(sheet, 'vanguard', 'positions', null, tally)
}

function isHoldingsHeader(cells: readonly string[]): boolean {
  const columns = columnsOf(cells, names)
  return (
    columns.account !== undefined && columns.name !== undefined && hasAll(cells, ['shares', 'total value'])
  )
}

function isTransactionHeader(cells: readonly string[]): boolean {
  return hasAll(cells, ['account number', 'trade date'])
}

function readRow(tally: Tally, row: Row, dialect: Dialect): void {
  if (filledCells(row).length <= 1) return ignore(tally, row, 'footer')
  if (isHoldingsHeader(row.cells)) return ignore(tally, row, 'other-header')
  const account = cellOf(row, dialect.columns, 'account')
  const name = cellOf(row, dialect.columns, 'accountName') || null
  if (account !== '') noteAccount(tally.accounts, account, name)
  readHolding(tally, row, dialect)
}

/** Transactions never become holdings, but they tell what kind of account theirs is. */
function readTransaction(tally: Tally, row: Row, header: readonly string[]): void {
  ignore(tally, row, 'transaction')
  const typeAt = header.findIndex((cell) => readings(cell).includes('account type'))
  const account = row.cells[0] ?? ''
  if (typeAt >= 0 && tally.accounts.has(account))
    noteAccount(tally.accounts, account, null, row.cells[typeAt] ?? '')
}
