/** The frontier on the Plan screen: what coming closer to the targets costs, and a slider on it that chooses the plan. */
import { useMemo, useRef, useState, type ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import type { Plan } from '../../../domain/plan.ts'
import { CopyButton } from '../CopyButton.tsx'
import { distanceShareOf } from '../destinationWords.ts'
import { Figure } from '../Figure.tsx'
import { InquiryLine } from '../InquiryLine.tsx'
import { useInView } from '../useInView.ts'
import { FrontierPicture, pictureHeight } from './FrontierPicture.tsx'
import { frontierSeriesOf, presentOf, stopNear, type FrontierSeries } from './frontierSeries.ts'
import { FrontierSlider } from './FrontierSlider.tsx'
import { FrontierTable } from './FrontierTable.tsx'
import {
  aboveWords,
  frontierSummary,
  frontierTsv,
  pointWords,
  presentWords,
  shareWords,
} from './frontierWords.ts'
import { TaxBudget } from './TaxBudget.tsx'
import { useFrontier, type AskFrontier } from './useFrontier.ts'
import './frontier.css'

interface FrontierSectionProps {
  readonly document: Portfolio
  /** The last plan; it may answer an older document. */
  readonly plan: Plan
  /** Only given by tests. */
  readonly ask?: AskFrontier
}

export function FrontierSection({ document, plan, ask }: FrontierSectionProps): ReactElement {
  const place = useRef<HTMLElement>(null)
  const [taxBudget, setTaxBudget] = useState<string | null>(null)
  const { frontier, inquiry, progress } = useFrontier(document, useInView(place), taxBudget, ask)
  const present = useMemo(() => presentOf(plan), [plan])
  const series = useMemo(() => frontierSeriesOf(frontier, present), [frontier, present])
  const [reading, setReading] = useState<number | null>(null)
  const { destination } = document.policy
  const share = distanceShareOf(destination)
  const stop = stopNear(series.dots, share === null ? restOf(series) : Number(share))
  const currency = document.baseCurrency
  const above = aboveWords(series)
  const stale = !inquiry.fresh && frontier.points.length > 0
  const words =
    reading === null && share === null && present !== null
      ? `Your plan: ${presentWords(plan, present, currency)}.`
      : readingWords(series, reading ?? stop, currency)
  return (
    <section ref={place} className="plan-part frontier" aria-labelledby="frontier-heading">
      <h2 id="frontier-heading">Frontier</h2>
      <InquiryLine
        inquiry={inquiry}
        progress={progress}
        what="The frontier"
        rest={
          Number(frontier.today) === 0
            ? 'The weights are exactly at their targets: there is nothing to choose.'
            : 'What coming closer to the targets costs today, from doing nothing to the exact targets.'
        }
      />
      <div className={stale ? 'stale frontier-stale' : ''} aria-busy={inquiry.state.kind === 'running'}>
        <Figure
          title="Expense against distance"
          summary={frontierSummary(frontier, currency)}
          height={pictureHeight}
          note={<CopyButton text={() => frontierTsv(frontier)} disabled={frontier.points.length === 0} />}
          renderPicture={(width) => (
            <FrontierPicture
              series={series}
              width={width}
              currency={currency}
              chosen={share === null ? null : stop}
              reading={reading}
              onRead={setReading}
              words={words}
            />
          )}
          table={<FrontierTable frontier={frontier} currency={currency} />}
        />
        <FrontierSlider
          dots={series.dots}
          stop={stop}
          destination={destination}
          currency={currency}
          words={words}
        />
        {above !== '' && <p className="field-hint">{above}</p>}
        {document.tax !== null && (
          <TaxBudget document={document} frontier={frontier} budget={taxBudget} onBudget={setTaxBudget} />
        )}
      </div>
      {plan.status === 'hold' && (
        <p className="field-hint">
          Nothing is due under your rules: the choice counts from the day a trigger fires or money comes or
          goes.
        </p>
      )}
    </section>
  )
}

/** The share of today's distance that the present plan leaves. */
function restOf(series: FrontierSeries): number {
  const present = series.flags.find((flag) => flag.kinds.includes('present'))
  return present === undefined ? 1 : 1 - present.gone
}

function readingWords(series: FrontierSeries, at: number, currency: string): string {
  const point = series.dots[at]?.point
  return point === undefined ? '' : `${shareWords(point.share)}: ${pointWords(point, currency)}.`
}
