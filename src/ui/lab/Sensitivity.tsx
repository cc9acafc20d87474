/** Under the picture: whether the best stays the best under other suppositions; where it does not, the page says “indifferent”. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { Button } from '../parts/Button.tsx'
import type { LabQuestion } from './experimentOf.ts'
import type { Heat } from './heatSeries.ts'
import type { Metric } from './labMetrics.ts'
import { estimateText, withUnit } from './labMetrics.ts'
import type { Shift } from './labMarket.ts'
import { extremeWords, policyWords } from './labWords.ts'
import { verdictOf, type Verdict } from './sensitivity.ts'
import type { AskLab } from './useSweep.ts'
import { useSensitivity } from './useSensitivity.ts'

const shiftWords: Readonly<Record<Shift, string>> = {
  'no-returns': 'No class returns anything',
  alike: 'All correlations 0.9',
  wilder: 'Volatilities half as high again',
}

interface SensitivityProps {
  readonly document: Portfolio
  readonly question: LabQuestion
  readonly heat: Heat
  readonly metric: Metric
  readonly places: number
  /** Not while the sweep itself still needs all threads. */
  readonly ready: boolean
  readonly ask: AskLab | undefined
}

export function Sensitivity(props: SensitivityProps): ReactElement | null {
  const { question, heat, metric, ready, ask } = props
  const { kind, answers, begin } = useSensitivity(question.experiment, ask)
  const { market } = question.experiment
  if (market.kind === 'history' || market.kind === 'bootstrap') return null
  const verdicts = answers.flatMap((answer) => verdictOf(answer, question, heat.best.at, metric.id) ?? [])
  return (
    <section className="lab-part" aria-labelledby="lab-sensitivity">
      <div className="lab-part-head">
        <h2 id="lab-sensitivity">If you suppose wrongly</h2>
        {kind !== 'done' && (
          <Button small disabled={!ready || kind === 'running' || kind === 'waiting'} onClick={begin}>
            {kind === 'failed' ? 'Try again' : 'Try other suppositions'}
          </Button>
        )}
      </div>
      <p className="prose" role="status">
        {kind === 'idle' &&
          'Returns, correlations and volatilities are guesses. Would the best still be the best?'}
        {kind === 'waiting' && 'Waiting until the lab has done what was asked before.'}
        {kind === 'running' && `Working: ${answers.length + 1} of 3.`}
        {kind === 'failed' && 'The lab could not go on.'}
        {kind === 'done' && concludingWords(verdicts)}
      </p>
      {verdicts.length > 0 && <VerdictTable {...props} verdicts={verdicts} />}
    </section>
  )
}

function concludingWords(verdicts: readonly Verdict[]): ReactElement {
  const changed = verdicts.filter((verdict) => verdict.isChanged)
  return changed.length === 0 ? (
    <>The best stays the best, or cannot be told from it, under each of them.</>
  ) : (
    <>
      <strong>Indifferent.</strong> What is best changes with what nobody knows ({changed.length} of{' '}
      {verdicts.length}): choose between these policies by other reasons.
    </>
  )
}

function VerdictTable({
  document,
  question,
  metric,
  places,
  verdicts,
}: SensitivityProps & { readonly verdicts: readonly Verdict[] }): ReactElement {
  return (
    <table className="table lab-verdicts">
      <thead>
        <tr>
          <th scope="col">Suppose instead</th>
          <th scope="col">Then the {extremeWords(metric)} is at</th>
          <th scope="col">The best of above is there</th>
        </tr>
      </thead>
      <tbody>
        {verdicts.map((verdict) => (
          <tr key={verdict.shift}>
            <th scope="row">{shiftWords[verdict.shift]}</th>
            <td>{policyWords(document, question.grid, verdict.best)}</td>
            <td>{worseWords(verdict, metric, places)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function worseWords({ worse, isChanged }: Verdict, metric: Metric, places: number): string {
  if (worse === null) return 'the best'
  if (!isChanged) return 'no different'
  return `worse by ${withUnit(estimateText(worse, metric, places), metric)}`
}
