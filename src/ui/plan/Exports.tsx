/** What leaves the page: the trade list and the drift table as files, the trades to the clipboard. */
import { useState, type ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import type { Plan } from '../../domain/plan.ts'
import { driftCsvOf, tradesCsvOf } from '../../state/exports.ts'
import { Button } from '../parts/Button.tsx'
import { saveText } from '../parts/download.ts'
import { OrdersDialog } from './orders/OrdersDialog.tsx'
import { PrintedReport } from './report/Report.tsx'
import type { TradeRow } from './planRows.ts'
import { tradesTsv } from './tradesTsv.ts'

interface ExportsProps {
  readonly plan: Plan
  readonly document: Portfolio
  readonly rows: readonly TradeRow[]
  /** Limit prices stand in the table, and so they are copied too. */
  readonly limits: boolean
  /** A stale plan is not exported under the name of what is on the page. */
  readonly fresh: boolean
}

const csv = 'text/csv;charset=utf-8'
const saidForMs = 2500

export function Exports({ plan, document, rows, limits, fresh }: ExportsProps): ReactElement {
  const [said, setSaid] = useState('')
  const [ordering, setOrdering] = useState(false)
  const none = plan.trades.length === 0 || !fresh
  const base = `${document.name || 'portfolio'} ${document.asOf}`
  const copy = async (): Promise<void> => {
    const done = await navigator.clipboard.writeText(tradesTsv(rows, limits)).then(
      () => 'Copied.',
      () => 'The browser did not allow copying; use the file instead.',
    )
    setSaid(done)
    setTimeout(() => setSaid(''), saidForMs)
  }
  return (
    <div className="exports">
      <span role="status" className="soft">
        {said}
      </span>
      <PrintedReport plan={plan} document={document} />
      <Button disabled={!fresh} onClick={() => print()}>
        Print
      </Button>
      <Button icon="copy" disabled={none} onClick={() => void copy()}>
        Copy
      </Button>
      <Button
        icon="save"
        disabled={plan.status === 'refused' || !fresh}
        onClick={() => saveText(`${base} drift.csv`, driftCsvOf(document, plan), csv)}
      >
        Drift CSV
      </Button>
      <Button icon="save" disabled={none} onClick={() => setOrdering(true)}>
        Orders…
      </Button>
      {ordering && !none && (
        <OrdersDialog plan={plan} document={document} onClose={() => setOrdering(false)} />
      )}
      <Button
        icon="save"
        look="main"
        disabled={none}
        onClick={() => saveText(`${base} trades.csv`, tradesCsvOf(plan, document), csv)}
      >
        Trades CSV
      </Button>
    </div>
  )
}
