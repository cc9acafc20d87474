/** The warning that a single history never goes without: one path, so many tries, what luck gives the best of them, and the way out. */
import { useCallback, useMemo, type ReactElement } from 'react'
import type { Experiment } from '../../../domain/experiment.ts'
import type { Deflated } from '../../../domain/historyStudy.ts'
import { estimateOf } from '../../../domain/labResult.ts'
import { askDeflated, type Hearer } from '../../../state/histories.ts'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { changeSettings } from '../labSettings.ts'
import type { SweepView } from '../useSweep.ts'
import { chance, shown } from './figures.ts'
import { useFinding } from './useStudy.ts'

interface OnePathProps {
  readonly experiment: Experiment
  readonly sweep: Pick<SweepView, 'heard' | 'isFresh'>
}

export function OnePath({ experiment, sweep }: OnePathProps): ReactElement {
  const sharpes = useSharpes(sweep)
  const { market } = experiment
  const rows = market.kind === 'history' ? market.prices.dates.length - 1 : 0
  const stepsPerYear = market.stepsPerYear ?? 0
  const ask = useCallback(
    (hear: Hearer<Deflated>) => askDeflated({ sharpes, observations: rows, stepsPerYear }, hear),
    [sharpes, rows, stepsPerYear],
  )
  const { finding } = useFinding(sharpes.length < 2 || rows < 2 || stepsPerYear === 0 ? null : ask)
  return (
    <Notice
      actions={
        <Button small onClick={() => changeSettings({ market: 'bootstrap' })}>
          Resample it
        </Button>
      }
    >
      <strong>One history is one path.</strong> What did best on it need not be best: without a second path no
      difference can be told from chance.{' '}
      {finding.kind === 'found' && deflatedWords(finding.found, sharpes.length)} Resampled, the same files
      make many paths, and differences get error bars.
    </Notice>
  )
}

/** The same list while the figures are the same. */
function useSharpes({ heard, isFresh }: OnePathProps['sweep']): readonly number[] {
  const found =
    heard === null || !isFresh
      ? []
      : heard.part.sweep.policies
          .map((_, at) => estimateOf(heard.part.sweep.tally, at, 'sharpe').mean)
          .filter(Number.isFinite)
  const text = JSON.stringify(found)
  return useMemo(() => JSON.parse(text) as readonly number[], [text])
}

function deflatedWords({ sharpe, lucky, probability }: Deflated, tried: number): string {
  return `Of ${tried} policies tried on it the best Sharpe ratio is ${shown(sharpe, 2)}; the best of so many that were worth nothing and spread like these would have ${shown(lucky, 2)} by luck. That the best is truly above that has a probability of ${chance(probability)}, which speaks for the classes, not for the policy.`
}
