/** The fold for the curious: what diversification gave, whether anything comes back, and how sure a test could be. */
import { useCallback, useMemo, useState, type ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import type { Curiosities, SeriesPick, Study } from '../../../domain/historyStudy.ts'
import { askCuriosities, type Hearer } from '../../../state/histories.ts'
import { driftNow } from '../../standing.ts'
import { GainTable } from './GainTable.tsx'
import { FindingLine } from './FindingLine.tsx'
import { percentOf, yearsWords } from './figures.ts'
import { RelativeTable } from './RelativeTable.tsx'
import { useFinding } from './useStudy.ts'

interface CuriousProps {
  readonly document: Portfolio
  readonly picks: readonly SeriesPick[]
  readonly study: Study
}

export function Curious({ document, picks, study }: CuriousProps): ReactElement {
  const [isOpen, setOpen] = useState(false)
  const text = JSON.stringify(weightsOf(document, study.classes))
  const weights = useMemo(() => JSON.parse(text) as readonly number[], [text])
  const ask = useCallback(
    (hear: Hearer<Curiosities | null>) => askCuriosities(picks, weights, hear),
    [picks, weights],
  )
  // What comes late is about matches of before; nothing is asked until both are the same.
  const isReady = picks.length === study.classes.length && weights.length === picks.length
  const view = useFinding(isOpen && isReady ? ask : null)
  const { finding } = view
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>For the curious</summary>
      <div className="stack paste">
        {weights.length === 0 && <p className="soft">It needs a target for one of the classes.</p>}
        <FindingLine view={view} words="Working out what the returns tell, about a second" />
        {finding.kind === 'found' && finding.found === null && (
          <p className="soft">There are too few common days.</p>
        )}
        {finding.kind === 'found' && finding.found !== null && (
          <Findings document={document} study={study} found={finding.found} />
        )}
      </div>
    </details>
  )
}

/** Targets of the classes that have a series, brought to a sum of one; none where all of them are zero. */
function weightsOf(document: Portfolio, classes: readonly string[]): readonly number[] {
  const { rows } = driftNow(document)
  const targets = classes.map((name) => rows.find((row) => row.class === name)?.target.toNumber() ?? 0)
  const sum = targets.reduce((total, target) => total + target, 0)
  return sum > 0 ? targets.map((target) => target / sum) : []
}

interface FindingsProps {
  readonly document: Portfolio
  readonly study: Study
  readonly found: Curiosities
}

function Findings({ document, study, found }: FindingsProps): ReactElement {
  const { formula, observed } = found.diversificationReturn
  return (
    <>
      <section className="stack-tight">
        <h3>Diversification return: not alpha</h3>
        <p className="prose">
          Kept at your targets, these classes together grew {percentOf(observed, 2)} a year faster than they
          did on average each; the formula from volatilities and correlations says {percentOf(formula, 2)}. It
          is nobody’s skill and no gain from trading: it is the variance that mixing takes away, and whoever
          holds these weights has it.
        </p>
      </section>
      <GainTable gains={found.twoPeriods} stepsPerYear={study.stepsPerYear} />
      <RelativeTable
        document={document}
        classes={study.classes}
        relative={found.relative}
        stepsPerYear={study.stepsPerYear}
      />
      <section className="stack-tight">
        <h3>What the test could notice</h3>
        <p className="prose">{powerWords(found.power, study.rows)}</p>
      </section>
    </>
  )
}

/** A test that seldom notices anything proves nothing by its silence. */
function powerWords(power: Curiosities['power'], rows: number): string {
  const cases = power.map(
    ({ halfLifeYears, power: share }) => `${yearsWords(halfLifeYears)}: ${percentOf(share, 0)}`,
  )
  return `How often, with ${rows.toLocaleString('en-US')} returns, the test would rule out a random walk at the usual 5 % if half of every lead were really lost after ${cases.join('; ')}. Where that is small, its silence says nothing.`
}
