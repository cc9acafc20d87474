/** What a reader hands back: a tally closed into an import file, or a file refused for a reason. */
import type { IgnoredReason, ImportFile, ImportSource, ReadImport, RefusalReason } from '../domain/import.ts'
import { ignore, newTally, type Tally } from './holdings.ts'
import type { Row } from './table.ts'

/** One text file on its way through the readers. */
export interface Sheet {
  readonly file: string
  readonly rows: readonly Row[]
}

/** Closes a tally. A file in which nothing was found is refused rather than read as an empty account. */
export function finished(
  sheet: Sheet,
  source: ImportSource,
  kind: ReadImport['kind'],
  asOf: string | null,
  tally: Tally,
): ImportFile {
  const isEmpty = tally.positions.length + tally.cash.length + tally.lots.length === 0
  if (isEmpty)
    return {
      file: sheet.file,
      source,
      asOf,
      kind: 'not-positions',
      because: 'no-holdings',
      ...listsOf(tally),
    }
  return outcomeOf(sheet, source, kind, asOf, tally)
}

/** Closes a tally in which nothing at all may be right: a ledger whose last holding was sold. */
export function outcomeOf(
  sheet: Sheet,
  source: ImportSource,
  kind: ReadImport['kind'],
  asOf: string | null,
  tally: Tally,
): ImportFile {
  return { file: sheet.file, source, asOf, kind, ...listsOf(tally) }
}

/** A file that is something else than holdings: its records are listed as what they are, the header aside. */
export function notPositions(
  sheet: Sheet,
  source: ImportSource,
  because: RefusalReason,
  headerAt: number,
  rowsAre: IgnoredReason,
): ImportFile {
  const tally = newTally()
  sheet.rows.forEach((row, at) => {
    if (at !== headerAt) ignore(tally, row, at < headerAt ? 'title' : rowsAre)
  })
  return { file: sheet.file, source, asOf: null, kind: 'not-positions', because, ...listsOf(tally) }
}

/** A file that cannot be read yet or at all. A problem, if given, names the record that prevents it. */
export function unreadable(
  sheet: Sheet,
  source: ImportSource,
  because: RefusalReason,
  problemLine: number | null = null,
): ImportFile {
  const tally = newTally()
  for (const row of sheet.rows) {
    if (row.line !== problemLine) ignore(tally, row, 'not-read')
    else
      tally.problems.push({
        line: row.line,
        column: null,
        kind: because === 'unclosed-quote' ? because : 'no-header',
        text: excerpt(row),
      })
  }
  return { file: sheet.file, source, asOf: null, kind: 'unreadable', because, ...listsOf(tally) }
}

/** How much of a record a problem quotes. */
const excerptLength = 80

function excerpt(row: Row): string {
  return row.cells.join(',').slice(0, excerptLength)
}

/** The lists of a tally in the order of the file. */
function listsOf(
  tally: Tally,
): Pick<ImportFile, 'positions' | 'lots' | 'cash' | 'ignored' | 'problems' | 'notes' | 'accounts'> {
  tally.ignored.sort((a, b) => a.line - b.line)
  tally.problems.sort((a, b) => a.line - b.line)
  tally.notes.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return { ...tally, accounts: [...tally.accounts.values()] }
}
