/** What a policy would have done on the history: weights inside their bands, its trades, and wealth beside never rebalancing. */
import { useCallback, useMemo, useState, type ReactElement } from 'react'
import { comparisonOf } from '../../../domain/comparison.ts'
import type { Portfolio } from '../../../domain/document.ts'
import type { Trace } from '../../../domain/labResult.ts'
import { askTraces, type Hearer } from '../../../state/histories.ts'
import { Segments } from '../../parts/Choice.tsx'
import { Figure } from '../../plan/Figure.tsx'
import type { LabQuestion } from '../experimentOf.ts'
import { Handouts } from '../Handouts.tsx'
import type { HeatCell } from '../heatSeries.ts'
import { FindingLine } from '../history/FindingLine.tsx'
import { useFinding } from '../history/useStudy.ts'
import { narrowed, whoseOptions, whoseWords, type Whose } from '../shownPolicy.ts'
import { TimelinePicture, timelineHeight } from './TimelinePicture.tsx'
import { timelineLines, timelineOf, type TimelineAsked } from './timelineSeries.ts'
import { TimelineTable } from './TimelineTable.tsx'
import { timelineWords, tradeWords } from './timelineWords.ts'

interface TimelineSectionProps {
  readonly document: Portfolio
  readonly question: LabQuestion
  /** The lowest loss. */
  readonly best: HeatCell
}

export function TimelineSection({ document, question, best }: TimelineSectionProps): ReactElement {
  const [whose, choose] = useState<Whose>('own')
  const { experiment, present, never } = question
  const few = useMemo(
    () => narrowed({ experiment, present, never }, best.at),
    [experiment, present, never, best.at],
  )
  const ask = useCallback((hear: Hearer<readonly Trace[]>) => askTraces(few.experiment, hear), [few])
  const view = useFinding(ask)
  const traces = view.finding.kind === 'found' ? view.finding.found : []
  const [own, baseline] = [traces[few.places[whose]], traces.at(-1)]
  return (
    <section className="lab-part" aria-labelledby="lab-timeline-heading">
      <div className="lab-part-head">
        <h2 id="lab-timeline-heading">Along the history</h2>
        {few.places.own !== few.places.best && (
          <Segments label="Whose way" hideLabel value={whose} options={whoseOptions} onChoose={choose} />
        )}
      </div>
      <FindingLine view={view} words="Following the history" />
      {own === undefined || baseline === undefined ? (
        <div style={{ minHeight: timelineHeight(experiment.classes.length) }} />
      ) : (
        <Timeline
          document={document}
          asked={askedOf(few.experiment, few.places[whose])}
          own={own}
          baseline={baseline}
          name={whoseWords(document, question, whose, best)}
        />
      )}
    </section>
  )
}

function askedOf(experiment: LabQuestion['experiment'], policy: number): TimelineAsked {
  const { classes, targets, market } = experiment
  const { halfWidths, policies } = comparisonOf(experiment)
  // A band that opens nothing is none to stay inside.
  const opens = policies[policy]?.byBand !== false
  return {
    classes,
    targets: targets.map(Number),
    halfWidths: opens ? (halfWidths[policy] ?? null) : null,
    dates: market.kind === 'history' ? market.prices.dates : [],
  }
}

interface TimelineProps {
  readonly document: Portfolio
  readonly asked: TimelineAsked
  readonly own: Trace
  readonly baseline: Trace
  readonly name: string
}

function Timeline({ document, asked, own, baseline, name }: TimelineProps): ReactElement {
  const [reading, read] = useState<number | null>(null)
  const series = timelineOf(own, baseline, asked)
  const trade = reading === null ? undefined : series.trades[reading]
  const summary = timelineWords(series, name)
  const words =
    trade === undefined ? summary : tradeWords(document, asked.classes, asked.dates[trade.step] ?? '', trade)
  return (
    <>
      <Figure
        title="Weights inside their bands, a stroke a trade"
        summary={summary}
        height={timelineHeight(asked.classes.length)}
        note={
          <Handouts
            name={`${document.name || 'portfolio'} timeline`}
            lines={() => timelineLines(own, baseline, asked)}
          />
        }
        renderPicture={(width) => (
          <TimelinePicture
            document={document}
            series={series}
            width={width}
            reading={reading}
            onRead={read}
            words={words}
          />
        )}
        table={<TimelineTable document={document} asked={asked} series={series} name={name} />}
      />
      <p className="prose lab-said">{words}</p>
    </>
  )
}
