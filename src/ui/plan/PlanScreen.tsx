/** The place that answers: where the portfolio stands, what to trade, what it costs and where it lands. */
import { memo, useDeferredValue, useMemo, type ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import type { Plan } from '../../domain/plan.ts'
import { driftNow } from '../standing.ts'
import { CashTable } from './CashTable.tsx'
import { DriftTable } from './DriftTable.tsx'
import { driftSeriesOf, type DriftMark } from './driftSeries.ts'
import { Exports } from './Exports.tsx'
import { CrashNotice, Freshness } from './Freshness.tsx'
import { Levers } from './Levers.tsx'
import { LeftOut, Problems } from './Obstacles.tsx'
import { Pictures } from './Pictures.tsx'
import { PlanFacts } from './PlanFacts.tsx'
import { conversionCost, tradeRowsOf } from './planRows.ts'
import { TradesTable } from './TradesTable.tsx'
import { usePlan } from './usePlan.ts'
import './plan.css'

export function PlanScreen(): ReactElement {
  const view = usePlan()
  const { document, plan } = view
  const marks = useMemo(() => driftSeriesOf(driftNow(document), plan), [document, plan])
  // What is typed shows at once; the long answer may follow a moment later, in pieces.
  const later = useDeferredValue(marks)
  const answered = useDeferredValue(view.plan)
  const of = useDeferredValue(view.of)
  const fresh = view.fresh && answered === plan
  return (
    <div className="plan-screen">
      <header className="plan-head">
        <h1>Plan</h1>
        <Freshness view={view} />
        {plan !== null && <Exports plan={plan} document={view.of} fresh={view.fresh} />}
      </header>
      {view.crashed !== null && <CrashNotice reason={view.crashed} />}
      <div className="plan-columns">
        <div className="plan-drift">
          {plan?.status === 'refused' && <Problems plan={plan} document={document} />}
          <section className="plan-part" aria-labelledby="drift-heading">
            <h2 id="drift-heading">Drift</h2>
            <DriftTable document={document} marks={marks} stale={!view.fresh} />
          </section>
        </div>
        <Levers document={document} />
        <div className={fresh ? 'plan-rest' : 'plan-rest plan-stale'} aria-busy={!fresh}>
          <Answer plan={answered} of={of} marks={later} />
        </div>
      </div>
    </div>
  )
}

interface AnswerProps {
  readonly plan: Plan | null
  /** The document that the plan answers. */
  readonly of: Portfolio
  readonly marks: readonly DriftMark[]
}

/** Everything that the engine decided; it all answers one document. */
const Answer = memo(function Answer({ plan, of, marks }: AnswerProps): ReactElement | null {
  const rows = useMemo(() => (plan === null ? [] : tradeRowsOf(plan, of)), [plan, of])
  if (plan === null || plan.status === 'refused') return null
  return (
    <>
      <section className="plan-part" aria-label="Trades">
        {rows.length === 0 ? <NoTrades /> : <TradesTable document={of} rows={rows} />}
      </section>
      <LeftOut plan={plan} document={of} />
      {rows.length > 0 && (
        <section className="plan-part" aria-labelledby="pictures-heading">
          <h2 id="pictures-heading" className="unseen">
            Pictures
          </h2>
          <Pictures document={of} marks={marks} rows={rows} converting={conversionCost(plan)} />
        </section>
      )}
      <CashTable plan={plan} document={of} />
      <PlanFacts plan={plan} document={of} />
    </>
  )
})

function NoTrades(): ReactElement {
  return (
    <>
      <h2>Trades</h2>
      <p className="soft prose">
        No trades. Nothing is due under your rules; move the threshold or give an account a flow to see what
        would be.
      </p>
    </>
  )
}
