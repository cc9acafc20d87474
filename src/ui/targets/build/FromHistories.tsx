/** Risk from price files: what was read and what looks doubtful, which series stands for which class, and by which estimator. */
import { useEffect, useMemo, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Portfolio } from '../../../domain/document.ts'
import { unalignedSentence } from '../../../domain/historyWords.ts'
import type { ClassEstimate, Study } from '../../../domain/historyStudy.ts'
import { addHistories, historiesStore, type HistoryEntry } from '../../../state/histories.ts'
import { estimatorNames, estimatorWords, leftOutWords, studyWords } from '../../lab/history/historyWords.ts'
import { FindingLine } from '../../lab/history/FindingLine.tsx'
import { HistoryPicker } from '../../lab/history/HistoryPicker.tsx'
import { HistoryReport } from '../../lab/history/HistoryReport.tsx'
import { ReadingLine } from '../../lab/history/ReadingLine.tsx'
import { SeriesMatching } from '../../lab/history/SeriesMatching.tsx'
import { useMatching } from '../../lab/history/useMatching.ts'
import { useStudy } from '../../lab/history/useStudy.ts'
import { count } from '../../format.ts'
import { className } from '../../look/classColour.ts'
import { SelectField } from '../../parts/Choice.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { classesAtRisk } from '../../risk/riskForm.ts'
import type { BuildFieldsProps } from './BuilderFields.tsx'
import { fromStudy, type Estimates } from './estimates.ts'
import '../../lab/history/history.css'

interface FromHistoriesProps extends BuildFieldsProps {
  readonly onEstimates: (estimates: Estimates | null) => void
}

export function FromHistories(props: FromHistoriesProps): ReactElement {
  const { document, form, onEstimates } = props
  const { entries, waiting } = useStore(historiesStore)
  const matching = useMatching(document)
  const view = useStudy(matching.picks)
  const outcome = view.finding.kind === 'found' ? view.finding.found : null
  const study = outcome?.kind === 'studied' ? outcome : null
  const estimate = study?.estimates.find((each) => each.estimator === form.estimator) ?? null
  const estimates = useMemo(
    () => (study === null || estimate === null ? null : fromStudy(document, study, estimate)),
    [document, study, estimate],
  )
  useEffect(() => onEstimates(estimates), [estimates, onEstimates])
  return (
    <div className="histories stack-tight">
      <HistoryPicker onSources={addHistories} />
      <ReadingLine read={entries.length} waiting={waiting.length} />
      {entries.length > 0 && <Files entries={entries} />}
      {matching.series.length > 0 && (
        <details open={matching.matches.some(({ series }) => series === null)}>
          <summary>What stands for each class</summary>
          <div className="paste">
            <SeriesMatching document={document} series={matching.series} matches={matching.matches} />
          </div>
        </details>
      )}
      <FindingLine view={view} words="Putting the classes on common days" />
      {outcome?.kind === 'refused' && <Notice look="bad">{unalignedSentence(outcome.because)}</Notice>}
      {study !== null && <Studied {...props} study={study} estimate={estimate} />}
    </div>
  )
}

/** Many files would push all else out of sight; what was not read, or looks doubtful, is said where it can be seen. */
function Files({ entries }: { readonly entries: readonly HistoryEntry[] }): ReactElement {
  const unread = entries.filter(({ file }) => file.kind !== 'history').length
  const flagged = entries.reduce(
    (sum, { file }) => sum + (file.kind === 'history' ? file.flags.length : 0),
    0,
  )
  const parts = [
    count(entries.length, 'file'),
    flagged > 0 && `${count(flagged, 'value')} flagged`,
    unread > 0 && `${unread} not read`,
  ]
  return (
    <details open={unread > 0}>
      <summary>{parts.filter(Boolean).join(', ')}</summary>
      <div className="stack-tight paste">
        {entries.map((entry) => (
          <HistoryReport key={entry.source.number} entry={entry} />
        ))}
      </div>
    </details>
  )
}

interface StudiedProps extends FromHistoriesProps {
  readonly study: Study
  readonly estimate: ClassEstimate | null
}

function Studied({ document, form, onForm, study, estimate }: StudiedProps): ReactElement {
  return (
    <>
      <p>{studyWords(study)}</p>
      {leftOutWords(document, study.leftOut).map((sentence) => (
        <p key={sentence} className="field-hint prose">
          {sentence}
        </p>
      ))}
      {estimate === null ? (
        <p className="field-problem">There are too few common days to tell how much the classes swing.</p>
      ) : (
        <SelectField
          label="Estimated by"
          value={form.estimator}
          options={study.estimates.map(({ estimator }) => ({
            value: estimator,
            label: estimatorNames[estimator],
          }))}
          onChoose={(estimator) => onForm({ ...form, estimator })}
          hint={estimatorWords(estimate)}
        />
      )}
      {unknownWords(document, study) !== '' && (
        <p className="field-hint prose">{unknownWords(document, study)}</p>
      )}
    </>
  )
}

/** Classes without a series have figures all the same, and these are no estimates. */
function unknownWords(document: Portfolio, { classes }: Study): string {
  const others = classesAtRisk(document).filter((name) => !classes.includes(name))
  if (others.length === 0) return ''
  const names = others.map((name) => `“${className(document, name)}”`).join(', ')
  return `${names} ${others.length === 1 ? 'has' : 'have'} no series and ${
    document.risk === null ? 'the usual figures of its kind' : 'the figures of the risk model'
  }.`
}
