/** Whether the best policy stays the best when what nobody knows is moved: no returns, classes that move alike, wilder prices. */
import type { Experiment } from '../../domain/experiment.ts'
import { type Estimate, isTie, type MetricName, pairedOf, type Sweep } from '../../domain/labResult.ts'
import type { LabQuestion } from './experimentOf.ts'
import { heatOf, type HeatCell } from './heatSeries.ts'
import { metricOf } from './labMetrics.ts'
import { shiftedMarket, shifts, type Shift } from './labMarket.ts'

/** Enough to see a difference that matters; four such sweeps take no longer than one of a thousand. */
export const shiftedPaths = 250

export interface Shifted {
  readonly shift: Shift
  readonly experiment: Experiment
}

/** The experiment under each shift; none of prices as they were. */
export function shiftedOf(experiment: Experiment): readonly Shifted[] {
  return shifts.flatMap((shift) => {
    const market = shiftedMarket(experiment.market, shift, shiftedPaths)
    return market === null ? [] : [{ shift, experiment: { ...experiment, market } }]
  })
}

export interface Verdict {
  readonly shift: Shift
  /** The best cell under the shift. */
  readonly best: HeatCell
  /** By how much what was best before is worse there; null where it is the same cell. */
  readonly worse: Estimate | null
  /** Is what was best before beaten by more than chance? */
  readonly isChanged: boolean
}

/** `before` is the place of the policy that is best without the shift. */
export function verdictOf(
  { shift, sweep }: { readonly shift: Shift; readonly sweep: Sweep },
  question: Pick<LabQuestion, 'grid' | 'present'>,
  before: number,
  metric: MetricName,
): Verdict | null {
  const best = heatOf(sweep, question, metric)?.best
  if (best === undefined) return null
  if (best.at === before) return { shift, best, worse: null, isChanged: false }
  const difference = pairedOf(sweep.tally, before, best.at, metric)
  if (difference === null) return null
  const sign = metricOf(metric).better === 'low' ? 1 : -1
  const worse = { mean: sign * difference.mean, error: difference.error }
  return { shift, best, worse, isChanged: !isTie(difference) }
}
