/** A ledger as a table: its header found, its records read one by one, what stands around them listed as what it is. */
import type { ImportFile, ImportSource } from '../../domain/import.ts'
import { findRow } from '../columns.ts'
import type { Sheet } from '../outcome.ts'
import { filledCells } from '../table.ts'
import { balanced } from './balances.ts'
import { type Fields, fieldsOf, leaveOut, type Ledger, newLedger } from './ledger.ts'

/** How one broker's ledger is told and read. */
export interface LedgerStyle {
  readonly source: ImportSource
  readonly isHeader: (cells: readonly string[]) => boolean
  /** Puts one record into the ledger: counted, left out for a reason, or as a problem. */
  readonly read: (ledger: Ledger, fields: Fields) => void
  /** Whether a record below the header is none of the table, such as a disclaimer. */
  readonly isFooter?: (cells: readonly string[]) => boolean
}

/** Reads a ledger of this style; null when the file has no such header. */
export function readLedger(sheet: Sheet, style: LedgerStyle): ImportFile | null {
  const headerAt = findRow(sheet.rows, style.isHeader)
  const header = sheet.rows[headerAt]
  if (!header) return null
  const ledger = newLedger()
  const fields = fieldsOf(header.cells)
  sheet.rows.forEach((row, at) => {
    if (at === headerAt) return
    if (at < headerAt) leaveOut(ledger, row, 'title')
    else if (filledCells(row).length === 0) leaveOut(ledger, row, 'empty-record')
    else if (style.isHeader(row.cells)) leaveOut(ledger, row, 'other-header')
    else if (style.isFooter?.(row.cells) === true) leaveOut(ledger, row, 'footer')
    else style.read(ledger, fields(row))
  })
  return balanced(sheet, style.source, ledger)
}
