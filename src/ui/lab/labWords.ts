/** What the lab says: a policy, a cell, the whole picture in one sentence, and what is left out. */
import { bandBrief } from '../../domain/bandWords.ts'
import { decimalOf } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { count, percentAsWritten } from '../format.ts'
import { shareWords } from '../plan/destinationWords.ts'
import type { Heat, HeatCell } from './heatSeries.ts'
import { bandAt, type LabGrid, type LabPlace, type LabRow } from './labGrid.ts'
import { estimateText, placesFor, withUnit, type Metric } from './labMetrics.ts'
import type { Axis, GridBand, MarketKind } from './labSettings.ts'
import { lookWords } from './lookSteps.ts'
import type { Apart } from './presentPolicy.ts'

export const marketNames: Readonly<Record<MarketKind, string>> = {
  gbm: 'Random walk',
  'student-t': 'Random walk with fat tails',
  jump: 'Random walk with jumps',
  'mean-reverting': 'Classes revert to each other',
  regimes: 'Calm and stressed years',
  bootstrap: 'Your histories, resampled',
  history: 'Your histories, as they were',
}

/** What each market supposes beside the volatilities and correlations of the risk model. */
export const marketHints: Readonly<Record<MarketKind, string>> = {
  gbm: 'Every day is independent of the one before.',
  'student-t': 'Daily shocks with 4 degrees of freedom: many quiet days and a few violent ones.',
  jump: 'Every other year all classes jump at once, by about one annual volatility and mostly down.',
  'mean-reverting': 'What ran ahead of the others loses half of its lead in 3 years.',
  regimes:
    'Two states of about two years each: calm at 0.7 of the volatility, stressed at 1.25 and moving alike.',
  bootstrap:
    'Stretches of about a quarter year, drawn from your files with all classes together. Its returns are those of the files.',
  history: 'One path: what was, once. Its returns and years are those of the files.',
}

export const bandNames: Readonly<Record<GridBand, string>> = {
  absolute: 'Points',
  relative: 'Share of target',
  lesser: 'Lesser of both',
  greater: 'Greater of both',
}

/** What the triggers along the picture mean. */
export const triggerHeads: Readonly<Record<GridBand, string>> = {
  absolute: 'Trigger, points either side',
  relative: 'Trigger, % of the target',
  lesser: 'Trigger, points of “lesser of both”',
  greater: 'Trigger, points of “greater of both”',
}

export const apartWords: Readonly<Record<Apart, string>> = {
  'family-bands': 'bands of families of classes',
  destination: 'a destination that is no share of the band (the nearest one stands for it)',
  caps: 'caps on drift or tracking error',
  limits: 'limits on turnover, trades, sides and rests',
  shelter: 'accounts without tax: every gain is taxed here',
}

/** "±3 points, halfway to its target"; also how often one looks, where that differs. */
export function policyWords(document: Portfolio, grid: LabGrid, cell: LabPlace): string {
  const band = bandAt(document.policy.band, grid.kind, cell.trigger)
  const looked = grid.axis === 'look' ? `, looked at ${lookWords[cell.look]}` : ''
  return `${bandBrief(band)}, ${shareWords(Number(cell.destination))}${looked}`
}

/** A fraction's figures without its sign: 0.015 is "1.5". */
export function triggerText(trigger: string): string {
  return percentAsWritten(trigger).replace(/\s?%$/u, '')
}

export function destinationText(destination: string): string {
  const share = decimalOf(destination).toNumber()
  return share <= 0 ? 'edge' : share >= 1 ? 'target' : percentAsWritten(destination)
}

/** What differs from row to row of a picture. */
export function rowText(axis: Axis, { destination, look }: LabRow): string {
  return axis === 'look' ? lookWords[look] : destinationText(destination)
}

export const axisNames: Readonly<Record<Axis, string>> = {
  destination: 'Destination',
  look: 'How often you look',
}

/** How a cell is read aloud, and in the line under the picture. */
export function cellWords(
  document: Portfolio,
  grid: LabGrid,
  cell: HeatCell,
  metric: Metric,
  places: number,
): string {
  const marks = [
    cell.isHere ? 'your policy' : '',
    cell.isBest ? extremeWords(metric) : '',
    cell.isTie ? `no difference to the ${extremeWords(metric)}` : '',
  ].filter((each) => each !== '')
  const value = withUnit(estimateText(cell.value, metric, places), metric)
  return [`${policyWords(document, grid, cell)}: ${value}`, ...marks].join(', ')
}

export function extremeWords({ better }: Metric): string {
  return better === 'low' ? 'lowest' : 'highest'
}

/** The picture in one sentence. */
export function summaryWords(document: Portfolio, grid: LabGrid, heat: Heat, metric: Metric): string {
  const places = placesFor(heat.cells.map((cell) => cell.value.mean * metric.scale))
  const { best, ties } = heat
  const others = heat.cells.length - 1
  const figure = withUnit(estimateText(best.value, metric, places), metric)
  const lead = `The ${extremeWords(metric)} ${metric.word}, ${figure}, is at ${policyWords(document, grid, best)}`
  const rest =
    ties === 0
      ? `; all ${others} others differ from it by more than chance.`
      : `; ${count(ties, 'other')} of ${others} cannot be told from it.`
  return `${lead}${rest}${hereWords(heat, metric, places)}`
}

function hereWords({ own }: Heat, metric: Metric, places: number): string {
  const { value, difference, isTie } = own
  if (difference === null) return ' That is your policy.'
  const figure = estimateText(value, metric, places)
  if (isTie) return ` Yours has ${figure}, which is no difference.`
  return ` Yours has ${figure}, a difference of ${estimateText(difference, metric, places)}.`
}
