/** The door of the imports: bytes of any file to what it contains, or to what it is instead. */
import type { ImportFile } from '../domain/import.ts'
import type { ColumnMapping, SourceText } from '../domain/mapping.ts'
import { headerWeight } from './columns.ts'
import { decode } from './decode.ts'
import { readFidelity } from './fidelity.ts'
import { readFlex } from './flex.ts'
import { refuseDocument, refuseForeign } from './foreign.ts'
import { readGeneric } from './generic.ts'
import { readIbkr } from './ibkr.ts'
import { type Sheet, unreadable } from './outcome.ts'
import { readSchwab } from './schwab.ts'
import { readSchwabLots } from './schwabLots.ts'
import { guessDelimiter, readTable } from './table.ts'
import { readUniversal } from './universal.ts'
import { readVanguard } from './vanguard.ts'

/** Each returns null when the file is not its own; the first that knows the file reads it. */
const readers: readonly ((sheet: Sheet) => ImportFile | null)[] = [
  readIbkr,
  readFlex,
  readSchwab,
  readSchwabLots,
  readFidelity,
  readVanguard,
  readUniversal,
  refuseForeign,
]

/**
 * Reads one file of any kind; never throws. With a mapping (the user's corrected columns) the table is read by it,
 * whatever the file looks like.
 */
export function readImport(source: SourceText, mapping?: ColumnMapping): ImportFile {
  const nothing: Sheet = { file: source.name, rows: [] }
  const decoded = decode(source.bytes)
  if (decoded.kind === 'refused') return unreadable(nothing, 'unknown', decoded.because)
  const document = mapping ? null : refuseDocument(source.name, decoded.text)
  if (document) return document
  const delimiter = mapping?.delimiter ?? guessDelimiter(decoded.text, headerWeight)
  const table = readTable(decoded.text, delimiter)
  const sheet: Sheet = { file: source.name, rows: table.rows }
  if (table.unclosedAt !== null) return unreadable(sheet, 'unknown', 'unclosed-quote', table.unclosedAt)
  if (mapping) return readGeneric(sheet, delimiter, mapping)
  for (const read of readers) {
    const file = read(sheet)
    if (file) return file
  }
  return readGeneric(sheet, delimiter)
}
