/** What is said about histories beside their tables: what they hold, what common days left out, how they were estimated. */
import type { LeftOut, Step } from '../../../domain/alignment.ts'
import type { Portfolio } from '../../../domain/document.ts'
import type { ClassEstimate, EstimatorName, HistoryAccount, Study } from '../../../domain/historyStudy.ts'
import { count } from '../../format.ts'
import { className } from '../../look/classColour.ts'
import { percentOf, shown } from './figures.ts'

const grains: Readonly<Record<HistoryAccount['grain'], string>> = {
  day: 'by day',
  month: 'by month',
  quarter: 'by quarter',
  year: 'by year',
}

/** "3 symbols, prices by day, 2 values flagged". */
export function accountWords({ series, content, grain, unit, flags }: HistoryAccount): string {
  const held =
    content === 'prices' ? 'prices' : `returns ${unit === 'percent' ? 'in percent' : 'as fractions'}`
  const flagged = flags.length === 0 ? '' : `, ${count(flags.length, 'value')} flagged`
  return `${count(series.length, 'symbol')}, ${held} ${grains[grain]}${flagged}`
}

const stepNames: Readonly<Record<Step, string>> = {
  daily: 'daily return',
  weekly: 'weekly return',
  monthly: 'monthly return',
  quarterly: 'quarterly return',
  annual: 'annual return',
}

export function studyWords({ classes, rows, step, start, last }: Study): string {
  const whose = classes.length === 1 ? 'of 1 class' : `that all ${classes.length} classes share`
  return `${count(rows, stepNames[step])} ${whose}, from ${start} to ${last}.`
}

/** Sentences; none where nothing was left out. */
export function leftOutWords(document: Portfolio, leftOut: LeftOut): readonly string[] {
  const { missing, outside, broken, unfinished } = leftOut
  const list = (of: typeof missing): string =>
    of.map(({ symbol, days }) => `${className(document, symbol)} ${count(days, 'value')}`).join(', ')
  return [
    outside.length > 0 && `Outside the common time: ${list(outside)}.`,
    missing.length > 0 && `Days that one class lacks and another has: ${list(missing)}.`,
    broken.length > 0 && brokenWords(broken),
    unfinished.length > 0 &&
      `The last period was not over: ${unfinished.map((name) => className(document, name)).join(', ')}.`,
  ].filter((each) => each !== false)
}

const mostBroken = 3

function brokenWords(broken: LeftOut['broken']): string {
  const named = broken.slice(0, mostBroken).map(({ from, to }) => `${from} to ${to}`)
  const rest = broken.length - named.length
  return `${count(broken.length, 'return')} across a gap: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`
}

export const estimatorNames: Readonly<Record<EstimatorName, string>> = {
  sample: 'Sample',
  exponential: 'Exponentially weighted',
  'constant-correlation': 'Ledoit–Wolf, to one correlation',
  identity: 'Ledoit–Wolf, to no correlation',
}

/** What an estimator does, and what it did here. */
export function estimatorWords({ estimator, halfLife, intensity, isRepaired }: ClassEstimate): string {
  return `${madeWords(estimator, halfLife, intensity)}${isRepaired ? ' The correlations contradicted each other by rounding; the nearest that do not were taken.' : ''}`
}

function madeWords(estimator: EstimatorName, halfLife: number | null, intensity: number | null): string {
  const taken = percentOf(intensity ?? 0, 0)
  switch (estimator) {
    case 'sample':
      return 'Every return counts alike.'
    case 'exponential':
      return `Recent returns count most: half after ${shown(halfLife ?? 0, 0)} steps. It follows the present, and errs more.`
    case 'constant-correlation':
      return `The sample, drawn ${taken} of the way towards one correlation for all pairs: steadier where classes are many and returns few.`
    case 'identity':
      return `The sample, drawn ${taken} of the way towards classes that are apart and swing alike.`
  }
}
