/** The fan in words: the whole in one sentence, and what stands at one point of time. */
import { signed } from '../../format.ts'
import { shown, yearsWords } from '../history/figures.ts'
import type { FanPoint, FanSeries } from './fanSeries.ts'

/** Percent with its sign; small ones keep two digits. */
export function percentText(percent: number): string {
  return signed(shown(percent, Math.abs(percent) < 1 ? 3 : 2))
}

/** "3.33 % above". */
function besideText(percent: number): string {
  return `${percentText(Math.abs(percent)).replace('+', '')}${unit} ${percent < 0 ? 'below' : 'above'}`
}

const unit = '\u202f%'

export function fanWords({ points }: FanSeries, name: string): string {
  const last = points.at(-1)
  if (last === undefined) return ''
  const [low = 0, , middle = 0, , high = 0] = last.differences
  return `${name} ends after ${yearsWords(last.years)} between ${besideText(low)} and ${besideText(high)} never rebalancing in nine of ten paths; the middle is ${besideText(middle)} it.`
}

export function pointWords({ years, differences }: FanPoint): string {
  const [least = 0, low = 0, middle = 0, high = 0, most = 0] = differences
  if (years === 0) return 'At the start all are the same.'
  return `After ${yearsWords(years)}: nine of ten paths from ${percentText(least)}${unit} to ${percentText(most)}${unit}, half of them from ${percentText(low)}${unit} to ${percentText(high)}${unit}, the middle ${percentText(middle)}${unit}.`
}
