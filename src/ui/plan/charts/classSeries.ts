/** Before, after and target of every leaf class, as percentages to draw. */
import type { Portfolio } from '../../../domain/document.ts'
import type { DriftMark } from '../driftSeries.ts'
import { percent } from '../../format.ts'
import { classColour } from '../../look/classColour.ts'

export interface ClassBar {
  readonly name: string
  readonly colour: string
  /** Percent of the whole. */
  readonly before: number
  readonly after: number
  readonly target: number
  readonly afterText: string
  readonly words: string
}

/** Leaf classes that are there or wanted, the largest target first. */
export function classSeriesOf(marks: readonly DriftMark[], document: Portfolio): readonly ClassBar[] {
  return marks
    .filter((mark) => mark.leaf && !(mark.target.isZero() && mark.weight.isZero()))
    .toSorted((a, b) => b.target.comparedTo(a.target))
    .map((mark) => barOf(mark, document))
}

function barOf(mark: DriftMark, document: Portfolio): ClassBar {
  const after = mark.after ?? mark.weight
  const places = [
    `before ${percent(mark.weight)}`,
    `after ${percent(after)}`,
    `target ${percent(mark.target)}`,
  ]
  return {
    name: mark.name,
    colour: classColour(document, mark.class),
    before: mark.weight.times(100).toNumber(),
    after: after.times(100).toNumber(),
    target: mark.target.times(100).toNumber(),
    afterText: percent(after),
    words: `${mark.name}: ${places.join(', ')}`,
  }
}

/** The end of the axis: the next multiple of ten above everything drawn, so that lengths compare from zero. */
export function axisEnd(bars: readonly ClassBar[]): number {
  const most = Math.max(1, ...bars.flatMap((bar) => [bar.before, bar.after, bar.target]))
  return Math.ceil((most * 1.02) / 10) * 10
}

export function classSummary(bars: readonly ClassBar[]): string {
  return `Weights before and after the plan. ${bars.map((bar) => bar.words).join('; ')}.`
}
