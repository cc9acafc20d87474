/** Merrill: the download “Holdings”, one table of all accounts, cash as a bank deposit among the rest. */
import type { ImportFile } from '../domain/import.ts'
import { noteAccount } from './accounts.ts'
import { cellOf, columnsOf, findRow, hasAll, type Vocabulary } from './columns.ts'
import { readDay } from './dates.ts'
import { type Dialect, ignore, newTally, readHolding } from './holdings.ts'
import { finished, type Sheet } from './outcome.ts'
import { filledCells } from './table.ts'

const names: Vocabulary = {
  account: ['account'],
  accountName: ['account registration'],
  symbol: ['symbol'],
  name: ['security description'],
  quantity: ['quantity'],
  price: ['price'],
  value: ['value'],
  date: ['cob date'],
}

/** The bank deposits and money accounts into which uninvested money is swept. */
const sweep = /\bRASP\b|bank deposit|deposit program|direct deposit|money account|cash balance/i
const sweepSymbols = /^(IIAXX|CASH|990286916|999997632)$/

/** Reads Merrill's holdings; null when the file holds none. */
export function readMerrill(sheet: Sheet): ImportFile | null {
  const headerAt = findRow(sheet.rows, (cells) =>
    hasAll(cells, ['cob date', 'account registration', 'quantity']),
  )
  const header = sheet.rows[headerAt]
  if (!header) return null
  const tally = newTally()
  const dialect: Dialect = {
    header: header.cells,
    columns: columnsOf(header.cells, names),
    mark: 'point',
    account: null,
    currency: 'USD',
    cashCurrency: (symbol, name) => (sweepSymbols.test(symbol) || sweep.test(name) ? 'USD' : undefined),
  }
  let asOf: string | null = null
  sheet.rows.forEach((row, at) => {
    if (at < headerAt) ignore(tally, row, 'title')
    if (at <= headerAt) return
    const account = cellOf(row, dialect.columns, 'account')
    if (filledCells(row).length <= 1) return ignore(tally, row, 'footer')
    if (/^total/i.test(row.cells[0] ?? '')) return ignore(tally, row, 'total')
    asOf ??= readDay(cellOf(row, dialect.columns, 'date'))
    if (account !== '')
      noteAccount(tally.accounts, account, cellOf(row, dialect.columns, 'accountName') || null)
    readHolding(tally, row, dialect)
  })
  return finished(sheet, 'merrill', 'positions', asOf, tally)
}
