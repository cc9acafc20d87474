/** The guess which column of an unknown table is which; the user sees it and may correct it. */
import type { ColumnMapping, ColumnRole, Delimiter, MappingGuess, SourceText } from '../domain/mapping.ts'
import { columnsOf, commonNames, findRow, headerWeight, roles, type Columns } from './columns.ts'
import { decode } from './decode.ts'
import { guessMark, readNumber } from './numbers.ts'
import { guessDelimiter, readTable, type Row } from './table.ts'

/** How many records the user is shown while correcting the columns. */
const sampleLength = 5
/** How many records the decimal mark is guessed from. */
const rowsForMark = 2000

/** Guesses the columns of a file; null when it is no table. */
export function guessMapping(source: SourceText): MappingGuess | null {
  const decoded = decode(source.bytes)
  if (decoded.kind === 'refused') return null
  const delimiter = guessDelimiter(decoded.text, headerWeight)
  const { rows } = readTable(decoded.text, delimiter)
  return guessFromRows(rows, delimiter, strangeHeader(rows))
}

/** A first record of words over records with numbers is a header whose words nobody here knows. */
function strangeHeader(rows: readonly Row[]): number {
  const [first, second] = rows
  if (first === undefined || second === undefined) return -1
  const isWords = first.cells.every((cell) => cell !== '' && !isNumeric(cell))
  const hasNumber = second.cells.some(isNumeric)
  return isWords && hasNumber && new Set(first.cells).size === first.cells.length ? 0 : -1
}

function isNumeric(cell: string): boolean {
  return readNumber(cell, 'point').kind === 'number' || readNumber(cell, 'comma').kind === 'number'
}

/**
 * The guess for records that are already split. A table without a header is guessed from what its cells look like;
 * so is one whose header says nothing, which stands at `otherwise`.
 */
export function guessFromRows(
  rows: readonly Row[],
  delimiter: Delimiter,
  otherwise = -1,
): MappingGuess | null {
  const known = findHeader(rows)
  const headerAt = known < 0 ? otherwise : known
  const header = rows[headerAt]
  const body = rows.slice(headerAt + 1)
  const widest = body
    .slice(0, rowsForMark)
    .reduce((most, row) => Math.max(most, row.cells.length), header?.cells.length ?? 0)
  if (widest < 2) return null
  const named = header && known >= 0 ? listed(columnsOf(header.cells, commonNames), widest) : null
  const columns = named ?? columnsByLook(body, widest)
  const guess = guessMark(numericCells(body, columns))
  return {
    header: header?.cells ?? Array.from({ length: widest }, () => ''),
    sample: body.slice(0, sampleLength).map((row) => row.cells),
    mapping: { delimiter, decimal: guess.mark, headerLine: header?.line ?? null, columns },
    decimalIsSure: guess.sure,
  }
}

/** The roles of a mapping as columns; of two columns with one role the first counts. */
export function columnsOfMapping(mapping: ColumnMapping): Columns {
  const columns: { [R in ColumnRole]?: number } = {}
  mapping.columns.forEach((role, at) => {
    if (role !== null) columns[role] ??= at
  })
  return columns
}

/** The header is the record that names most roles, at least a thing and how much of it. */
function findHeader(rows: readonly Row[]): number {
  return findRow(rows, (cells) => {
    const columns = columnsOf(cells, commonNames)
    const namesThing = columns.symbol !== undefined || columns.name !== undefined
    const namesAmount = columns.quantity !== undefined || columns.value !== undefined
    return namesThing && namesAmount && !cells.some((cell) => /^[-$]?\d[\d.,]*$/.test(cell))
  })
}

function listed(columns: Columns, width: number): (ColumnRole | null)[] {
  const list: (ColumnRole | null)[] = Array.from({ length: width }, () => null)
  for (const role of roles) {
    const at = columns[role]
    if (at !== undefined) list[at] = role
  }
  return list
}

/** Without a header: the first column of tickers is the symbol, the first numbers are quantities, the next are prices. */
function columnsByLook(rows: readonly Row[], width: number): (ColumnRole | null)[] {
  const sample = rows.slice(0, 200)
  const list: (ColumnRole | null)[] = []
  const waiting: ColumnRole[] = ['quantity', 'price']
  for (let at = 0; at < width; at += 1) {
    const cells = sample.map((row) => row.cells[at] ?? '').filter((cell) => cell !== '')
    const share = (test: (cell: string) => boolean): number =>
      cells.filter(test).length / Math.max(1, cells.length)
    if (!list.includes('symbol') && share((cell) => /^[A-Z][A-Z0-9.\-$*]{0,11}$/.test(cell)) > 0.8)
      list.push('symbol')
    else if (
      share(
        (cell) => readNumber(cell, 'point').kind === 'number' || readNumber(cell, 'comma').kind === 'number',
      ) > 0.8
    ) {
      list.push(waiting.shift() ?? null)
    } else list.push(null)
  }
  return list
}

const numericRoles: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>([
  'quantity',
  'price',
  'value',
  'costBasis',
  'unitCost',
])

function* numericCells(rows: readonly Row[], columns: readonly (ColumnRole | null)[]): Generator<string> {
  const places = columns.flatMap((role, at) => (numericRoles.has(role) ? [at] : []))
  for (const row of rows.slice(0, rowsForMark)) for (const at of places) yield row.cells[at] ?? ''
}
