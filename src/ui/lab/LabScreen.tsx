/** The place where thresholds are tried: one's own portfolio under a grid of policies, as a picture with error bars. */
import { useMemo, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Portfolio } from '../../domain/document.ts'
import type { Experiment } from '../../domain/experiment.ts'
import { portfolioStore } from '../../state/portfolio.ts'
import { lookStore } from '../estimate/looks.ts'
import { driftNow } from '../standing.ts'
import { experimentOf, type LabQuestion, type Lacking } from './experimentOf.ts'
import { HeatSection } from './HeatSection.tsx'
import { LabForm } from './LabForm.tsx'
import { LabLacking } from './LabLacking.tsx'
import { HistorySection } from './history/HistorySection.tsx'
import { OnePath } from './history/OnePath.tsx'
import { labStore, supplyPrices } from './labSettings.ts'
import { lookSteps } from './lookSteps.ts'
import { useSweep, type AskLab } from './useSweep.ts'
import '../plan/plan.css'
import './lab.css'

/** `ask` is only given by tests. */
export function LabScreen({ ask }: { readonly ask?: AskLab }): ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  const asked = useQuestion(document)
  const question = asked.kind === 'ready' ? asked : null
  const sweep = useSweep(question?.experiment ?? null, ask)
  if (asked.kind === 'lacking') return <LabLacking document={document} lacking={asked} />
  return (
    <div className="lab-screen">
      <h1>Lab</h1>
      {asked.experiment.market.kind === 'history' && <OnePath experiment={asked.experiment} sweep={sweep} />}
      <div className="lab-columns">
        <HeatSection document={document} question={asked} sweep={sweep} ask={ask} />
        <LabForm
          document={document}
          band={asked.grid.kind}
          market={asked.experiment.market.kind}
          hasPrices={asked.hasPrices}
          apart={asked.apart}
        />
      </div>
      <HistorySection document={document} onPrices={supplyPrices} />
    </div>
  )
}

/** Its experiment is the same object as long as it is the same, whatever else of the document changes. */
function useQuestion(document: Portfolio): LabQuestion | Lacking {
  const settings = useStore(labStore, (state) => state.settings)
  const kept = useStore(labStore, (state) => state.kept)
  const prices = useStore(labStore, (state) => state.prices)
  const look = useStore(lookStore, (state) => state.look)
  const asked = useMemo(
    () =>
      experimentOf(document, driftNow(document), { settings, kept, prices, lookEverySteps: lookSteps[look] }),
    [document, settings, kept, prices, look],
  )
  const text = asked.kind === 'ready' ? JSON.stringify(asked.experiment) : ''
  const experiment = useMemo(() => (text === '' ? null : (JSON.parse(text) as Experiment)), [text])
  return useMemo(
    () => (asked.kind === 'ready' && experiment !== null ? { ...asked, experiment } : asked),
    [asked, experiment],
  )
}
