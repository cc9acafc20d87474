/** The figures that a picture can show: their names, units, which way is better, and how they are written. */
import type { Estimate, MetricName } from '../../domain/labResult.ts'
import { fixed, unknown } from '../format.ts'
import { Decimal } from '../../domain/decimal.ts'

export interface Metric {
  readonly id: MetricName
  readonly name: string
  /** Within a sentence. */
  readonly word: string
  readonly unit: string
  /** Times the figure as the lab tells it. */
  readonly scale: number
  readonly better: 'low' | 'high'
}

/** In the order in which they are offered. */
export const metrics: readonly Metric[] = [
  {
    id: 'lossBpPerYear',
    name: 'Loss: drift, cost and tax',
    word: 'loss',
    unit: 'bp a year',
    scale: 1,
    better: 'low',
  },
  {
    id: 'trackingError',
    name: 'Tracking error',
    word: 'tracking error',
    unit: '%',
    scale: 100,
    better: 'low',
  },
  { id: 'costBpPerYear', name: 'Cost', word: 'cost', unit: 'bp a year', scale: 1, better: 'low' },
  { id: 'taxBpPerYear', name: 'Tax', word: 'tax', unit: 'bp a year', scale: 1, better: 'low' },
  {
    id: 'eventsPerYear',
    name: 'Rebalances',
    word: 'number of rebalances',
    unit: 'a year',
    scale: 1,
    better: 'low',
  },
  { id: 'ticketsPerYear', name: 'Orders', word: 'number of orders', unit: 'a year', scale: 1, better: 'low' },
  {
    id: 'turnoverPerYear',
    name: 'Turnover, one-way',
    word: 'turnover',
    unit: '% a year',
    scale: 100,
    better: 'low',
  },
  {
    id: 'timeOutside',
    name: 'Looks outside the band',
    word: 'share of looks outside the band',
    unit: '%',
    scale: 100,
    better: 'low',
  },
  { id: 'growth', name: 'Growth', word: 'growth', unit: '% a year', scale: 100, better: 'high' },
  { id: 'volatility', name: 'Volatility', word: 'volatility', unit: '%', scale: 100, better: 'low' },
  { id: 'sharpe', name: 'Sharpe ratio', word: 'Sharpe ratio', unit: '', scale: 1, better: 'high' },
  { id: 'sortino', name: 'Sortino ratio', word: 'Sortino ratio', unit: '', scale: 1, better: 'high' },
  {
    id: 'drawdown',
    name: 'Largest drawdown',
    word: 'largest drawdown',
    unit: '%',
    scale: 100,
    better: 'low',
  },
]

export function metricOf(id: MetricName): Metric {
  return metrics.find((each) => each.id === id) ?? (metrics[0] as Metric)
}

/** As many decimals for all figures of a picture as leave three digits of the largest. */
export function placesFor(values: readonly number[]): number {
  const most = Math.max(0, ...values.filter(Number.isFinite).map(Math.abs))
  return most >= 100 ? 0 : most >= 10 ? 1 : most >= 1 ? 2 : 3
}

export function figureText(value: number, places: number): string {
  return Number.isFinite(value) ? fixed(new Decimal(value), places) : unknown
}

/** "12.4 ± 0.2": a mean and one standard error. */
export function estimateText({ mean, error }: Estimate, { scale }: Metric, places: number): string {
  const figure = figureText(mean * scale, places)
  return error === null ? figure : `${figure} ± ${figureText(error * scale, places + 1)}`
}

export function withUnit(text: string, { unit }: Metric): string {
  return unit === '' ? text : `${text} ${unit}`
}
