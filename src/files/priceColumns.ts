/** Which columns of a price file hold dates, symbols and prices, told by their headers. */
import type { AsideColumn } from '../domain/history.ts'
import { readings } from './columns.ts'
import { grainOf } from './periods.ts'
import type { Row } from './table.ts'

/** One column to read as a symbol's observations. */
export interface PriceColumn {
  readonly at: number
  /** Null where the file holds a single symbol, which it does not name. */
  readonly symbol: string | null
  readonly header: string
}

export interface PriceLayout {
  readonly layout: 'wide' | 'long' | 'single'
  /** Place of the header among the records; −1 without one. */
  readonly headerAt: number
  readonly dateAt: number
  /** The column of symbols, in a long table. */
  readonly symbolAt: number | null
  readonly columns: readonly PriceColumn[]
  readonly asides: readonly AsideColumn[]
}

const dateNames = new Set(
  'date dates datum data fecha day tag month year jahr period time timestamp datetime date/time jour mois mese mes anno'.split(
    ' ',
  ),
)
const symbolNames = new Set(
  'symbol ticker isin name asset instrument security coin code fund simbolo symbole wertpapier titolo'.split(
    ' ',
  ),
)
/** The most telling first: what dividends and splits were taken out of comes before the raw close. */
const priceNames: readonly string[] = [
  'adj close',
  'adjusted close',
  'adjclose',
  'adj price',
  'total return index',
  'close',
  'close/last',
  'close price',
  'closing price',
  'last',
  'price',
  'last price',
  'nav',
  'value',
  'kurs',
  'schlusskurs',
  'schluss',
  'zuletzt',
  'laatste',
  'slotkoers',
  'prezzo',
  'ultimo',
  'chiusura',
  'dernier',
  'cloture',
  'cours',
  'cierre',
  'precio',
]
const otherNames = new Set([
  ...'open high low volume vol change chg var currency dividends dividend splits hoog laag eroffnung hoch tief'.split(
    ' ',
  ),
  ...'volumen ouverture apertura massimo minimo maximo variation variazione veranderung umsatz turnover'.split(
    ' ',
  ),
  ...'change %|+/- %|+/-%|stock splits|capital gains|plus haut|plus bas|adj factor|average price'.split('|'),
  ...'change%|chg%|var %|var%|vol%|trades|vwap|volume usd'.split('|'),
])
const dayEnds = new Set(
  'open high low hoog laag hoch tief eroffnung ouverture apertura massimo minimo maximo'.split(' '),
)
const volumeNames = new Set('volume vol volumen'.split(' '))
/** A table with one of these lists what somebody did, not what things were worth. */
const deedNames = new Set([
  ...'quantity qty shares units action side amount fee fees commission balance account'.split(' '),
  ...'cash account|gross amount|net amount|transaction type|cost basis|account number'.split('|'),
])
/** Ratios and rates that stand beside prices in tables of research. */
const ratio =
  /\b(?:cape|pe|p\/e|pb)(?:\d+)?\b|\b(?:yield|earnings|dividends?)\b|\b(?:interest|long|short) (?:interest )?rate\b/u

/** Does one of a header cell's readings satisfy this? */
function reads(cell: string, test: (reading: string) => boolean): boolean {
  return readings(cell).some(test)
}

const isDateName = (cell: string): boolean => reads(cell, (reading) => dateNames.has(reading))
const isSymbolName = (cell: string): boolean => reads(cell, (reading) => symbolNames.has(reading))
const isDeed = (cell: string): boolean => reads(cell, (reading) => deedNames.has(reading))
const isRatio = (cell: string): boolean => reads(cell, (reading) => ratio.test(reading))
const isPrice = (cell: string): boolean => rankOf(cell) < priceNames.length
const isOther = (cell: string): boolean =>
  readings(cell).length === 0 || reads(cell, (reading) => otherNames.has(reading))

/** How telling a header is as a price; the number of names when it is none. */
function rankOf(cell: string): number {
  const ranks = readings(cell).map((reading) => priceNames.indexOf(reading))
  return Math.min(priceNames.length, ...ranks.filter((rank) => rank >= 0))
}

/** How much a record looks like the start of a price file; used to guess delimiters. */
export function priceHeaderWeight(cells: readonly string[]): number {
  const known = cells.filter((cell) => isDateName(cell) || isSymbolName(cell) || isPrice(cell)).length
  return known + (cells.length > 1 && grainOf(cells[0] ?? '') !== null ? 1 : 0)
}

/** How far down a header is looked for. */
const rowsBeforeHeader = 60

export type FoundLayout = PriceLayout | { readonly because: 'no-days' | 'no-columns' | 'transactions' }

