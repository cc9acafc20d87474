/** The text of a price file to a dated series per symbol; what cannot be used is flagged with its line, never dropped in silence. */
import type {
  AsideColumn,
  HistoryContent,
  HistoryFile,
  HistoryFlag,
  HistoryRefusal,
  PriceSeries,
  ReadHistory,
} from '../domain/history.ts'
import type { DecimalMark, SourceText } from '../domain/mapping.ts'
import { compareText } from '../domain/order.ts'
import { decode } from './decode.ts'
import { guessMark } from './numbers.ts'
import { oddMoves } from './oddMoves.ts'
import { type PeriodReader, periodReader } from './periods.ts'
import {
  type FoundLayout,
  layoutOf,
  type PriceColumn,
  priceHeaderWeight,
  type PriceLayout,
} from './priceColumns.ts'
import { contentChosen, contentOf, type Figure, type FileContent, figureOf } from './priceContent.ts'
import { guessDelimiter, readTable, type Row } from './table.ts'

/** What the user says where the file does not tell: that its numbers are prices, or how its returns are written. */
export interface HistoryChoices {
  readonly content?: 'prices' | 'percent' | 'fraction'
}

/** Reads one price file of any layout; never throws. */
export function readHistory(source: SourceText, choices: HistoryChoices = {}): HistoryFile {
  const file = source.name
  const decoded = decode(source.bytes)
  if (decoded.kind === 'refused') return refused(file, decoded.because)
  const table = readTable(decoded.text, guessDelimiter(decoded.text, priceHeaderWeight))
  if (table.unclosedAt !== null) return refused(file, 'unclosed-quote', table.unclosedAt)
  const layout: FoundLayout = layoutOf(table.rows)
  if ('because' in layout) return refused(file, layout.because)
  const body = table.rows.slice(layout.headerAt + 1)
  const period = periodReader(body.map((row) => row.cells[layout.dateAt] ?? ''))
  if (period === null) return refused(file, 'no-days')
  const mark = markOf(body, layout, table.delimiter !== ',')
  return historyOf({ file, layout, body, period, mark }, choices)
}

function refused(file: string, because: HistoryRefusal, line: number | null = null): HistoryFile {
  return { kind: 'refused', file, because, line }
}

interface Sheet {
  readonly file: string
  readonly layout: PriceLayout
  readonly body: readonly Row[]
  readonly period: PeriodReader
  readonly mark: DecimalMark
}

/** So many records tell the decimal mark. */
const recordsForMark = 400

function markOf(body: readonly Row[], { dateAt }: PriceLayout, commaIsFree: boolean): DecimalMark {
  const cells = body.slice(0, recordsForMark).flatMap((row) => row.cells.filter((_, at) => at !== dateAt))
  const guess = guessMark(cells)
  // "98,300" says nothing by itself; where commas do not part the cells, they are decimal marks.
  const isComma = !guess.sure && commaIsFree && cells.some((cell) => /\d,\d/.test(cell))
  return isComma ? 'comma' : guess.mark
}

/** A record whose date is known. */
interface DatedRow extends Row {
  readonly day: string
}

/** The records of one symbol and the column that holds its values. */
interface Source {
  readonly symbol: string
  readonly column: PriceColumn
  readonly rows: readonly DatedRow[]
  /** One for each record. */
  readonly figures: readonly Figure[]
}

function historyOf(sheet: Sheet, choices: HistoryChoices): HistoryFile {
  const flags: HistoryFlag[] = []
  const rows = datedRows(sheet, flags)
  const { numeric, asides: wordy } = sorted(sourcesOf(sheet, rows))
  if (numeric.length === 0) return refused(sheet.file, 'no-prices')
  const content = choices.content
    ? contentChosen(choices.content, numeric.length)
    : contentOf({
        columns: numeric.map((source) => source.figures),
        hasSigns: numeric.some((source) =>
          source.rows.some((row) => row.cells[source.column.at]?.endsWith('%')),
        ),
        grain: sheet.period.grain,
        days: rows.map((row) => row.day),
      })
  const series: PriceSeries[] = []
  const asides: AsideColumn[] = [...sheet.layout.asides, ...wordy]
  numeric.forEach((source, at) => {
    if (content.isForeign[at] === true) {
      asides.push({ column: source.symbol, because: 'returns-beside-prices' })
      return
    }
    const read = seriesOf(source, sheet, content, flags)
    if (read.days.length < 2) asides.push({ column: source.symbol, because: 'too-few' })
    else series.push(read)
  })
  if (series.length === 0) return refused(sheet.file, 'too-short')
  for (const each of series) flags.push(...oddMoves(each))
  return finished(sheet, content, { series, asides, flags })
}

function finished(
  { file, layout, period }: Sheet,
  { content, unit }: FileContent,
  { series, asides, flags }: Pick<ReadHistory, 'series' | 'asides' | 'flags'>,
): ReadHistory {
  return {
    kind: 'history',
    file,
    layout: layout.layout,
    content,
    unit,
    grain: period.grain,
    series,
    asides,
    flags: flags.toSorted((a, b) => a.line - b.line || compareText(a.symbol ?? '', b.symbol ?? '')),
  }
}

