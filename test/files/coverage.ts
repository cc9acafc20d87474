/** Which records of a file an import lists, counted without the reader's own splitting of records. */
import type { ImportFile } from '../../src/domain/import.ts'

export interface Coverage {
  /** First lines of records that no list holds. */
  readonly missing: readonly number[]
  /** Lines that stand in more than one list. */
  readonly twice: readonly number[]
}

export function coverage(file: ImportFile, bytes: Uint8Array): Coverage {
  const listed = [file.positions, file.lots, file.cash, file.ignored, file.problems].flatMap((list) =>
    list.flatMap((entry) => entry.line ?? []),
  )
  const counts = new Map<number, number>()
  for (const line of listed) counts.set(line, (counts.get(line) ?? 0) + 1)
  const starts = recordStarts(textOf(bytes))
  return {
    missing: starts.filter((line) => !counts.has(line)),
    twice: [...counts].filter(([, count]) => count > 1).map(([line]) => line),
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n')
}

/** A record starts on a line that is not blank and not inside a quoted cell; quotes are simply counted. */
function recordStarts(text: string): number[] {
  const starts: number[] = []
  let quotes = 0
  text.split('\n').forEach((line, at) => {
    if (quotes % 2 === 0 && line.trim() !== '') starts.push(at + 1)
    quotes += line.split('"').length - 1
  })
  return starts
}
