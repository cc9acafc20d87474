/** The place where thresholds are tried: one's own portfolio under a grid of policies, as a picture with error bars. */
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { portfolioStore } from '../../state/portfolio.ts'
import { HeatSection } from './HeatSection.tsx'
import { LabForm } from './LabForm.tsx'
import { LabLacking } from './LabLacking.tsx'
import { HistorySection } from './history/HistorySection.tsx'
import { OnePath } from './history/OnePath.tsx'
import { supplyPrices } from './labSettings.ts'
import { RegionSection } from './region/RegionSection.tsx'
import { useQuestion } from './useQuestion.ts'
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
      <RegionSection document={document} />
      <HistorySection document={document} onPrices={supplyPrices} />
    </div>
  )
}
