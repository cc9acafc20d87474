/** Whose way a picture shows: one's own policy or the one with the lowest loss, beside never rebalancing. */
import type { Portfolio } from '../../domain/document.ts'
import { type Experiment, type LabPolicy, policiesOf } from '../../domain/experiment.ts'
import type { Option } from '../parts/Choice.tsx'
import type { LabQuestion } from './experimentOf.ts'
import type { HeatCell } from './heatSeries.ts'
import { policyWords } from './labWords.ts'

export type Whose = 'own' | 'best'

/** An experiment with these policies alone; the baseline, never, is the last of them. */
export interface Narrowed {
  readonly experiment: Experiment
  /** Places of the shown policies in it; the same one where one's own is the best. */
  readonly places: Readonly<Record<Whose, number>>
}

export function narrowed(
  { experiment, present, never }: Pick<LabQuestion, 'experiment' | 'present' | 'never'>,
  best: number,
): Narrowed {
  const all = policiesOf(experiment)
  const chosen = [...new Set([present, best])].filter((at) => at !== never)
  const policies = [...chosen, never].flatMap((at): LabPolicy[] => all.slice(at, at + 1))
  const last = policies.length - 1
  const placeOf = (at: number): number => (at === never ? last : chosen.indexOf(at))
  return {
    experiment: { ...experiment, policies, baseline: last },
    places: { own: placeOf(present), best: placeOf(best) },
  }
}

export const whoseOptions: readonly Option<Whose>[] = [
  { value: 'own', label: 'Your policy' },
  { value: 'best', label: 'The lowest loss' },
]

/** "Your policy"; or which one has the lowest loss. */
export function whoseWords(document: Portfolio, { grid }: LabQuestion, whose: Whose, best: HeatCell): string {
  return whose === 'own' ? 'Your policy' : `The lowest loss (${policyWords(document, grid, best)})`
}
