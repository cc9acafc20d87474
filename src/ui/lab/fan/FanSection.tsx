/** How far a policy may end from never rebalancing: the fan of the wealth difference over the years. */
import { useMemo, useState, type ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { count } from '../../format.ts'
import { Segments } from '../../parts/Choice.tsx'
import { Figure } from '../../plan/Figure.tsx'
import type { LabQuestion } from '../experimentOf.ts'
import { Handouts } from '../Handouts.tsx'
import type { HeatCell } from '../heatSeries.ts'
import { stepsPerYear as usualSteps } from '../labMarket.ts'
import { narrowed, whoseOptions, whoseWords, type Whose } from '../shownPolicy.ts'
import type { AskLab } from '../useSweep.ts'
import { FanPicture, fanHeight } from './FanPicture.tsx'
import { fanLines, fanSeriesOf, type FanSeries } from './fanSeries.ts'
import { FanTable } from './FanTable.tsx'
import { fanWords, pointWords } from './fanWords.ts'
import { type FanView, useFan } from './useFan.ts'

interface FanSectionProps {
  readonly document: Portfolio
  readonly question: LabQuestion
  /** The lowest loss. */
  readonly best: HeatCell
  /** Not while the sweep itself still needs all threads. */
  readonly ready: boolean
  readonly ask: AskLab | undefined
}

export function FanSection({ document, question, best, ready, ask }: FanSectionProps): ReactElement {
  const [whose, choose] = useState<Whose>('own')
  const { experiment, present, never } = question
  const few = useMemo(
    () => narrowed({ experiment, present, never }, best.at),
    [experiment, present, never, best.at],
  )
  const view = useFan(ready ? few.experiment : null, ask)
  const steps = experiment.market.stepsPerYear ?? usualSteps
  const series = useMemo(
    () => (view.sweep === null ? null : fanSeriesOf(view.sweep, few.places[whose], steps)),
    [view.sweep, few, whose, steps],
  )
  const name = whoseWords(document, question, whose, best)
  return (
    <section className="lab-part" aria-labelledby="lab-fan-heading">
      <div className="lab-part-head">
        <h2 id="lab-fan-heading">Wealth beside never rebalancing</h2>
        {few.places.own !== few.places.best && (
          <Segments label="Whose wealth" hideLabel value={whose} options={whoseOptions} onChoose={choose} />
        )}
      </div>
      <p className="prose" role="status">
        {lineOf(view)}
      </p>
      {series === null ? (
        <div style={{ minHeight: fanHeight }} />
      ) : (
        <div className={view.isFresh ? '' : 'stale'} aria-busy={!view.isFresh}>
          <Fan document={document} series={series} name={name} />
        </div>
      )}
    </section>
  )
}

function lineOf({ kind, sweep, isFresh, total }: FanView): string {
  switch (kind) {
    case 'idle':
    case 'waiting':
      return 'Drawn when the sweep above has ended.'
    case 'running':
      return sweep === null || !isFresh
        ? 'On its way.'
        : `${count(sweep.tally.count, 'path')} of ${total.toLocaleString('en-US')}.`
    case 'failed':
      return 'The lab could not go on with this picture.'
    case 'done':
      return `${count(total, 'path')}, the same as above.`
  }
}

interface FanProps {
  readonly document: Portfolio
  readonly series: FanSeries
  readonly name: string
}

function Fan({ document, series, name }: FanProps): ReactElement {
  const [reading, read] = useState<number | null>(null)
  const at = reading === null ? undefined : series.points[reading]
  const words = at === undefined ? fanWords(series, name) : pointWords(at)
  return (
    <>
      <Figure
        title="Half of the paths in the darker part, nine of ten in the lighter"
        summary={fanWords(series, name)}
        height={fanHeight}
        note={<Handouts name={`${document.name || 'portfolio'} fan`} lines={() => fanLines(series)} />}
        renderPicture={(width) => (
          <FanPicture series={series} width={width} reading={reading} onRead={read} words={words} />
        )}
        table={<FanTable series={series} name={name} />}
      />
      <p className="prose lab-said">{words}</p>
      <p className="field-hint prose">
        On every path the policy’s wealth beside that of never rebalancing there. Who never rebalances drifts
        into other risks: what is gained or lost here is no verdict on keeping to the targets.
      </p>
    </>
  )
}
