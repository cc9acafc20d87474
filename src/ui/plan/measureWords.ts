/** What a threshold would mean, in words: trades, turnover and cost with their units. */
import { Decimal } from '../../domain/decimal.ts'
import { count, money, percent } from '../format.ts'
import type { ExplorePoint, Measure } from './exploreSeries.ts'

export function measureWords(point: ExplorePoint, currency: string): string {
  const turnover = `turnover ${measureText(point, 'turnover', currency)}`
  return [
    measureText(point, 'trades', currency),
    turnover,
    `cost ${measureText(point, 'cost', currency)}`,
  ].join(', ')
}

export function measureText(point: ExplorePoint, measure: Measure, currency: string): string {
  switch (measure) {
    case 'trades':
      return count(point.trades, 'trade')
    case 'turnover':
      return percent(new Decimal(point.turnover))
    case 'cost':
      return money(new Decimal(point.cost), currency)
  }
}
