/** Schwab: the "Lot Details" file of one symbol, with the older nine columns and the newer fifteen. */
import type { ImportFile } from '../domain/import.ts'
import { hasAll, readings } from './columns.ts'
import { lastDayIn, readDay } from './dates.ts'
import { ignore, newTally, noteTotal, type Tally } from './holdings.ts'
import { readNumber } from './numbers.ts'
import { finished, type Sheet } from './outcome.ts'
import { filledCells, type Row } from './table.ts'

const title = /^(\S+) Lot Details for (.+?) as of (.+)$/i

interface LotTable {
  readonly symbol: string
  readonly account: string
  readonly header: readonly string[]
}

/** Reads a Schwab lot file; null when it is none. The total row is never trusted. */
export function readSchwabLots(sheet: Sheet): ImportFile | null {
  const first = sheet.rows[0]
  const titled = title.exec(first?.cells.join(', ') ?? '')
  const header = sheet.rows[1]
  if (!first || !titled || !header || !hasAll(header.cells, ['open date', 'quantity', 'cost/share']))
    return null
  const tally = newTally()
  ignore(tally, first, 'title')
  const table: LotTable = { symbol: titled[1] ?? '', account: titled[2] ?? '', header: header.cells }
  for (const row of sheet.rows.slice(2)) readRow(tally, row, table)
  return finished(sheet, 'schwab', 'lots', lastDayIn(titled[3] ?? ''), tally)
}

function readRow(tally: Tally, row: Row, table: LotTable): void {
  const opened = cellNamed(row, table.header, 'open date')
  if (/^total$/i.test(opened)) return readTotal(tally, row, table)
  if (filledCells(row).length <= 1) return ignore(tally, row, 'footer')
  const quantity = readNumber(cellNamed(row, table.header, 'quantity'), 'point')
  const unitCost = readNumber(cellNamed(row, table.header, 'cost/share'), 'point')
  const acquired = readDay(opened)
  if (quantity.kind !== 'number') return complain(tally, row, table, 'quantity')
  if (unitCost.kind === 'damaged') return complain(tally, row, table, 'cost/share')
  if (acquired === null && !/^[-\s]*$/.test(opened)) return complain(tally, row, table, 'open date')
  const { account, symbol } = table
  const cost = unitCost.kind === 'number' ? unitCost.text : null
  tally.lots.push({ line: row.line, account, symbol, acquired, quantity: quantity.text, unitCost: cost })
}

function readTotal(tally: Tally, row: Row, { header }: LotTable): void {
  ignore(tally, row, 'total')
  const stated = readNumber(cellNamed(row, header, 'quantity'), 'point')
  const quantities = tally.lots.map((lot) => lot.quantity)
  noteTotal(tally, row.line, stated.kind === 'number' ? stated.text : null, quantities)
}

function placeOf(header: readonly string[], name: string): number {
  return header.findIndex((cell) => readings(cell).includes(name))
}

function cellNamed(row: Row, header: readonly string[], name: string): string {
  return row.cells[placeOf(header, name)] ?? ''
}

function complain(tally: Tally, row: Row, { header }: LotTable, name: string): void {
  const column = header[placeOf(header, name)] ?? null
  const kind = name === 'open date' ? 'not-a-day' : 'not-a-number'
  tally.problems.push({ line: row.line, column, kind, text: cellNamed(row, header, name) })
}
