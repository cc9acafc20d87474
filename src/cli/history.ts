/** `keel history`: what price files contain, the days their symbols share, and what those returns say about risk. */
import { basename } from 'node:path'
import { aligned, type Alignment } from '../domain/alignment.ts'
import { coverageOf } from '../domain/coverage.ts'
import type { HistoryFile, HistoryRefusal, PriceSeries } from '../domain/history.ts'
import {
  asideSentence,
  flagSentence,
  historyRefusalSentence,
  unalignedSentence,
} from '../domain/historyWords.ts'
import { readHistory } from '../files/priceHistory.ts'
import { estimatesOf } from '../lab/estimates.ts'
import type { Outcome, ReadFile } from './outcome.ts'
import { readBytes } from './reading.ts'

export function historyOf(files: readonly string[], readFile: ReadFile): Outcome {
  const read: HistoryFile[] = []
  for (const path of files) {
    const bytes = readBytes(path, readFile)
    if (!bytes.ok) return bytes.outcome
    read.push(readHistory({ name: basename(path), bytes: bytes.value }))
  }
  const series = read.flatMap((file) => (file.kind === 'history' ? file.series : []))
  const result = { evenkeelHistory: 1, files: read.map(described), ...together(series) }
  const out = `${JSON.stringify(result, shortened, 2)}\n`
  const complaints = read.flatMap((file) =>
    file.kind === 'refused' ? [`${file.file}: ${historyRefusalSentence(file.because)}`] : [],
  )
  if ('refused' in result) complaints.push(result.refused.sentence)
  return { code: codeOf(read, complaints.length > 0), out, complaint: complaints.join(' ') }
}

/** Like `keel import`: what nobody can read is unusable, what is something else is refused. */
function codeOf(files: readonly HistoryFile[], isRefused: boolean): Outcome['code'] {
  const isUnreadable = files.some((file) => file.kind === 'refused' && unreadable.has(file.because))
  return isUnreadable ? 2 : isRefused ? 1 : 0
}

const unreadable: ReadonlySet<HistoryRefusal> = new Set([
  'empty',
  'binary',
  'spreadsheet-file',
  'pdf',
  'unclosed-quote',
])

function described(file: HistoryFile): unknown {
  if (file.kind === 'refused') return { ...file, sentence: historyRefusalSentence(file.because) }
  return {
    ...file,
    series: file.series.map((each) => ({ ...coverageOf(each), column: each.column })),
    asides: file.asides.map((aside) => ({ ...aside, sentence: asideSentence(aside) })),
    flags: file.flags.map((flag) => ({ ...flag, sentence: flagSentence(flag) })),
  }
}

/** Nothing to put together is no fault of its own: the files have said why. */
function together(
  series: readonly PriceSeries[],
):
  | { readonly alignment?: unknown; readonly estimates?: unknown }
  | { readonly refused: { readonly because: string; readonly sentence: string } } {
  if (series.length === 0) return {}
  const alignment = aligned(series)
  if (alignment.kind === 'refused')
    return { refused: { because: alignment.because, sentence: unalignedSentence(alignment.because) } }
  const { symbols, step, stepsPerYear, start, days, leftOut } = alignment
  const shape = {
    symbols,
    step,
    stepsPerYear,
    start,
    first: days[0],
    last: days.at(-1),
    rows: days.length,
    leftOut,
  }
  if (days.length < 2) return { alignment: shape }
  return {
    alignment: shape,
    estimates: tabled(estimatesOf(sampleOf(alignment), stepsPerYear), symbols.length),
  }
}

function sampleOf({ days, symbols, returns }: Alignment): {
  rows: number
  columns: number
  values: Float64Array
} {
  return { rows: days.length, columns: symbols.length, values: returns }
}

/** Typed arrays become lists, and matrices lists of rows. */
function tabled(value: unknown, columns: number): unknown {
  if (value instanceof Float64Array) {
    const list = [...value]
    if (list.length === columns) return list
    return Array.from({ length: columns }, (_, row) => list.slice(row * columns, (row + 1) * columns))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, tabled(part, columns)]))
}

/** Estimates are good to a few digits; twelve of them hide the rounding of the last. */
const digits = 12

function shortened(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(digits)) : value
}
