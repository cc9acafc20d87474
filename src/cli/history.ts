/** `keel history`: what price files contain, the days their symbols share, and what those returns say about risk. */
import { basename } from 'node:path'
import { aligned, type Alignment } from '../domain/alignment.ts'
import { coverageOf } from '../domain/coverage.ts'
import { isDecimalText } from '../domain/decimal.ts'
import { experimentPrices } from '../domain/experimentPrices.ts'
import type { HistoryFile, HistoryRefusal } from '../domain/history.ts'
import {
  asideSentence,
  flagSentence,
  historyRefusalSentence,
  unalignedSentence,
} from '../domain/historyWords.ts'
import { readHistory } from '../files/priceHistory.ts'
import { diagnosisOf } from '../lab/diagnostics/diagnosis.ts'
import { estimatesOf } from '../lab/estimates.ts'
import { type Outcome, type ReadFile, refused, unusable } from './outcome.ts'
import { readBytes } from './reading.ts'

interface HistoryOptions {
  readonly files: readonly string[]
  /** Print nothing but the common days as an experiment wants them. */
  readonly prices: boolean
  /** One decimal for each symbol, joined by commas; null for equal weights. */
  readonly weights: string | null
}

export function historyFiles({ files, prices, weights }: HistoryOptions, readFile: ReadFile): Outcome {
  const read: HistoryFile[] = []
  for (const path of files) {
    const bytes = readBytes(path, readFile)
    if (!bytes.ok) return bytes.outcome
    read.push(readHistory({ name: basename(path), bytes: bytes.value }))
  }
  const series = read.flatMap((file) => (file.kind === 'history' ? file.series : []))
  const alignment = aligned(series)
  // Where no file could be read they have said so, and there is nothing to put together.
  const unaligned = alignment.kind === 'refused' && series.length > 0 ? alignment.because : null
  const complaint = complaintOf(read, unaligned)
  if (alignment.kind === 'aligned') {
    const chosen = weights === null ? equal(alignment.symbols.length) : weightsIn(weights, alignment.symbols)
    if (chosen === null) return unusable(weightsSentence(alignment.symbols))
    if (prices) return withCode(read, complaint, printed(experimentPrices(alignment)))
    return withCode(
      read,
      complaint,
      listing(read, { ...described(alignment), ...findings(alignment, chosen) }),
    )
  }
  const refusal =
    unaligned === null ? {} : { refused: { because: unaligned, sentence: unalignedSentence(unaligned) } }
  const out = prices ? '' : listing(read, refusal)
  return unaligned === null ? withCode(read, complaint, out) : refused(out, complaint)
}

function listing(read: readonly HistoryFile[], more: object): string {
  return printed({ evenkeelHistory: 1, files: read.map(fileOf), ...more })
}

function complaintOf(
  read: readonly HistoryFile[],
  unaligned: Parameters<typeof unalignedSentence>[0] | null,
): string {
  const refusals = read.flatMap((file) =>
    file.kind === 'refused' ? [`${file.file}: ${historyRefusalSentence(file.because)}`] : [],
  )
  return [...refusals, ...(unaligned === null ? [] : [unalignedSentence(unaligned)])].join(' ')
}

/** Like `keel import`: what nobody can read is unusable, what is something else is refused. */
function withCode(files: readonly HistoryFile[], complaint: string, out: string): Outcome {
  const refusals = files.flatMap((file) => (file.kind === 'refused' ? [file.because] : []))
  const code = refusals.some((because) => unreadable.has(because)) ? 2 : refusals.length > 0 ? 1 : 0
  return { code, out, complaint }
}

const unreadable: ReadonlySet<HistoryRefusal> = new Set([
  'empty',
  'binary',
  'spreadsheet-file',
  'pdf',
  'unclosed-quote',
])

function fileOf(file: HistoryFile): unknown {
  if (file.kind === 'refused') return { ...file, sentence: historyRefusalSentence(file.because) }
  return {
    ...file,
    series: file.series.map((each) => ({ ...coverageOf(each), column: each.column })),
    asides: file.asides.map((aside) => ({ ...aside, sentence: asideSentence(aside) })),
    flags: file.flags.map((flag) => ({ ...flag, sentence: flagSentence(flag) })),
  }
}

function equal(count: number): readonly number[] {
  return Array.from({ length: count }, () => 1 / count)
}

/** Weights are brought to a sum of one; null where they are no weights of these symbols. */
function weightsIn(text: string, symbols: readonly string[]): readonly number[] | null {
  const parts = text.split(',').map((part) => part.trim())
  const weights = parts.map((part) => (isDecimalText(part) ? Number(part) : NaN))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (weights.length !== symbols.length || !(sum > 0) || weights.some((weight) => weight < 0)) return null
  return weights.map((weight) => weight / sum)
}

function weightsSentence(symbols: readonly string[]): string {
  return `--weights needs a number for each of ${symbols.join(', ')}, joined by commas, none below zero.`
}

function described({ symbols, step, stepsPerYear, start, days, leftOut }: Alignment): object {
  const [first, last] = [days[0], days.at(-1)]
  return { alignment: { symbols, step, stepsPerYear, start, first, last, rows: days.length, leftOut } }
}

/** The chance in the intervals and in the test's power comes from this seed, so that the same files print the same. */
const seed = 0
/** Fewer returns have no deviation. */
const fewestRows = 3

function findings({ symbols, days, stepsPerYear, returns }: Alignment, weights: readonly number[]): object {
  if (days.length < fewestRows) return {}
  const sample = { rows: days.length, columns: symbols.length, values: returns }
  return {
    estimates: tabled(estimatesOf(sample, stepsPerYear), symbols.length),
    weights,
    diagnosis: diagnosisOf({ sample, weights, stepsPerYear, seed }),
  }
}

/** Typed arrays become lists, and matrices lists of rows. */
function tabled(value: unknown, columns: number): unknown {
  if (value instanceof Float64Array) {
    const list = [...value]
    if (list.length === columns && columns > 1) return list
    const rows = Math.max(1, list.length / columns)
    const table = Array.from({ length: rows }, (_, row) => list.slice(row * columns, (row + 1) * columns))
    return columns === 1 ? list : table
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, tabled(part, columns)]))
}

/** Estimates are good to a few digits; twelve of them hide the rounding of the last. */
const digits = 12

function printed(value: unknown): string {
  const shortened = (_: string, part: unknown): unknown =>
    typeof part === 'number' && !Number.isInteger(part) ? Number(part.toPrecision(digits)) : part
  return `${JSON.stringify(value, shortened, 2)}\n`
}
