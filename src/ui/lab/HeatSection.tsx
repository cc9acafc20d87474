/** The heatmap with what it is read by: the figure it shows, how far the sweep is, what a cell says, and the way to adopt it. */
import { useMemo, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Portfolio } from '../../domain/document.ts'
import type { Sweep } from '../../domain/labResult.ts'
import { count } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { SelectField, type Option } from '../parts/Choice.tsx'
import { Figure } from '../plan/Figure.tsx'
import { adopt } from './adopt.ts'
import { ByFormula } from './ByFormula.tsx'
import { CostSection } from './CostSection.tsx'
import type { LabQuestion } from './experimentOf.ts'
import { FanSection } from './fan/FanSection.tsx'
import { Handouts } from './Handouts.tsx'
import { Heatmap, heatmapHeight } from './Heatmap.tsx'
import { heatOf, type Heat, type HeatCell } from './heatSeries.ts'
import { HeatTable } from './HeatTable.tsx'
import { changeSettings, chooseMetric, labStore, type Axis } from './labSettings.ts'
import { labLines } from './labTable.ts'
import { metricOf, metrics, placesFor, type Metric } from './labMetrics.ts'
import { axisNames, cellWords, summaryWords, triggerHeads } from './labWords.ts'
import { Sensitivity } from './Sensitivity.tsx'
import { SweepLine } from './SweepLine.tsx'
import { TimelineSection } from './timeline/TimelineSection.tsx'
import type { AskLab, SweepView } from './useSweep.ts'

interface HeatSectionProps {
  readonly document: Portfolio
  readonly question: LabQuestion
  readonly sweep: SweepView
  readonly ask: AskLab | undefined
}

const metricOptions = metrics.map(({ id, name }) => ({ value: id, label: name }))
const axisOptions: readonly Option<Axis>[] = [
  { value: 'destination', label: axisNames.destination },
  { value: 'look', label: axisNames.look },
]

export function HeatSection({ document, question, sweep, ask }: HeatSectionProps): ReactElement {
  const chosen = useStore(labStore, (state) => state.metric)
  const metric = metricOf(chosen)
  const { heard } = sweep
  const answered = useAnswered(question, sweep.isFresh)
  const heat = useMemo(
    () => (heard === null ? null : heatOf(heard.part.sweep, answered, chosen)),
    [heard, answered, chosen],
  )
  return (
    <section className="lab-heat" aria-labelledby="lab-heat-heading">
      <h2 id="lab-heat-heading">{headings[question.grid.axis]}</h2>
      <p className="lab-summary" aria-live="polite">
        {heat === null
          ? 'The first picture is on its way.'
          : summaryWords(document, answered.grid, heat, metric)}
      </p>
      <div className="lab-bar">
        <SelectField label="Show" value={chosen} options={metricOptions} onChoose={chooseMetric} />
        <SelectField
          label="Triggers against"
          value={question.grid.axis}
          options={axisOptions}
          onChoose={(axis) => changeSettings({ axis })}
        />
        <SweepLine sweep={sweep} />
      </div>
      {heat === null || heard === null ? (
        <div className="lab-waiting" style={{ minHeight: heatmapHeight(question.grid.rows.length) }} />
      ) : (
        <div className={sweep.isFresh ? '' : 'stale frontier-stale'} aria-busy={!sweep.isFresh}>
          <Pictured
            document={document}
            question={answered}
            heat={heat}
            metric={metric}
            sweep={heard.part.sweep}
            ready={sweep.isFresh && (sweep.state.kind === 'done' || sweep.state.kind === 'stopped')}
            ask={ask}
          />
        </div>
      )}
    </section>
  )
}

const headings: Readonly<Record<Axis, string>> = {
  destination: 'Trigger and destination',
  look: 'Trigger and look',
}

/** The question that the figures on the page answer: the last one of which any were heard. */
function useAnswered(question: LabQuestion, isFresh: boolean): LabQuestion {
  const [answered, setAnswered] = useState(question)
  if (isFresh && answered !== question) setAnswered(question)
  return isFresh ? question : answered
}

interface PicturedProps {
  readonly document: Portfolio
  readonly question: LabQuestion
  readonly heat: Heat
  readonly metric: Metric
  readonly sweep: Sweep
  /** The sweep has ended. */
  readonly ready: boolean
  readonly ask: AskLab | undefined
}

function Pictured(props: PicturedProps): ReactElement {
  const { document, question, heat, metric, sweep, ready, ask } = props
  const [at, setAt] = useState<number | null>(null)
  const { grid } = question
  const places = placesFor(heat.cells.map((cell) => cell.value.mean * metric.scale))
  const rest = heat.cells.find((cell) => cell.isHere) ?? heat.best
  const reading = heat.cells.find((cell) => cell.at === at) ?? rest
  const head = triggerHeads[grid.kind]
  const lowest = useMemo(() => heatOf(sweep, question, 'lossBpPerYear')?.best, [sweep, question])
  const nameOf = (cell: HeatCell): string => cellWords(document, grid, cell, metric, places)
  return (
    <>
      <Figure
        title={metric.unit === '' ? metric.name : `${metric.name}, ${metric.unit}`}
        summary={summaryWords(document, grid, heat, metric)}
        height={heatmapHeight(heat.rows)}
        note={
          <Handouts name={`${document.name || 'portfolio'} lab`} lines={() => labLines(sweep, question)} />
        }
        renderPicture={(width) => (
          <Heatmap
            heat={heat}
            metric={metric}
            places={places}
            width={width}
            axis={grid.axis}
            label={`${metric.name} by ${headings[grid.axis].toLowerCase()}`}
            head={head}
            reading={reading}
            onRead={(cell) => setAt(cell.at)}
            onAdopt={(cell) => adopt(grid, cell)}
            nameOf={nameOf}
          />
        )}
        table={<HeatTable heat={heat} axis={grid.axis} metric={metric} places={places} head={head} />}
      />
      <div className="lab-reading">
        <p>{sentence(nameOf(reading))}</p>
        {reading.isHere ? (
          <a href="#/plan">See the plan</a>
        ) : (
          <Button small onClick={() => adopt(grid, reading)}>
            Adopt this policy
          </Button>
        )}
      </div>
      <p className="field-hint prose">
        {metric.id === 'lossBpPerYear' && 'Loss: half of aversion × tracking error², plus cost and tax. '}
        Hatched: no difference to the framed cell that chance could not make, within two standard errors of
        the paired difference. A filled corner: your policy. Deeper colour is better.{' '}
        {count(sweep.policies.length, 'policy', 'policies')} were tried on the same paths: the best of many
        looks a little better than it is.
      </p>
      <CostSection document={document} question={question} sweep={sweep} />
      <ByFormula document={document} />
      {lowest !== undefined && question.experiment.market.kind !== 'history' && (
        <FanSection document={document} question={question} best={lowest} ready={ready} ask={ask} />
      )}
      {lowest !== undefined && question.experiment.market.kind === 'history' && (
        <TimelineSection document={document} question={question} best={lowest} />
      )}
      <Sensitivity
        document={document}
        question={question}
        heat={heat}
        metric={metric}
        places={places}
        ready={ready}
        ask={ask}
      />
    </>
  )
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
