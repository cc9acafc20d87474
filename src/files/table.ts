/** Text to records: splits a delimited file into trimmed cells and remembers on which physical line each record starts. */
import Papa from 'papaparse'
import type { Delimiter } from '../domain/mapping.ts'

/** The comma comes last: where another splits as well, commas are decimal marks. */
export const delimiters: readonly Delimiter[] = [';', '\t', '|', ',']

export interface Row {
  /** The physical line on which the record starts, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface Table {
  readonly delimiter: Delimiter
  /** Records in the order of the file; blank lines are none. */
  readonly rows: readonly Row[]
  /** The record whose quoted cell never ends, and which therefore swallowed the rest of the file. */
  readonly unclosedAt: number | null
}

/** How many physical lines are looked at to guess a delimiter. */
const linesForGuess = 80

/** Splits text whose lines end with "\n". Quoted cells may hold delimiters and line breaks. */
export function readTable(text: string, delimiter: Delimiter): Table {
  const parsed = Papa.parse<string[]>(text, { delimiter, newline: '\n', skipEmptyLines: false })
  const quoteErrors = new Map(parsed.errors.map((error) => [error.row, error.code]))
  const rows: Row[] = []
  let unclosedAt: number | null = null
  let line = 1
  let offset = 0
  parsed.data.forEach((cells, at) => {
    if (quoteErrors.size > 0 && swallows(quoteErrors.get(at), cells)) unclosedAt ??= line
    if (!isBlankLine(text, offset)) rows.push({ line, cells: cells.map(trimmed) })
    for (let left = breaksIn(cells) + 1; left > 0; left -= 1) {
      offset = text.indexOf('\n', offset) + 1 || text.length
      line += 1
    }
  })
  return { delimiter, rows, unclosedAt }
}

/** Does a wrong quote in this record hide other records? One that stays within its line harms nobody else. */
function swallows(code: string | undefined, cells: readonly string[]): boolean {
  return code === 'MissingQuotes' || (code === 'InvalidQuotes' && breaksIn(cells) > 0)
}

/** Is the physical line that starts here empty? A lone pair of quotes is a record, not a blank line. */
function isBlankLine(text: string, offset: number): boolean {
  for (let at = offset; at < text.length && text[at] !== '\n'; at += 1) {
    const unit = text[at]
    if (unit !== ' ' && unit !== '\t' && unit !== '\u00a0') return false
  }
  return true
}

function breaksIn(cells: readonly string[]): number {
  let breaks = 0
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) breaks += 1
  }
  return breaks
}

function trimmed(cell: string): string {
  return cell.trim()
}

/** The delimiter under which the first lines look most like a table; `weigh` says how much a record looks like a header. */
export function guessDelimiter(text: string, weigh: (cells: readonly string[]) => number): Delimiter {
  const start = firstLines(text, linesForGuess)
  let best: Delimiter = ','
  let bestScore = -1
  for (const delimiter of delimiters) {
    if (!start.includes(delimiter)) continue
    const score = tableScore(readTable(start, delimiter).rows, weigh)
    if (score > bestScore) [best, bestScore] = [delimiter, score]
  }
  return best
}

/** Known header names decide; after them, how many cells stand in records of the commonest width. */
function tableScore(rows: readonly Row[], weigh: (cells: readonly string[]) => number): number {
  const widths = new Map<number, number>()
  let header = 0
  for (const { cells } of rows) {
    widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
    header = Math.max(header, weigh(cells))
  }
  let regular = 0
  for (const [width, count] of widths) if (width > 1) regular = Math.max(regular, width * count)
  return header * 1e6 + regular
}

function firstLines(text: string, count: number): string {
  let end = 0
  for (let left = count; left > 0; left -= 1) {
    const next = text.indexOf('\n', end)
    if (next < 0) return text
    end = next + 1
  }
  return text.slice(0, end)
}

/** The cells of a record that hold something. */
export function filledCells(row: Row): readonly string[] {
  return row.cells.filter((cell) => cell !== '')
}
