/** What one class's band is expected to do in a year, and the band that costs suggest for it, one click away. */
import type { ReactElement } from 'react'
import { Decimal } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import type { RowEstimate } from '../../domain/estimate.ts'
import { eventsWords, offeredWidth, pointsWords, shareWords, supposedWords } from './estimateWords.ts'
import { Lacking } from './Lacking.tsx'
import { yearsOf } from './looks.ts'
import { useEstimate, type EstimateView } from './useEstimate.ts'
import { UseWidth } from './UseWidth.tsx'
import './estimate.css'

interface ClassEstimateProps {
  readonly document: Portfolio
  readonly id: string
  /** Opens the risk model. */
  readonly onRisk: () => void
}

export function ClassEstimate({ document, id, onRisk }: ClassEstimateProps): ReactElement | null {
  const view = useEstimate(document)
  const own = view.estimate.rows.find((each) => each.row.class === id)
  if (own === undefined) return null
  return (
    <section className="estimate" aria-label="In a year">
      <Expected own={own} view={view} onRisk={onRisk} />
      <Suggestion document={document} own={own} />
      <Ticketed document={document} own={own} />
    </section>
  )
}

interface ExpectedProps {
  readonly own: RowEstimate
  readonly view: EstimateView
  readonly onRisk: () => void
}

function Expected({ own, view, onRisk }: ExpectedProps): ReactElement {
  const { estimate, look, lacks } = view
  if (!estimate.decides)
    return <p className="field-hint">Under this trigger no band opens a plan, so none has a rate.</p>
  if (lacks !== null || own.rates === null) return <Lacking lacks={lacks} onRisk={onRisk} />
  const { turnover, trackingError } = own.rates
  return (
    <>
      <p className="prose" aria-live="polite">
        It would be traded <strong>{eventsWords(own.rates, estimate.lookYears)}</strong>, turning over{' '}
        {shareWords(turnover)} of the portfolio a year, with a tracking error of {shareWords(trackingError)}.
      </p>
      <p className="field-hint">{supposedWords(estimate, look, yearsOf(look))}</p>
    </>
  )
}

interface OfferProps {
  readonly document: Portfolio
  readonly own: RowEstimate
}

/** The cost-aware width as a band of the class's own. */
function Suggestion({ document, own }: OfferProps): ReactElement {
  const { row, suggested } = own
  const width = offeredWidth(suggested.half)
  if (suggested.cost === 0 && row.costAware === null)
    return <p className="field-hint">No trading costs are stated, so costs suggest nothing.</p>
  if (row.costAware !== null || row.half.equals(width))
    return <p className="field-hint">Costs suggest this very band.</p>
  return (
    <p className="estimate-offer">
      <span>Costs suggest ±{pointsWords(width)}.</span>
      <UseWidth document={document} id={row.class} width={width} />
    </p>
  )
}

/** Tickets ask for wider bands than a share of the traded value does. */
function Ticketed({ document, own }: OfferProps): ReactElement | null {
  const { row, ticketed } = own
  if (ticketed === null) return null
  const width = offeredWidth(new Decimal(ticketed.trigger))
  const back = offeredWidth(new Decimal(ticketed.destination))
  if (row.half.equals(width)) return null
  return (
    <p className="estimate-offer">
      <span>
        With the fixed costs of its orders too: ±{pointsWords(width)}, traded back to {pointsWords(back)} from
        the target.
      </span>
      <UseWidth document={document} id={row.class} width={width} />
    </p>
  )
}
