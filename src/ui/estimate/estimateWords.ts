/** Estimates in words: how often, how much, and what costs suggest. */
import type { CostAware } from '../../domain/costAware.ts'
import { Decimal, textOf } from '../../domain/decimal.ts'
import type { Estimate, RowRates } from '../../domain/estimate.ts'
import { percent, percentFigures } from '../format.ts'
import { type Look } from './looks.ts'

/** Beyond this a look that trades is the rule. */
const nearlyEvery = 0.5

/** "about 2.6 times a year", "about once in 3 years". */
export function eventsWords({ events }: Pick<RowRates, 'events'>, lookYears: number): string {
  if (events * lookYears > nearlyEvery) return 'at nearly every look'
  if (events < 0.05) return 'less than once in 20 years'
  if (events < 0.75) return `about once in ${Number((1 / events).toFixed(events > 0.4 ? 1 : 0))} years`
  if (events < 1.25) return 'about once a year'
  return `about ${events.toFixed(events < 10 ? 1 : 0)} times a year`
}

/** Two digits that count, and not more than two decimals: "12", "2.6", "0.31". */
export function eventsFigures(events: number): string {
  return events >= 10 ? events.toFixed(0) : events >= 1 ? events.toFixed(1) : events.toFixed(2)
}

/** A share with two digits that count: "4.1 %", "0.32 %". The figure and its sign stay on one line. */
export function shareWords(share: number): string {
  return percent(new Decimal(share), placesOf(share)).replace(' %', '\u202f%')
}

export function shareFigures(share: number): string {
  return percentFigures(new Decimal(share), placesOf(share))
}

function placesOf(share: number): number {
  return share >= 0.01 ? 1 : 2
}

/** The width that a button offers: tenths of a point, hundredths below one point. */
export function offeredWidth(half: Decimal): string {
  return textOf(half.toDecimalPlaces(half.lessThan('0.01') ? 4 : 3))
}

/** "3.2 points", "1 point". */
export function pointsWords(width: string): string {
  const points = textOf(new Decimal(width).times(100))
  return `${points} ${points === '1' ? 'point' : 'points'}`
}

/** "0.9 to 3.2 points", "3.2 points" where all are alike. */
export function rangeWords(suggestions: readonly CostAware[]): string {
  const widths = suggestions.map(({ half }) => half).sort((a, b) => a.comparedTo(b))
  const [least, most] = [widths[0], widths.at(-1)].map((each) => offeredWidth(each ?? new Decimal(0)))
  if (least === undefined || most === undefined || least === most) return pointsWords(most ?? '0')
  return `${textOf(new Decimal(least).times(100))} to ${pointsWords(most)}`
}

const lookWords: Readonly<Record<Look, string>> = {
  day: 'every trading day',
  week: 'once a week',
  month: 'once a month',
  quarter: 'once a quarter',
}

/** What every figure supposes. */
export function supposedWords({ lookYears }: Estimate, look: Look, yearsOfLook: number): string {
  const looking = lookYears > yearsOfLook ? 'when the calendar is due' : lookWords[look]
  return `An estimate for prices that wander without trend, looking ${looking}.`
}
