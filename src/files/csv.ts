/** Tables as CSV files that spreadsheets and programs both read right (RFC 4180). */
import Papa from 'papaparse'

/** Text is guarded against being run as a formula; numbers and codes of ours pass as they are. */
export type Cell =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'plain'; readonly text: string }

/** A cell with words or ids that a person or a broker chose. */
export function text(value: string): Cell {
  return { kind: 'text', text: value }
}

/** A cell that this program composed: decimal text, a day, a currency, a side. */
export function plain(value: string): Cell {
  return { kind: 'plain', text: value }
}

/** Spreadsheets run a cell that begins like this; the wide forms are what some of them take for the same signs. */
const formulaStart = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

/**
 * Records end with CR LF, as the standard asks. A byte order mark stands in front only where a character is not ASCII:
 * spreadsheets would take such a file for the machine's old code page without it, while for all other files it would
 * only become part of the first header's name in programs that do not expect it.
 */
export function csvOf(header: readonly string[], records: readonly (readonly Cell[])[]): string {
  const rows = [[...header], ...records.map((record) => record.map(written))]
  const body = `${Papa.unparse(rows, { newline: '\r\n' })}\r\n`
  return isAscii(body) ? body : `\uFEFF${body}`
}

/** The apostrophe tells a spreadsheet that what follows is text. */
function written(cell: Cell): string {
  return cell.kind === 'text' && formulaStart.test(cell.text) ? `'${cell.text}` : cell.text
}

function isAscii(body: string): boolean {
  for (let at = 0; at < body.length; at += 1) if (body.charCodeAt(at) > 0x7f) return false
  return true
}
