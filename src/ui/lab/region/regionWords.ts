/** The no-trade region in one sentence: whether today lies inside, and what the picture does not show. */
import type { Portfolio } from '../../../domain/document.ts'
import { count } from '../../format.ts'
import { className } from '../../look/classColour.ts'
import { percentOf } from '../history/figures.ts'
import type { RegionClass, RegionSeries } from './regionSeries.ts'

export function regionWords(
  document: Portfolio,
  { across, up, rest, isLine }: RegionSeries,
  classes: readonly RegionClass[],
): string {
  const drawn = [across, up, ...(rest === null ? [] : [rest])]
  const outside = drawn.filter((each) => each.isOutside)
  const weights = drawn
    .map((each) => `${className(document, each.class)} ${percentOf(each.today, 1)}`)
    .join(', ')
  const stand =
    outside.length === 0
      ? 'Today’s point lies inside: no band asks for a trade'
      : `Today’s point lies outside: ${outside.map((each) => className(document, each.class)).join(' and ')} ${outside.length === 1 ? 'has left its band' : 'have left their bands'}`
  const hidden = isLine ? [] : classes.filter((each) => !drawn.includes(each))
  const others =
    hidden.length === 0
      ? ''
      : ` ${count(hidden.length, 'other class is', 'other classes are')} not drawn, ${hidden.filter((each) => each.isOutside).length || 'none'} of them outside.`
  return `${stand} (${weights}).${others}`
}
