/** Price histories brought by a person: read, matched to classes, put on common days, and what they say about risk. */
import { useEffect, useId, useMemo, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Portfolio } from '../../../domain/document.ts'
import { unalignedSentence } from '../../../domain/historyWords.ts'
import type { StudyOutcome } from '../../../domain/historyStudy.ts'
import { addHistories, historiesStore } from '../../../state/histories.ts'
import { Notice } from '../../parts/Notice.tsx'
import type { ClassPrices } from './classPrices.ts'
import { Curious } from './Curious.tsx'
import { EstimateSection } from './EstimateSection.tsx'
import { FindingLine } from './FindingLine.tsx'
import { HistoryPicker } from './HistoryPicker.tsx'
import { HistoryReport } from './HistoryReport.tsx'
import { leftOutWords, studyWords } from './historyWords.ts'
import { ReadingLine } from './ReadingLine.tsx'
import { SeriesMatching } from './SeriesMatching.tsx'
import { useMatching } from './useMatching.ts'
import { useStudy } from './useStudy.ts'
import './history.css'

interface HistorySectionProps {
  readonly document: Portfolio
  /** Told the prices of the matched classes on their common days whenever they change; null while there are none. */
  readonly onPrices?: (given: ClassPrices | null) => void
  /** A dialog has its own heading. */
  readonly hideTitle?: boolean
}

export function HistorySection({ document, onPrices, hideTitle = false }: HistorySectionProps): ReactElement {
  const { entries, waiting } = useStore(historiesStore)
  const heading = useId()
  const matching = useMatching(document)
  const study = useStudy(matching.picks)
  const outcome = study.finding.kind === 'found' ? study.finding.found : null
  const given = useMemo(() => pricesOf(outcome), [outcome])
  useEffect(() => {
    onPrices?.(given)
  }, [given, onPrices])
  return (
    <section className="histories stack" aria-labelledby={heading}>
      <h2 id={heading} className={hideTitle ? 'unseen' : undefined}>
        Price histories
      </h2>
      <HistoryPicker onSources={addHistories} />
      <ReadingLine read={entries.length} waiting={waiting.length} />
      {entries.map((entry) => (
        <HistoryReport key={entry.source.number} entry={entry} />
      ))}
      {matching.series.length > 0 && (
        <SeriesMatching document={document} series={matching.series} matches={matching.matches} />
      )}
      <FindingLine view={study} words="Putting the classes on common days" />
      {outcome?.kind === 'refused' && <Notice look="bad">{unalignedSentence(outcome.because)}</Notice>}
      {outcome?.kind === 'studied' && (
        <>
          <section className="stack-tight" aria-label="Common days">
            <p>{studyWords(outcome)}</p>
            {leftOutWords(document, outcome.leftOut).map((sentence) => (
              <p key={sentence} className="field-hint prose">
                {sentence}
              </p>
            ))}
          </section>
          <EstimateSection document={document} study={outcome} />
          <Curious document={document} picks={matching.picks} study={outcome} />
        </>
      )}
    </section>
  )
}

function pricesOf(outcome: StudyOutcome | null): ClassPrices | null {
  if (outcome?.kind !== 'studied') return null
  const { classes, prices, stepsPerYear } = outcome
  return { classes, prices, stepsPerYear }
}
