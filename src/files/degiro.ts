/** DEGIRO's portfolio, in any of its languages: told by its value column, read by the order of its columns. */
import type { ImportFile } from '../domain/import.ts'
import { findRow, readings } from './columns.ts'
import { type Dialect, ignore, newTally, readHolding, report, type Tally } from './holdings.ts'
import { guessMark, readNumber } from './numbers.ts'
import { finished, type Sheet } from './outcome.ts'
import { filledCells, type Row } from './table.ts'

/** The value column is named after the account's currency, in the person's language. */
const valueColumn =
  /^(?:value in|valeur en|montant en|wert in|waarde in|valore in|importo in|valor en|valor em|warde in) ([a-z]{3})$/

/** Where a table has what: the name first, then what identifies it, how many, at what price, and its value. */
interface Layout {
  readonly isin: number
  readonly base: number
  readonly currency: string
}

function layoutOf(cells: readonly string[]): Layout | null {
  const base = cells.findIndex((cell) => readings(cell).some((reading) => valueColumn.test(reading)))
  const isin = cells.findIndex((cell) => /isin/i.test(cell))
  const said = readings(cells[base] ?? '').flatMap((reading) => valueColumn.exec(reading)?.[1] ?? [])
  return base > isin + 2 && isin > 0 ? { isin, base, currency: (said[0] ?? '').toUpperCase() } : null
}

/** Reads DEGIRO's portfolio; null when the file holds none. */
export function readDegiro(sheet: Sheet): ImportFile | null {
  const headerAt = findRow(sheet.rows, (cells) => layoutOf(cells) !== null)
  const header = sheet.rows[headerAt]
  const layout = header === undefined ? null : layoutOf(header.cells)
  if (!header || layout === null) return null
  const tally = newTally()
  const rows = sheet.rows.slice(headerAt + 1)
  const { mark } = guessMark(rows.flatMap(({ cells }) => cells.slice(layout.isin + 1)))
  const dialect: Dialect = {
    header: header.cells,
    columns: {
      name: 0,
      symbol: layout.isin,
      quantity: layout.isin + 1,
      price: layout.isin + 2,
      currency: layout.isin + 3,
    },
    mark,
    account: null,
    currency: layout.currency,
    cashCurrency: () => undefined,
  }
  for (const row of sheet.rows.slice(0, headerAt)) ignore(tally, row, 'title')
  for (const row of rows) readRow(tally, row, dialect, layout)
  return finished(sheet, 'degiro', 'positions', null, tally)
}

function readRow(tally: Tally, row: Row, dialect: Dialect, layout: Layout): void {
  if (filledCells(row).length <= 1) return ignore(tally, row, 'footer')
  const isCash = (row.cells[layout.isin] ?? '') === '' && (row.cells[layout.isin + 1] ?? '') === ''
  if (isCash) return readCash(tally, row, dialect, layout)
  readHolding(tally, row, dialect)
  const last = tally.positions.at(-1)
  const local = localValue(row, dialect, layout)
  if (last?.line === row.line && local !== null)
    tally.positions[tally.positions.length - 1] = { ...last, value: local }
}

/** The amount in the row's own currency: beside it, or the value where both currencies are the same. */
function localValue(row: Row, { mark }: Dialect, layout: Layout): string | null {
  const hasLocal = layout.base > layout.isin + 4
  const isBase = (row.cells[layout.isin + 3] ?? '') === layout.currency
  const at = hasLocal ? layout.isin + 4 : isBase ? layout.base : -1
  const read = readNumber(row.cells[at] ?? '', mark)
  return read.kind === 'number' ? read.text : null
}

/** "CASH & CASH FUND & FTX CASH (USD)": cash, in the currency of its row. */
function readCash(tally: Tally, row: Row, dialect: Dialect, layout: Layout): void {
  const amount = localValue(row, dialect, layout)
  const currency = row.cells[layout.isin + 3] || layout.currency
  if (amount === null) return report(tally, row, dialect, 'value', 'amount-missing')
  tally.cash.push({ line: row.line, account: null, currency, amount })
}