/** In the order of their days; records of the same day in that of the file, of which the first is believed. */
function datedRows({ layout, body, period }: Sheet, flags: HistoryFlag[]): readonly DatedRow[] {
  const rows = body.flatMap((row): DatedRow[] => {
    if (row.cells.every((cell) => cell === '')) return []
    const text = row.cells[layout.dateAt] ?? ''
    const day = period.dayOf(text)
    if (day !== null) return [{ line: row.line, cells: row.cells, day }]
    flags.push({ kind: 'not-a-day', symbol: null, line: row.line, day: null, text: text.slice(0, excerpt) })
    return []
  })
  return rows.sort((a, b) => compareText(a.day, b.day))
}

/** How much of a cell a flag quotes. */
const excerpt = 40

function sourcesOf({ file, layout, mark }: Sheet, rows: readonly DatedRow[]): readonly Source[] {
  const source = (symbol: string, column: PriceColumn, own: readonly DatedRow[]): Source => ({
    symbol,
    column,
    rows: own,
    figures: own.map((row) => figureOf(row.cells[column.at] ?? '', mark)),
  })
  const [only] = layout.columns
  if (layout.symbolAt === null || !only)
    return layout.columns.map((column) => source(column.symbol ?? stemOf(file), column, rows))
  const groups = [...groupedBy(rows, layout.symbolAt)].sort(([a], [b]) => compareText(a, b))
  return groups.map(([symbol, own]) => source(symbol, only, own))
}

function groupedBy(rows: readonly DatedRow[], symbolAt: number): ReadonlyMap<string, readonly DatedRow[]> {
  const groups = new Map<string, DatedRow[]>()
  for (const row of rows) {
    const symbol = row.cells[symbolAt] ?? ''
    const group = groups.get(symbol)
    if (group) group.push(row)
    else groups.set(symbol, [row])
  }
  return groups
}

/** "BND.csv" holds BND. */
function stemOf(file: string): string {
  const name = file.split(/[\\/]/).at(-1) ?? file
  return name.replace(/\.[A-Za-z]{1,4}$/, '')
}

/** A column most of whose cells are words is no column of values. */
function sorted(sources: readonly Source[]): { numeric: Source[]; asides: AsideColumn[] } {
  const numeric: Source[] = []
  const asides: AsideColumn[] = []
  for (const source of sources) {
    const numbers = source.figures.filter((figure) => typeof figure === 'number').length
    const damaged = source.figures.filter((figure) => figure === 'damaged').length
    if (numbers > damaged) numeric.push(source)
    else asides.push({ column: source.symbol, because: damaged > 0 ? 'not-numbers' : 'too-few' })
  }
  return { numeric, asides }
}

function seriesOf(
  { symbol, column, rows, figures }: Source,
  { file, period }: Sheet,
  { content, unit }: FileContent,
  flags: HistoryFlag[],
): PriceSeries {
  const days: string[] = []
  const values: number[] = []
  const lines: number[] = []
  const empty: string[] = []
  const scale = unit === 'percent' ? 100 : 1
  for (const [at, { cells, line, day }] of rows.entries()) {
    const figure = figures[at] ?? 'blank'
    const because = figure === 'blank' ? null : (faultOf(figure, content, scale) ?? twiceOn(days, day))
    const text = (cells[column.at] ?? '').slice(0, excerpt)
    if (because !== null) flags.push({ kind: because, symbol, line, day, text })
    if (because !== null || typeof figure !== 'number') empty.push(day)
    else {
      days.push(day)
      values.push(figure / scale)
      lines.push(line)
    }
  }
  return {
    symbol,
    file,
    column: column.header,
    content,
    grain: period.grain,
    days,
    values: Float64Array.from(values),
    lines: Int32Array.from(lines),
    holes: holesAmong(empty, days),
  }
}

/** Records come in the order of their days. */
function twiceOn(days: readonly string[], day: string): 'day-twice' | null {
  return days.at(-1) === day ? 'day-twice' : null
}

/** Days without a value, between the first and the last that have one. */
function holesAmong(empty: readonly string[], days: readonly string[]): readonly string[] {
  if (empty.length === 0) return []
  const known = new Set(days)
  const [first, last] = [days[0] ?? '', days.at(-1) ?? '']
  return [...new Set(empty)].filter((day) => day > first && day < last && !known.has(day))
}

/** What tables of returns write for a month they do not know. */
const missingCodes: ReadonlySet<number> = new Set([-99.9, -99.99, -999, -999.9, -999.99, -9999])

/** Why a value cannot be used; null when it can. */
function faultOf(
  figure: number | 'damaged',
  content: HistoryContent,
  scale: number,
): Exclude<HistoryFlag['kind'], 'spike' | 'split' | 'not-a-day' | 'day-twice'> | null {
  if (figure === 'damaged' || !Number.isFinite(figure)) return 'not-a-number'
  if (content === 'prices') return figure > 0 ? null : 'not-positive'
  if (missingCodes.has(figure)) return 'missing-code'
  return figure / scale > -1 ? null : 'impossible-return'
}
