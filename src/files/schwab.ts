/** Schwab: positions of one account or of all accounts, in the column names of 2020 and of 2024 and later. */
import type { ImportFile } from '../domain/import.ts'
import { noteAccount } from './accounts.ts'
import { cellOf, columnsOf, type Vocabulary } from './columns.ts'
import { lastDayIn } from './dates.ts'
import { type Dialect, ignore, newTally, noteTotal, readHolding, type Tally } from './holdings.ts'
import { readNumber } from './numbers.ts'
import { finished, type Sheet } from './outcome.ts'
import { filledCells, type Row } from './table.ts'

const names: Vocabulary = {
  symbol: ['symbol'],
  name: ['description'],
  quantity: ['quantity', 'qty'],
  price: ['price'],
  value: ['market value', 'mkt val'],
  costBasis: ['cost basis'],
  type: ['security type', 'asset type'],
}

const title = /^Positions for (?:account (.+?)|.+?) as of (.+)$/i
const cashName = /^cash (?:&|and) (?:cash|money market)/i
const totalName = /^(?:account|positions|grand)? ?total$/i

/** Where the reader stands in the file: the account block it is in, and what was in force when it began. */
interface Block {
  account: string | null
  dialect: Dialect | null
  headerLine: number
  positionsBefore: number
  cashBefore: number
}

/** Reads a Schwab positions file; null when it is none. */
export function readSchwab(sheet: Sheet): ImportFile | null {
  const first = sheet.rows[0]
  const titled = title.exec(first?.cells.join(', ') ?? '')
  if (!first || !titled) return null
  const tally = newTally()
  ignore(tally, first, 'title')
  const block: Block = {
    account: titled[1] ?? null,
    dialect: null,
    headerLine: 0,
    positionsBefore: 0,
    cashBefore: 0,
  }
  const headers: Row[] = []
  let mainHeader = 0
  sheet.rows.slice(1).forEach((row, at) => {
    if (isHeader(row)) headers.push(openTable(block, row))
    else readRow(tally, row, block, sheet.rows[at + 2])
    if (mainHeader === 0 && tally.positions.length > 0) mainHeader = block.headerLine
  })
  setOtherHeadersAside(tally, headers, mainHeader || block.headerLine)
  return finished(sheet, 'schwab', 'positions', lastDayIn(titled[2] ?? ''), tally)
}

function isHeader(row: Row): boolean {
  const columns = columnsOf(row.cells, names)
  return columns.symbol !== undefined && columns.quantity !== undefined && columns.value !== undefined
}

function openTable(block: Block, row: Row): Row {
  block.headerLine = row.line
  block.dialect = {
    header: row.cells,
    columns: columnsOf(row.cells, names),
    mark: 'point',
    account: block.account,
    currency: 'USD',
    cashCurrency: (symbol) => (cashName.test(symbol) ? 'USD' : undefined),
  }
  return row
}

function readRow(tally: Tally, row: Row, block: Block, next: Row | undefined): void {
  const filled = filledCells(row)
  if (filled.length === 1 && next && isHeader(next)) return enterAccount(tally, row, block, filled[0] ?? '')
  if (filled.length <= 1 || !block.dialect)
    return ignore(tally, row, filled.length === 0 ? 'empty-record' : 'footer')
  if (totalName.test(row.cells[0] ?? '')) return readTotal(tally, row, block, block.dialect)
  if (block.account !== null) noteAccount(tally.accounts, block.account, block.account)
  readHolding(tally, row, block.dialect)
}

function enterAccount(tally: Tally, row: Row, block: Block, account: string): void {
  ignore(tally, row, 'account-heading')
  block.account = account
  block.dialect = null
  block.positionsBefore = tally.positions.length
  block.cashBefore = tally.cash.length
}

function readTotal(tally: Tally, row: Row, block: Block, dialect: Dialect): void {
  ignore(tally, row, 'total')
  const stated = readNumber(cellOf(row, dialect.columns, 'value'), 'point')
  const values = tally.positions.slice(block.positionsBefore).map((position) => position.value)
  const cash = tally.cash.slice(block.cashBefore).map((entry) => entry.amount)
  noteTotal(tally, row.line, stated.kind === 'number' ? stated.text : null, [...values, ...cash])
}

/** Every account repeats the header; the one above the first position is the header, the others are records. */
function setOtherHeadersAside(tally: Tally, headers: readonly Row[], mainHeader: number): void {
  for (const row of headers) if (row.line !== mainHeader) ignore(tally, row, 'other-header')
}
