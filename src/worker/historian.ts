/** Reads price files, puts classes on their common days, and says what those returns tell; files stay read between questions. */
import { aligned, type Alignment } from '../domain/alignment.ts'
import { comparisonOf } from '../domain/comparison.ts'
import { coverageOf } from '../domain/coverage.ts'
import { experimentPrices } from '../domain/experimentPrices.ts'
import type { HistoryFile, PriceSeries } from '../domain/history.ts'
import type {
  ClassErrors,
  ClassEstimate,
  Curiosities,
  HistoryAccount,
  HistoryAnswer,
  HistoryAsk,
  HistorySource,
  SeriesPick,
  StudyOutcome,
} from '../domain/historyStudy.ts'
import { readHistory } from '../files/priceHistory.ts'
import { deflatedBest } from '../lab/diagnostics/deflatedSharpe.ts'
import { diagnosisOf } from '../lab/diagnostics/diagnosis.ts'
import { estimatesOf } from '../lab/estimates.ts'
import { tracesOf } from '../lab/trace.ts'

/** Fewer returns have no deviation. */
const fewestRows = 3
/** The chance in intervals and in the test's power comes from this seed, so that the same files show the same. */
const seed = 0

/** Each thread remembers what it has read; a new one reads again, as every question brings its files. */
export function historian(): (ask: HistoryAsk) => HistoryAnswer {
  const known = new Map<string, HistoryFile>()

  function read({ number, name, bytes, content }: HistorySource): HistoryFile {
    const key = `${number} ${content ?? ''}`
    const found = known.get(key) ?? readHistory({ name, bytes }, content === null ? {} : { content })
    known.set(key, found)
    return found
  }

  function together(
    sources: readonly HistorySource[],
    picks: readonly SeriesPick[],
  ): ReturnType<typeof aligned> {
    return aligned(picks.map((pick) => seriesFor(pick, sources, read)))
  }

  return (ask) => {
    if (ask.kind === 'read') return { kind: 'read', file: accountOf(read(ask.source)) }
    if (ask.kind === 'deflate') {
      const { sharpe, lucky, probability } = deflatedBest(ask.sharpes, ask.observations, ask.stepsPerYear)
      return { kind: 'deflate', deflated: { sharpe, lucky, probability } }
    }
    if (ask.kind === 'trace') {
      const comparison = comparisonOf(ask.experiment)
      return { kind: 'trace', traces: tracesOf(comparison, [...comparison.policies.keys()]) }
    }
    const alignment = together(ask.sources, ask.picks)
    if (ask.kind === 'study') return { kind: 'study', outcome: outcomeOf(alignment) }
    const isEnough = alignment.kind === 'aligned' && alignment.days.length >= fewestRows
    return { kind: 'wonder', found: isEnough ? curiositiesOf(alignment, ask.weights) : null }
  }
}

/** Observations stay here: the page shows what they cover, and asks about them by name. */
function accountOf(file: HistoryFile): HistoryAccount | Extract<HistoryFile, { kind: 'refused' }> {
  if (file.kind === 'refused') return file
  return { ...file, series: file.series.map((each) => ({ ...coverageOf(each), column: each.column })) }
}

/** The series goes by the name of its class, so that one series may stand for several. */
function seriesFor(
  { class: name, source, symbol }: SeriesPick,
  sources: readonly HistorySource[],
  read: (source: HistorySource) => HistoryFile,
): PriceSeries {
  const its = sources.find((each) => each.number === source)
  const file = its === undefined ? null : read(its)
  const series = file?.kind === 'history' ? file.series.find((each) => each.symbol === symbol) : undefined
  if (series === undefined) throw new Error(`No file has a series for ${name}`)
  return { ...series, symbol: name }
}

function outcomeOf(alignment: ReturnType<typeof aligned>): StudyOutcome {
  if (alignment.kind === 'refused') return alignment
  const { symbols, step, stepsPerYear, start, days, leftOut } = alignment
  return {
    kind: 'studied',
    classes: symbols,
    step,
    stepsPerYear,
    start,
    last: days.at(-1) ?? start,
    rows: days.length,
    leftOut,
    prices: experimentPrices(alignment),
    estimates: days.length < fewestRows ? [] : classEstimates(alignment),
  }
}

function sampleOf({ days, symbols, returns }: Alignment): Parameters<typeof estimatesOf>[0] {
  return { rows: days.length, columns: symbols.length, values: returns }
}

function classEstimates(alignment: Alignment): readonly ClassEstimate[] {
  const found = estimatesOf(sampleOf(alignment), alignment.stepsPerYear)
  const size = alignment.symbols.length
  const plain = (estimate: Flat): ClassErrors => ({
    volatility: [...estimate.volatility],
    correlation: rowsOf(estimate.correlation, size),
  })
  const errors = (estimate: { readonly errors: Flat }): ClassErrors => plain(estimate.errors)
  const { sample, exponential, toConstantCorrelation, toIdentity } = found
  const none = { errors: null, intensity: null, halfLife: null, isRepaired: false }
  return [
    {
      ...none,
      estimator: 'sample',
      ...plain(sample),
      errors: errors(sample),
      isRepaired: sample.lowestEigenvalue < 0,
    },
    {
      ...none,
      estimator: 'exponential',
      ...plain(exponential),
      errors: errors(exponential),
      halfLife: exponential.halfLife,
      isRepaired: exponential.lowestEigenvalue < 0,
    },
    {
      ...none,
      estimator: 'constant-correlation',
      ...plain(toConstantCorrelation),
      intensity: toConstantCorrelation.intensity,
    },
    { ...none, estimator: 'identity', ...plain(toIdentity), intensity: toIdentity.intensity },
  ]
}

interface Flat {
  readonly volatility: Float64Array
  readonly correlation: Float64Array
}

function rowsOf(matrix: Float64Array, size: number): readonly (readonly number[])[] {
  return Array.from({ length: size }, (_, row) => Array.from(matrix.slice(row * size, (row + 1) * size)))
}

function curiositiesOf(alignment: Alignment, weights: readonly number[]): Curiosities {
  const { diversificationReturn, twoPeriods, relative, power } = diagnosisOf({
    sample: sampleOf(alignment),
    weights,
    stepsPerYear: alignment.stepsPerYear,
    seed,
  })
  return { diversificationReturn, twoPeriods, relative, power }
}
