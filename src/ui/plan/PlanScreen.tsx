/** The place that answers: where the portfolio stands, what to trade, what it costs and where it lands. */
import {
  lazy,
  memo,
  Suspense,
  useDeferredValue,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react'
import type { Portfolio } from '../../domain/document.ts'
import type { Plan } from '../../domain/plan.ts'
import { driftNow } from '../standing.ts'
import { InForceLine } from '../targets/sets/InForceLine.tsx'
import { CashTable } from './CashTable.tsx'
import { DriftTable } from './DriftTable.tsx'
import { driftSeriesOf, type DriftMark } from './driftSeries.ts'
import { Exports } from './Exports.tsx'
import { CrashNotice, Freshness } from './Freshness.tsx'
import { Levers } from './Levers.tsx'
import { Nearby } from './Nearby.tsx'
import { LeftOut, Problems } from './Obstacles.tsx'
import { Pictures } from './Pictures.tsx'
import { PlanFacts } from './PlanFacts.tsx'
import { conversionCost, tradeRowsOf, type TradeRow } from './planRows.ts'
import { provenRows } from './proof/provenRows.ts'
import { TradesTable } from './TradesTable.tsx'
import { NoWeights } from './NoWeights.tsx'
import { usePlan } from './usePlan.ts'
import { useProof } from './useProof.ts'
import './plan.css'

const FrontierSection = lazy(async () => ({
  default: (await import('./frontier/FrontierSection.tsx')).FrontierSection,
}))

const TaxSection = lazy(async () => ({ default: (await import('./tax/TaxSection.tsx')).TaxSection }))

const ProofFolds = lazy(async () => ({ default: (await import('./proof/ProofFolds.tsx')).ProofFolds }))

export function PlanScreen(): ReactElement {
  const view = usePlan()
  const { document, plan } = view
  const marks = useMemo(() => driftSeriesOf(driftNow(document), plan), [document, plan])
  // What is typed shows at once; the long answer may follow a moment later, in pieces.
  const later = useDeferredValue(marks)
  const answered = useDeferredValue(view.plan)
  const of = useDeferredValue(view.of)
  const [opened, setOpened] = useState(false)
  const [limits, setLimits] = useState(false)
  const provable = view.fresh && plan?.status === 'trade'
  const proven = useProof(document, provable, opened || limits)
  const reach = answered?.totals ?? null
  const rows = useMemo(
    () => (answered === null ? [] : provenRows(tradeRowsOf(answered, of), of, reach, proven.proof)),
    [answered, of, reach, proven.proof],
  )
  const fresh = view.fresh && answered === plan
  return (
    <div className="plan-screen">
      <header className="plan-head">
        <h1>Plan</h1>
        <Freshness view={view} />
        {plan !== null && (
          <Exports plan={plan} document={view.of} rows={rows} limits={limits} fresh={view.fresh} />
        )}
      </header>
      {view.crashed !== null && <CrashNotice reason={view.crashed} />}
      <div className="plan-columns">
        <div className="plan-drift">
          {plan?.status === 'refused' && <Problems plan={plan} document={document} />}
          <section className="plan-part" aria-labelledby="drift-heading">
            <h2 id="drift-heading">Drift</h2>
            <InForceLine document={document} />
            {driftNow(document).total.greaterThan(0) ? (
              <DriftTable document={document} marks={marks} stale={!view.fresh} />
            ) : (
              <NoWeights />
            )}
          </section>
        </div>
        <Levers document={document} />
        <div className="plan-rest">
          <Dated fresh={fresh}>
            <Orders plan={answered} of={of} rows={rows} limits={limits} onLimits={setLimits} />
          </Dated>
          {plan !== null && plan.status !== 'refused' && (
            <Nearby height={frontierHeight}>
              <FrontierSection document={document} plan={plan} />
            </Nearby>
          )}
          <Dated fresh={fresh}>
            <Outcome plan={answered} of={of} rows={rows} marks={later} />
          </Dated>
          {plan?.status === 'trade' && (
            <Nearby height={foldsHeight}>
              <ProofFolds document={document} view={proven} onOpen={() => setOpened(true)} />
            </Nearby>
          )}
        </div>
      </div>
    </div>
  )
}

/** So high is the frontier once it is there; nothing below it moves then. */
const frontierHeight = 470
const foldsHeight = 68

/** What answers an older document is marked as such. */
function Dated({ fresh, children }: { readonly fresh: boolean; readonly children: ReactNode }): ReactElement {
  return (
    <div className={fresh ? 'plan-answer' : 'plan-answer plan-stale'} aria-busy={!fresh}>
      {children}
    </div>
  )
}

interface AnswerProps {
  readonly plan: Plan | null
  /** The document that the plan answers. */
  readonly of: Portfolio
  readonly rows: readonly TradeRow[]
}

interface OrdersProps extends AnswerProps {
  readonly limits: boolean
  readonly onLimits: (shown: boolean) => void
}

/** What is to be traded, and what was left out. */
const Orders = memo(function Orders({ plan, of, rows, limits, onLimits }: OrdersProps): ReactElement | null {
  if (plan === null || plan.status === 'refused') return null
  return (
    <>
      <section className="plan-part" aria-label="Trades">
        {rows.length === 0 ? (
          <NoTrades />
        ) : (
          <TradesTable document={of} rows={rows} limits={limits} onLimits={onLimits} />
        )}
      </section>
      <LeftOut plan={plan} document={of} />
      {of.tax !== null && plan.status === 'trade' && (
        <Suspense fallback={null}>
          <TaxSection plan={plan} document={of} />
        </Suspense>
      )}
    </>
  )
})

interface OutcomeProps extends AnswerProps {
  readonly marks: readonly DriftMark[]
}

/** Where the trades lead, and what is proven about them. */
const Outcome = memo(function Outcome({ plan, of, rows, marks }: OutcomeProps): ReactElement | null {
  if (plan === null || plan.status === 'refused') return null
  return (
    <>
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

/** A share of nothing, or of less, means nothing. */
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
