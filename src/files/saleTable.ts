/** A pasted table of sales, such as a broker's list of realised gains: what was sold when, and for what gain. */
import { Decimal, textOf } from '../domain/decimal.ts'
import type { DecimalMark } from '../domain/mapping.ts'
import type { PriceProblem } from '../domain/priceTable.ts'
import type { SaleEntry, SaleTable } from '../domain/saleTable.ts'
import { readings } from './columns.ts'
import { readDay, type DayOrder } from './dates.ts'
import { plainText } from './decimals.ts'
import { isZero } from './holdings.ts'
import { guessMark, readNumber, type NumberCell } from './numbers.ts'
import { guessDelimiter, readTable, type Row } from './table.ts'

type Role = 'account' | 'symbol' | 'quantity' | 'acquired' | 'sold' | 'gain' | 'proceeds' | 'cost'

/** The names that mean a role, the most telling first. */
const names: { readonly [R in Role]: readonly string[] } = {
  account: ['account', 'account number', 'account name'],
  symbol: ['symbol', 'ticker', 'instrument', 'security', 'description'],
  quantity: ['quantity', 'qty', 'shares', 'shares sold', 'units'],
  acquired: ['date acquired', 'acquired', 'opened date', 'open date', 'bought on', 'purchase date'],
  sold: ['date sold', 'sold', 'closed date', 'close date', 'date of sale', 'sold on', 'sale date'],
  gain: [
    'gain',
    'gain/loss',
    'realized gain/loss',
    'realized gain',
    'realised gain',
    'total gain/loss',
    'net gain/loss',
    'gain or loss',
    'realized p/l',
  ],
  proceeds: ['proceeds', 'sales proceeds', 'net proceeds'],
  cost: ['cost basis', 'cost', 'adjusted cost basis', 'cost basis cb'],
}

type Places = { readonly [R in Role]?: number }

/** Without a header the cells stand as this page's own table copies them. */
const plainPlaces: Places = { account: 0, symbol: 1, quantity: 2, acquired: 3, sold: 4, gain: 5 }

/** Reads sales from copied cells; every record is a sale or a problem, but for totals. */
export function readSales(text: string): SaleTable {
  const delimiter = guessDelimiter(text, (cells) => (isHeader(cells) ? 2 : 0))
  const table = readTable(text.replace(/\r\n?/g, '\n'), delimiter)
  if (table.unclosedAt !== null)
    return { sales: [], problems: [{ line: table.unclosedAt, column: 0, kind: 'unclosed-quote', text: '' }] }
  const headerAt = table.rows.findIndex(({ cells }) => isHeader(cells))
  const body = table.rows
    .slice(headerAt + 1)
    .filter(({ cells }) => cells.some((cell) => cell !== '') && !/^(grand )?total$/i.test(cells[0] ?? ''))
  const isDayFirst = body.some((row) => row.cells.some((cell) => /^(1[3-9]|2\d|3[01])\/\d/.test(cell)))
  const context: Context = {
    places: headerAt < 0 ? plainPlaces : placesOf(table.rows[headerAt]?.cells ?? []),
    mark: guessMark(body.flatMap((row) => row.cells.filter((cell) => readDay(cell) === null))).mark,
    order: isDayFirst ? 'day-first' : 'month-first',
  }
  const read = body.map((row) => readRow(row, context))
  return {
    sales: read.flatMap((each) => ('kind' in each ? [] : [each])),
    problems: read.flatMap((each) => ('kind' in each ? [each] : [])),
  }
}

interface Context {
  readonly places: Places
  readonly mark: DecimalMark
  readonly order: DayOrder
}

function placesOf(header: readonly string[]): Places {
  const places = (Object.keys(names) as Role[]).flatMap((role) => {
    const at = header.findIndex((cell) => readings(cell).some((reading) => names[role].includes(reading)))
    return at < 0 ? [] : [[role, at] as const]
  })
  return Object.fromEntries(places)
}

function isHeader(cells: readonly string[]): boolean {
  const places = placesOf(cells)
  return places.symbol !== undefined && places.sold !== undefined
}

function readRow(row: Row, { places, mark, order }: Context): SaleEntry | PriceProblem {
  const cell = (role: Role): string => row.cells[places[role] ?? -1] ?? ''
  const problem = (role: Role, kind: PriceProblem['kind']): PriceProblem => ({
    line: row.line,
    column: places[role] ?? 0,
    kind,
    text: cell(role),
  })
  const quantity = readNumber(cell('quantity'), mark)
  const gain = gainOf(cell, mark)
  const [acquired, sold] = [readDay(cell('acquired'), order), readDay(cell('sold'), order)]
  if (cell('symbol') === '') return problem('symbol', 'symbol-missing')
  if (quantity.kind === 'blank') return problem('quantity', 'quantity-missing')
  if (quantity.kind === 'damaged') return problem('quantity', 'not-a-number')
  if (isZero(quantity.text)) return problem('quantity', 'not-positive')
  if (sold === null) return problem('sold', 'not-a-day')
  // Several purchases that were sold together have no day of their own.
  if (acquired === null && !/^(?:[-–\s]*|various|n\/a|unknown)$/i.test(cell('acquired')))
    return problem('acquired', 'not-a-day')
  if (gain.kind === 'blank') return problem('gain', 'gain-missing')
  if (gain.kind === 'damaged') return problem(places.gain === undefined ? 'proceeds' : 'gain', 'not-a-number')
  return {
    line: row.line,
    account: cell('account') || null,
    symbol: cell('symbol'),
    // Some brokers write what was sold with a minus.
    quantity: plainText(quantity.text.replace('-', '')),
    acquired,
    sold,
    gain: plainText(gain.text),
  }
}

/** As stated, or what it was sold for less what it cost. */
function gainOf(cell: (role: Role) => string, mark: DecimalMark): NumberCell {
  const stated = readNumber(cell('gain'), mark)
  if (stated.kind !== 'blank') return stated
  const [proceeds, cost] = [readNumber(cell('proceeds'), mark), readNumber(cell('cost'), mark)]
  if (proceeds.kind === 'damaged' || cost.kind === 'damaged') return { kind: 'damaged' }
  if (proceeds.kind === 'blank' || cost.kind === 'blank') return { kind: 'blank' }
  return { kind: 'number', text: textOf(new Decimal(proceeds.text).minus(cost.text)) }
}
