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
}

/** Leaf classes that are there or wanted, the largest target first. */
export function classSeriesOf(marks: readonly DriftMark[], document: Portfolio): readonly ClassBar[] {
  return marks
    .filter((mark) => mark.leaf && !(mark.target.isZero() && mark.weight.isZero()))
    .toSorted((a, b) => b.target.comparedTo(a.target))
    .map((mark) => ({
      name: mark.name,
      colour: classColour(document, mark.class),
      before: mark.weight.times(100).toNumber(),
      after: (mark.after ?? mark.weight).times(100).toNumber(),
      target: mark.target.times(100).toNumber(),
      afterText: percent(mark.after ?? mark.weight),
    }))
}

/** The end of the axis: the next multiple of ten above everything drawn, so that lengths compare from zero. */
export function axisEnd(bars: readonly ClassBar[]): number {
  const most = Math.max(1, ...bars.flatMap((bar) => [bar.before, bar.after, bar.target]))
  return Math.ceil((most * 1.02) / 10) * 10
}

export function classSummary(bars: readonly ClassBar[]): string {
  const parts = bars.map(
    (bar) =>
      `${bar.name} from ${bar.before.toFixed(1)} % to ${bar.afterText}, target ${bar.target.toFixed(1)} %`,
  )
  return `Weights before and after the plan: ${parts.join('; ')}.`
}