export function layoutOf(rows: readonly Row[]): FoundLayout {
  const place = placeOf(rows)
  if (place === null) return { because: 'no-days' }
  const header = headerCells(rows, place)
  const others = header.flatMap((_, at) => (at === place.dateAt ? [] : [at]))
  if (others.some((at) => isDeed(header[at] ?? ''))) return { because: 'transactions' }
  const tiered = tieredLayout(rows, place)
  if (tiered) return tiered
  const symbolAt = others.find((at) => isSymbolName(header[at] ?? '') && !isNumeric(rows, place, at)) ?? null
  const values = others.filter((at) => at !== symbolAt)
  if (values.length === 0) return { because: 'no-columns' }
  const isSingle = isOneSymbol(values.map((at) => header[at] ?? ''))
  if (symbolAt === null && !isSingle && values.length > 1 && place.headerAt < 0)
    return { because: 'no-columns' }
  const narrow = isSingle || symbolAt !== null || (values.length === 1 && place.headerAt < 0)
  const columns = narrow ? narrowColumns(header, values, symbolAt) : wideColumns(header, values)
  const layout = symbolAt === null ? (narrow ? 'single' : 'wide') : 'long'
  return { layout, ...place, symbolAt, ...columns }
}

interface Place {
  readonly headerAt: number
  readonly dateAt: number
}

/** The header that names a column of dates; else the first record that begins with one, whose header stands above it. */
function placeOf(rows: readonly Row[]): Place | null {
  const start = rows.slice(0, rowsBeforeHeader)
  for (const [headerAt, { cells }] of start.entries()) {
    const next = rows.slice(headerAt + 1, headerAt + 4)
    const dateAt = cells.findIndex(
      (cell, at) => isDateName(cell) && next.some((row) => grainOf(row.cells[at] ?? '') !== null),
    )
    if (dateAt >= 0) return { headerAt, dateAt }
  }
  const first = start.findIndex(({ cells }) => cells.length > 1 && grainOf(cells[0] ?? '') !== null)
  return first < 0 ? null : { headerAt: first - 1, dateAt: 0 }
}

function headerCells(rows: readonly Row[], { headerAt }: Place): readonly string[] {
  const header = rows[headerAt]?.cells ?? []
  const width = Math.max(...rows.slice(headerAt + 1, headerAt + 4).map((row) => row.cells.length))
  return Array.from({ length: Math.max(width, header.length) }, (_, at) => header[at] ?? '')
}

/** The prices of a day, and whatever else a program puts beside them. Alone, a name may also be a ticker: LOW is one. */
function isOneSymbol(names: readonly string[]): boolean {
  const ends = names.filter((name) => reads(name, (reading) => dayEnds.has(reading))).length
  return names.some(isPrice) && (ends >= 2 || names.every(isField))
}

function isField(cell: string): boolean {
  return isPrice(cell) || isOther(cell) || isRatio(cell)
}

function isNumeric(rows: readonly Row[], { headerAt }: Place, at: number): boolean {
  return rows.slice(headerAt + 1, headerAt + 4).every((row) => /^[\d.,\s]+$/.test(row.cells[at] ?? ''))
}

type Chosen = Pick<PriceLayout, 'columns' | 'asides'>

/** Of several prices of the same symbol the most telling one is read. */
function narrowColumns(
  header: readonly string[],
  values: readonly number[],
  symbolAt: number | null,
): Chosen {
  const best = values.reduce((a, b) => (rankOf(header[b] ?? '') < rankOf(header[a] ?? '') ? b : a))
  const asides = values.flatMap((at): AsideColumn[] => {
    const column = header[at] ?? ''
    if (at === best || column === '') return []
    return [{ column, because: isPrice(column) ? 'other-price' : 'not-a-price' }]
  })
  const symbol = symbolAt === null ? null : ''
  return { columns: [{ at: best, symbol, header: header[best] ?? '' }], asides }
}

function wideColumns(header: readonly string[], values: readonly number[]): Chosen {
  const columns: PriceColumn[] = []
  const asides: AsideColumn[] = []
  const taken = new Set<string>()
  for (const at of values) {
    const symbol = header[at] ?? ''
    if (symbol === '') continue
    if (taken.has(symbol)) asides.push({ column: symbol, because: 'name-twice' })
    else if (isRatio(symbol) || reads(symbol, (reading) => volumeNames.has(reading)))
      asides.push({ column: symbol, because: 'not-a-price' })
    else columns.push({ at, symbol, header: symbol })
    taken.add(symbol)
  }
  return { columns, asides }
}

/** Tables of pandas whose header has two tiers above the date's name: kinds of price, and symbols. */
function tieredLayout(rows: readonly Row[], place: Place): PriceLayout | null {
  const header = rows[place.headerAt]?.cells ?? []
  const isBare = header.every((cell, at) => at === place.dateAt || cell === '')
  const tiers = rows
    .slice(Math.max(0, place.headerAt - 2), Math.max(0, place.headerAt))
    .map((row) => row.cells)
  const fields = tiers.find((cells) => cells.slice(1).every((cell) => isField(cell)))
  const symbols = tiers.find((cells) => cells !== fields)
  if (!isBare || !fields || !symbols) return null
  const best = new Map<string, number>()
  symbols.forEach((symbol, at) => {
    if (at === place.dateAt || symbol === '' || !isPrice(fields[at] ?? '')) return
    const known = best.get(symbol)
    if (known === undefined || rankOf(fields[at] ?? '') < rankOf(fields[known] ?? '')) best.set(symbol, at)
  })
  const columns = [...best].map(([symbol, at]) => ({ at, symbol, header: fields[at] ?? '' }))
  return columns.length === 0 ? null : { layout: 'wide', ...place, symbolAt: null, columns, asides: [] }
}
