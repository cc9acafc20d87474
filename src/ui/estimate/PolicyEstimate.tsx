/** What the policy's bands are expected to do in a year, beside the controls that change them, and what costs suggest instead. */
import { lazy, Suspense, useState, type ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { Button } from '../parts/Button.tsx'
import { eventsWords, rangeWords, shareWords, supposedWords } from './estimateWords.ts'
import { Lacking } from './Lacking.tsx'
import { yearsOf } from './looks.ts'
import { useEstimate, type EstimateView } from './useEstimate.ts'
import './estimate.css'

const EstimateDialog = lazy(async () => ({ default: (await import('./EstimateDialog.tsx')).EstimateDialog }))

interface PolicyEstimateProps {
  readonly document: Portfolio
  /** Opens the risk model. */
  readonly onRisk: () => void
}

export function PolicyEstimate({ document, onRisk }: PolicyEstimateProps): ReactElement | null {
  const view = useEstimate(document)
  const [open, setOpen] = useState(false)
  const { rows } = view.estimate
  if (rows.length === 0) return null
  // Where no costs are stated they suggest nothing.
  const common = rows.filter((each) => each.common && each.suggested.cost > 0)
  const risk = (): void => {
    setOpen(false)
    onRisk()
  }
  return (
    <section className="estimate" aria-label="In a year">
      <Busiest view={view} onRisk={risk} />
      <div className="cluster">
        <Button small onClick={() => setOpen(true)}>
          Each class…
        </Button>
        {document.policy.band.kind !== 'cost-aware' && common.length > 0 && (
          <Button small onClick={letCostsSetIt}>
            Let costs set it: {rangeWords(common.map((each) => each.suggested))}
          </Button>
        )}
      </div>
      {open && (
        <Suspense fallback={null}>
          <EstimateDialog document={document} onRisk={risk} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  )
}

function letCostsSetIt(): void {
  edit('Policy band', (now) => ({ ...now, policy: { ...now.policy, band: { kind: 'cost-aware' } } }))
}

/** The class that is traded most often stands for all: rates of rows do not add up to those of a portfolio. */
function Busiest({
  view,
  onRisk,
}: {
  readonly view: EstimateView
  readonly onRisk: () => void
}): ReactElement {
  const { estimate, look, lacks } = view
  const { busiest } = estimate
  if (!estimate.decides)
    return <p className="field-hint">Under this trigger no band opens a plan, so none has a rate.</p>
  if (lacks !== null) return <Lacking lacks={lacks} onRisk={onRisk} />
  if (busiest === null || busiest.rates === null)
    return <p className="field-hint">No class would ever leave its band.</p>
  const { turnover, trackingError } = busiest.rates
  return (
    <>
      <p className="estimate-words">
        Traded most often: {busiest.row.name},{' '}
        <strong>{eventsWords(busiest.rates, estimate.lookYears)}</strong>, with {shareWords(turnover)}{' '}
        turnover a year and {shareWords(trackingError)} tracking error.
      </p>
      <p className="field-hint">{supposedWords(estimate, look, yearsOf(look))}</p>
    </>
  )
}
