/** A pasted or uploaded table of prices: symbol and price, perhaps with a day and a currency. */
import type { DecimalMark } from '../domain/mapping.ts'
import type { PriceEntry, PriceProblem, PriceTable } from '../domain/priceTable.ts'
import { columnsOf, type Columns, findRow, type Vocabulary } from './columns.ts'
import { readDay, type DayOrder } from './dates.ts'
import { isCurrency, isZero } from './holdings.ts'
import { guessMark, readNumber } from './numbers.ts'
import { guessDelimiter, readTable, type Row } from './table.ts'

const names: Vocabulary = {
  symbol: ['symbol', 'ticker', 'ticker symbol', 'coin', 'asset', 'isin', 'instrument', 'name'],
  price: [
    'price',
    'last price',
    'close',
    'last',
    'quote',
    'nav',
    'kurs',
    'preis',
    'prezzo',
    'cours',
    'prix',
    'precio',
    'value',
  ],
  date: ['date', 'as of', 'day', 'price as of', 'priceasof', 'datum', 'data', 'fecha'],
  currency: ['currency', 'ccy', 'wahrung', 'valuta', 'devise', 'divisa'],
}

/** Without a header the columns are symbol, price, day, currency; the latter two are known by their look. */
const plainColumns: Columns = { symbol: 0, price: 1 }

/** Reads a table of prices; `day` is the day of prices that state none. Every record is a price or a problem. */
export function readPrices(text: string, day: string | null = null): PriceTable {
  const table = readTable(text.replace(/\r\n?/g, '\n'), delimiterOf(text))
  if (table.unclosedAt !== null) {
    return { prices: [], problems: [{ line: table.unclosedAt, column: 0, kind: 'unclosed-quote', text: '' }] }
  }
  const headerAt = findRow(table.rows, (cells) => isHeader(cells))
  const columns = columnsOf(table.rows[headerAt]?.cells ?? [], names)
  const body = table.rows.slice(headerAt + 1)
  const context: Context = {
    columns: headerAt < 0 ? plainColumns : columns,
    mark: guessMark(body.map((row) => row.cells[columns.price ?? 1] ?? '')).mark,
    order: body.some((row) => row.cells.some((cell) => /^(1[3-9]|2\d|3[01])\/\d/.test(cell)))
      ? 'day-first'
      : 'month-first',
    day,
  }
  return collect(
    body.filter((row) => row.cells.some((cell) => cell !== '')).map((row) => readRow(row, context)),
  )
}

interface Context {
  readonly columns: Columns
  readonly mark: DecimalMark
  readonly order: DayOrder
  readonly day: string | null
}

function isHeader(cells: readonly string[]): boolean {
  const columns = columnsOf(cells, names)
  return columns.symbol !== undefined && columns.price !== undefined
}

/** Two columns pasted from a sheet come with tabs; a table with blanks between its columns is read too. */
function delimiterOf(text: string): ReturnType<typeof guessDelimiter> {
  return guessDelimiter(text, (cells) => (isHeader(cells) ? 2 : 0))
}

function readRow(row: Row, context: Context): PriceEntry | PriceProblem {
  const { columns, mark } = context
  const symbolAt = columns.symbol ?? 0
  const priceAt = columns.price ?? 1
  const symbol = row.cells[symbolAt] ?? ''
  const cell = row.cells[priceAt] ?? ''
  const price = readNumber(cell, mark)
  if (symbol === '') return problem(row, symbolAt, 'symbol-missing')
  if (price.kind === 'blank') return problem(row, priceAt, 'price-missing')
  if (price.kind === 'damaged') return problem(row, priceAt, 'not-a-number')
  if (price.text.startsWith('-') || isZero(price.text)) return problem(row, priceAt, 'not-positive')
  return withDayAndCurrency(row, context, { line: row.line, symbol, price: price.text })
}

function withDayAndCurrency(
  row: Row,
  context: Context,
  read: Pick<PriceEntry, 'line' | 'symbol' | 'price'>,
): PriceEntry | PriceProblem {
  const dateAt =
    context.columns.date ?? placeLike(row, context, (cell) => readDay(cell, context.order) !== null)
  const currencyAt = context.columns.currency ?? placeLike(row, context, isCurrencyCode)
  const date = row.cells[dateAt] ?? ''
  const currency = row.cells[currencyAt] ?? ''
  const priceAsOf = date === '' ? context.day : readDay(date, context.order)
  if (date !== '' && priceAsOf === null) return problem(row, dateAt, 'not-a-day')
  if (currency !== '' && !isCurrency(currency)) return problem(row, currencyAt, 'not-a-currency')
  return { ...read, priceAsOf, currency: currency === '' ? null : currency }
}

/** In a table without a header, the cell that looks like a day or a currency; -1 when there is none. */
function placeLike(row: Row, { columns }: Context, test: (cell: string) => boolean): number {
  if (columns !== plainColumns) return -1
  return row.cells.findIndex((cell, at) => at > 1 && test(cell))
}

function isCurrencyCode(cell: string): boolean {
  return /^[A-Z]{3}$/.test(cell)
}

function problem(row: Row, column: number, kind: PriceProblem['kind']): PriceProblem {
  return { line: row.line, column, kind, text: row.cells[column] ?? '' }
}

/** Of a symbol that stands there several times the latest day counts; the same day twice is a problem. */
function collect(read: readonly (PriceEntry | PriceProblem)[]): PriceTable {
  const prices = new Map<string, PriceEntry>()
  const problems: PriceProblem[] = []
  for (const entry of read) {
    if ('kind' in entry) problems.push(entry)
    else {
      const known = prices.get(entry.symbol)
      const isSameDay = known?.priceAsOf === entry.priceAsOf && known?.price !== entry.price
      if (known && isSameDay)
        problems.push({ line: entry.line, column: 0, kind: 'symbol-twice', text: entry.symbol })
      else if (!known || (entry.priceAsOf ?? '') > (known.priceAsOf ?? '')) prices.set(entry.symbol, entry)
    }
  }
  return { prices: [...prices.values()], problems }
}
