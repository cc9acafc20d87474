/** The plan in brief, for the side of a wide screen, so that an edit is seen to act. */
import { useDeferredValue, useMemo, type ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import type { Plan } from '../../domain/plan.ts'
import { count, money, percent, roundMoney } from '../format.ts'
import { addressOf } from '../shell/place.ts'
import { driftNow } from '../standing.ts'
import { DriftTable } from './DriftTable.tsx'
import { driftSeriesOf } from './driftSeries.ts'
import { CrashNotice, Freshness } from './Freshness.tsx'
import { Problems } from './Obstacles.tsx'
import { tradeRowsOf, type TradeRow } from './planRows.ts'
import { usePlan, type PlanView } from './usePlan.ts'
import './plan.css'

export function PlanPanel(): ReactElement {
  const view = usePlan()
  const { document, plan } = view
  // Beside a cell that is typed in, what follows from it must not hold up the next letter.
  const settled = useDeferredValue(document)
  const marks = useMemo(() => driftSeriesOf(driftNow(settled), plan), [settled, plan])
  return (
    <div className="plan-panel">
      <header className="plan-panel-head">
        <h2>Plan</h2>
        <Freshness view={view} />
        <a href={addressOf('plan')}>Open</a>
      </header>
      {view.crashed !== null && <CrashNotice reason={view.crashed} />}
      {settled.targets.length > 0 && driftNow(settled).total.greaterThan(0) && (
        <DriftTable document={settled} marks={marks} stale={!view.fresh} brief />
      )}
      {plan?.status === 'refused' && document.accounts.length > 0 && (
        <Problems plan={plan} document={document} />
      )}
      <div className={view.fresh ? '' : 'plan-stale'} aria-busy={!view.fresh}>
        <Brief view={view} />
      </div>
    </div>
  )
}

/** As many trades as fit beside; the plan's own place has all. */
const mostShown = 14

function Brief({ view }: { readonly view: PlanView }): ReactElement | null {
  const { plan, of } = view
  const rows = useMemo(() => firstRows(plan, of), [plan, of])
  if (plan === null || plan.status === 'refused') return null
  const trades = plan.trades.length
  return (
    <section aria-labelledby="brief-heading">
      <h3 id="brief-heading" className="brief-head">
        {trades === 0 ? 'No trades' : count(trades, 'trade')}
      </h3>
      <ul className="plain brief">
        {rows.map((row) => (
          <BriefTrade key={row.id} row={row} document={of} />
        ))}
      </ul>
      {trades > mostShown && (
        <p className="soft">
          and {trades - mostShown} more in <a href={addressOf('plan')}>the plan</a>
        </p>
      )}
      {trades > 0 && plan.totals !== null && (
        <p className="brief-sums soft">
          Turnover {percent(plan.totals.turnover)}, cost {money(plan.totals.cost, of.baseCurrency)}
          {/[1-9]/.test(plan.totals.tax) && `, tax ${money(plan.totals.tax, of.baseCurrency)}`}
        </p>
      )}
    </section>
  )
}

/** Only what is shown is derived: a large plan has a thousand trades. */
function firstRows(plan: Plan | null, of: Portfolio): readonly TradeRow[] {
  return plan === null ? [] : tradeRowsOf({ ...plan, trades: plan.trades.slice(0, mostShown) }, of)
}

function BriefTrade({
  row,
  document,
}: {
  readonly row: TradeRow
  readonly document: Portfolio
}): ReactElement {
  return (
    <li>
      <span className={`side side-${row.side}`}>{row.side === 'buy' ? 'Buy' : 'Sell'}</span>
      <span className="strong">{row.instrument}</span>
      <span className="soft brief-account">{row.accountName}</span>
      <span className="num">{roundMoney(row.baseValue, document.baseCurrency)}</span>
    </li>
  )
}
