/** Reading broker files: off the page's thread, with the columns that were remembered for tables like these. */
import type { ImportFile } from '../domain/import.ts'
import type { ColumnMapping, MappingGuess, SourceText } from '../domain/mapping.ts'
import { type ImportReply, readFiles as readThere } from '../worker/importDoor.ts'
import { rememberedMapping } from './preferences.ts'

/** One file as read, or the reason why reading it broke down. */
export type FileReading =
  | {
      readonly kind: 'read'
      readonly source: SourceText
      readonly file: ImportFile
      readonly guess: MappingGuess | null
      readonly mapping: ColumnMapping | null
    }
  | { readonly kind: 'crashed'; readonly source: SourceText; readonly reason: string }

/** Reads files in order. A table whose header was mapped before is read with that mapping. Never rejects. */
export async function readFiles(sources: readonly SourceText[]): Promise<readonly FileReading[]> {
  const first = await read(sources.map((source) => ({ source, mapping: null })))
  return await Promise.all(first.map(async (reading) => await withRememberedColumns(reading)))
}

/** Reads one file again with the columns that a person chose. */
export async function readWithMapping(source: SourceText, mapping: ColumnMapping): Promise<FileReading> {
  const [reading] = await read([{ source, mapping }])
  return reading ?? { kind: 'crashed', source, reason: 'nothing was read' }
}

async function withRememberedColumns(reading: FileReading): Promise<FileReading> {
  if (reading.kind === 'crashed' || reading.guess === null) return reading
  const remembered = rememberedMapping(reading.guess.header)
  if (remembered === null) return reading
  // The columns are the person's; where the header stands and what separates cells is this file's own.
  const { delimiter, headerLine } = reading.guess.mapping
  return await readWithMapping(reading.source, { ...remembered, delimiter, headerLine })
}

interface Ask {
  readonly source: SourceText
  readonly mapping: ColumnMapping | null
}

async function read(asks: readonly Ask[]): Promise<readonly FileReading[]> {
  const replies = await readThere(asks)
  return asks.map(({ source, mapping }, at) => readingOf(source, mapping, replies[at]))
}

function readingOf(
  source: SourceText,
  mapping: ColumnMapping | null,
  reply: ImportReply | undefined,
): FileReading {
  if (reply === undefined) return { kind: 'crashed', source, reason: 'nothing was read' }
  if (reply.kind === 'crashed') return { kind: 'crashed', source, reason: reply.reason }
  return { kind: 'read', source, file: reply.file, guess: reply.guess, mapping }
}
