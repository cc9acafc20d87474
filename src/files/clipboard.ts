/** Cells to and from the clipboard: what spreadsheets put there as text, and what they take. */
import Papa from 'papaparse'
import { guessDelimiter } from './table.ts'

/** The cells of copied text. Tabs separate them, as every spreadsheet writes; other text is split like a file. */
export function parseClipboard(text: string): string[][] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  if (lines === '') return []
  // Spreadsheets quote a cell only when it holds a tab, a line break or a quote; a lone inch sign stays what it is.
  const delimiter = lines.includes('\t') ? '\t' : guessDelimiter(lines, () => 0)
  const isRegular = delimiter === '\t' || everyLineHas(lines, delimiter)
  const parsed = Papa.parse<string[]>(lines, { delimiter: isRegular ? delimiter : '\t', newline: '\n' })
  const isDamaged = parsed.errors.some((error) => error.type === 'Quotes')
  return isDamaged ? lines.split('\n').map((line) => line.split('\t')) : parsed.data
}

/** Text such as "Smith, John" in one column is not a table: commas must come equally often on every line. */
function everyLineHas(text: string, delimiter: string): boolean {
  const widths = new Set(
    Papa.parse<string[]>(text, { delimiter, newline: '\n' }).data.map((cells) => cells.length),
  )
  return widths.size === 1 && !widths.has(1) && text.includes('\n')
}

/** The cells as a spreadsheet takes them: tabs and line ends, quotes only where a cell needs them. */
export function clipboardText(cells: readonly (readonly string[])[]): string {
  return cells.map((row) => row.map(quoted).join('\t')).join('\n')
}

function quoted(cell: string): string {
  return /[\t\n\r]|^"/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell
}
