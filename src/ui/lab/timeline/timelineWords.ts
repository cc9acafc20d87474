/** The timeline in words: the whole in one sentence, and a single trade. */
import type { Portfolio } from '../../../domain/document.ts'
import type { TradeMark } from '../../../domain/labResult.ts'
import { count } from '../../format.ts'
import { percentText } from '../fan/fanWords.ts'
import { percentOf, shown } from '../history/figures.ts'
import { className } from '../../look/classColour.ts'
import type { TimelineSeries } from './timelineSeries.ts'

export function timelineWords({ dates, trades, wealth }: TimelineSeries, name: string): string {
  const events = trades.filter(({ did }) => did === 'event').length
  const [first = '', last = ''] = [dates[0], dates.at(-1)]
  const end = wealth.at(-1)?.value ?? 0
  return `${name} traded ${count(events, 'time')} from ${first} to ${last} and ended ${percentText(100 * end)}\u202f% beside never rebalancing; on one path that is no proof of anything.`
}

const basisPoint = 10_000
/** Weights that moved by less than a twentieth of a point are not named. */
const leastMove = 0.0005

/** "2020-03-18: 3.2 % turned over at 1.6 bp; stocks 52.1 % to 56 %, …". */
export function tradeWords(
  document: Portfolio,
  classes: readonly string[],
  day: string,
  { did, before, after, turnover, cost, tax }: TradeMark,
): string {
  const moves = classes.flatMap((name, at) => {
    const [from = 0, to = 0] = [before[at], after[at]]
    if (Math.abs(to - from) < leastMove) return []
    return [`${className(document, name)} ${percentOf(from)} to ${percentOf(to)}`]
  })
  const taxed = tax > 0 ? ` and ${shown(tax * basisPoint, 1)} bp of tax` : ''
  const what = did === 'flow' ? 'invested' : 'turned over'
  return `${day}: ${percentOf(turnover, 2)} ${what} at ${shown(cost * basisPoint, 2)} bp of cost${taxed}; ${moves.join(', ') || 'no weight moved by a twentieth of a point'}.`
}
