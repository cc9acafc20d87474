/** A pasted table of the lots of one position: when bought, how many, and what one of them cost. */
import type { LotEntry, LotTable } from '../domain/lotTable.ts'
import type { DecimalMark } from '../domain/mapping.ts'
import type { PriceProblem } from '../domain/priceTable.ts'
import { cellOf, columnsOf, type Columns, findRow, type Vocabulary } from './columns.ts'
import { readDay, type DayOrder } from './dates.ts'
import { divided, plainText } from './decimals.ts'
import { isZero } from './holdings.ts'
import { guessMark, readNumber } from './numbers.ts'
import { guessDelimiter, readTable, type Row } from './table.ts'

const names: Vocabulary = {
  date: [
    'open date',
    'date acquired',
    'acquired',
    'acquisition date',
    'purchase date',
    'bought on',
    'bought',
    'trade date',
    'opened',
    'date',
    'day',
    'datum',
    'kaufdatum',
  ],
  quantity: [
    'quantity',
    'qty',
    'shares',
    'units',
    'lot quantity',
    'open quantity',
    'anzahl',
    'stuck',
    'amount',
  ],
  unitCost: [
    'cost/share',
    'cost per share',
    'unit cost',
    'cost basis/share',
    'cost basis per share',
    'cost of one',
    'price paid',
    'purchase price',
    'buy price',
    'open price',
    'average cost',
    'avg cost',
    'kaufkurs',
    'price',
  ],
  costBasis: ['cost basis', 'cost basis total', 'total cost', 'cost', 'basis', 'adjusted cost basis'],
}

/** Reads lots from copied cells; every record is a lot or a problem, but for totals. */
export function readLots(text: string): LotTable {
  const table = readTable(text.replace(/\r\n?/g, '\n'), delimiterOf(text))
  if (table.unclosedAt !== null)
    return { lots: [], problems: [{ line: table.unclosedAt, column: 0, kind: 'unclosed-quote', text: '' }] }
  const headerAt = findRow(table.rows, isHeader)
  const body = table.rows.slice(headerAt + 1).filter(isRecord)
  const columns = columnsOf(table.rows[headerAt]?.cells ?? [], names)
  const { mark } = guessMark(body.flatMap((row) => row.cells.filter((cell) => readDay(cell) === null)))
  const isDayFirst = body.some((row) => row.cells.some((cell) => /^(1[3-9]|2\d|3[01])\/\d/.test(cell)))
  const context: Context = {
    columns: headerAt < 0 ? columnsByLook(body, mark) : columns,
    mark,
    order: isDayFirst ? 'day-first' : 'month-first',
  }
  const read = body.map((row) => readRow(row, context))
  return {
    lots: read.flatMap((each) => ('kind' in each ? [] : [each])),
    problems: read.flatMap((each) => ('kind' in each ? [each] : [])),
  }
}

interface Context {
  readonly columns: Columns
  readonly mark: DecimalMark
  readonly order: DayOrder
}

function isHeader(cells: readonly string[]): boolean {
  const columns = columnsOf(cells, names)
  return (
    columns.quantity !== undefined && (columns.date ?? columns.unitCost ?? columns.costBasis) !== undefined
  )
}

function delimiterOf(text: string): ReturnType<typeof guessDelimiter> {
  return guessDelimiter(text, (cells) => (isHeader(cells) ? 2 : 0))
}

/** Not empty and no total, which is added up anew. */
function isRecord({ cells }: Row): boolean {
  return cells.some((cell) => cell !== '') && !/^(grand )?total$/i.test(cells[0] ?? '')
}

/** Without a header: the column of days, then the first numbers are quantity and cost of one. */
function columnsByLook(rows: readonly Row[], mark: DecimalMark): Columns {
  const width = Math.max(0, ...rows.map((row) => row.cells.length))
  const places = Array.from({ length: width }, (_, at) => at)
  const cells = (at: number): string[] => rows.map((row) => row.cells[at] ?? '').filter((cell) => cell !== '')
  const date = places.find((at) => cells(at).some((cell) => readDay(cell) !== null))
  const numbers = places.filter(
    (at) => at !== date && cells(at).some((cell) => readNumber(cell, mark).kind === 'number'),
  )
  const [quantity, unitCost] = numbers
  return {
    ...(date === undefined ? {} : { date }),
    ...(quantity === undefined ? {} : { quantity }),
    ...(unitCost === undefined ? {} : { unitCost }),
  }
}

function readRow(row: Row, { columns, mark, order }: Context): LotEntry | PriceProblem {
  const problem = (role: 'date' | 'quantity' | 'unitCost' | 'costBasis', kind: PriceProblem['kind']) => ({
    line: row.line,
    column: columns[role] ?? 0,
    kind,
    text: cellOf(row, columns, role),
  })
  const quantity = readNumber(cellOf(row, columns, 'quantity'), mark)
  const unitCost = readNumber(cellOf(row, columns, 'unitCost'), mark)
  const total = readNumber(cellOf(row, columns, 'costBasis'), mark)
  const day = cellOf(row, columns, 'date')
  const acquired = readDay(day, order)
  if (quantity.kind === 'blank') return problem('quantity', 'quantity-missing')
  if (quantity.kind === 'damaged') return problem('quantity', 'not-a-number')
  if (quantity.text.startsWith('-') || isZero(quantity.text)) return problem('quantity', 'not-positive')
  if (acquired === null && !/^[-\s]*$/.test(day)) return problem('date', 'not-a-day')
  if (unitCost.kind === 'damaged') return problem('unitCost', 'not-a-number')
  if (total.kind === 'damaged') return problem('costBasis', 'not-a-number')
  return {
    line: row.line,
    quantity: plainText(quantity.text),
    acquired,
    unitCost:
      unitCost.kind === 'number'
        ? plainText(unitCost.text)
        : total.kind === 'number'
          ? divided(total.text, quantity.text)
          : null,
  }
}
