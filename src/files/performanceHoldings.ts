/** Portfolio Performance: the table “Securities Account”, which states what is held and what it is worth. */
import type { ImportFile } from '../domain/import.ts'
import { columnsOf, findRow, hasAll, type Vocabulary } from './columns.ts'
import { type Dialect, ignore, newTally, readHolding } from './holdings.ts'
import { guessMark } from './numbers.ts'
import { finished, type Sheet } from './outcome.ts'
import { filledCells } from './table.ts'

const names: Vocabulary = {
  symbol: ['ticker symbol', 'symbol', 'isin'],
  name: ['security name'],
  quantity: ['shares'],
  value: ['value'],
  currency: ['currency'],
}

/** Reads such a table; null when the file is none. Prices follow from value and shares. */
export function readPerformanceHoldings(sheet: Sheet): ImportFile | null {
  const isHeader = (cells: readonly string[]): boolean =>
    hasAll(cells, ['ticker symbol', 'security name', 'shares', 'value'])
  const headerAt = findRow(sheet.rows, isHeader)
  const header = sheet.rows[headerAt]
  if (!header) return null
  const tally = newTally()
  const rows = sheet.rows.slice(headerAt + 1)
  const { mark } = guessMark(rows.flatMap(({ cells }) => cells))
  const dialect: Dialect = {
    header: header.cells,
    columns: columnsOf(header.cells, names),
    mark,
    account: null,
    currency: null,
    cashCurrency: () => undefined,
  }
  for (const row of sheet.rows.slice(0, headerAt)) ignore(tally, row, 'title')
  for (const row of rows) {
    if (filledCells(row).length <= 1) ignore(tally, row, 'footer')
    else readHolding(tally, row, dialect)
  }
  return finished(sheet, 'portfolio-performance', 'positions', null, tally)
}
