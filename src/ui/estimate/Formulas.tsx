/** How the estimates are worked out, for the curious: the formulas where their numbers are used. */
import type { ReactElement } from 'react'
import { Decimal } from '../../domain/decimal.ts'
import type { Estimate, RowEstimate } from '../../domain/estimate.ts'
import { exactHalfWidth } from '../../domain/noTrade.ts'
import { balancedHalfWidth, turnoverBesideCalendar } from '../../domain/thresholds.ts'
import { percent, percentFigures } from '../format.ts'
import '../plan/proof/proof.css'

export function Formulas({ estimate }: { readonly estimate: Estimate }): ReactElement | null {
  const [first] = estimate.rows
  const shown = estimate.busiest ?? first
  if (shown === undefined) return null
  const more = 1 / turnoverBesideCalendar(shown.suggested.kept) - 1
  return (
    <details className="fold">
      <summary>
        <strong>How this is worked out</strong>
      </summary>
      <div className="fold-body stack-tight">
        <p className="prose">
          A weight w wanders by s = w (1 − w) σ a year, σ the volatility of its class against all others. From
          the edge of its band h it is traded back to a distance d from its target: s² ÷ (h² − d²) events a
          year, a turnover of s² ÷ (h + d), and a mean squared drift of (h² + d²) ÷ 6, of which σ² is the
          squared tracking error. Between two looks a weight oversteps the edge; that makes events fewer, and
          is counted.
        </p>
        <p className="prose">
          Costs suggest h = ∛(3 c w² (1 − w)² ÷ 2γ) × ∛(4 ÷ ((1 + r²)(1 + r))): c what a switch costs on both
          sides, γ the aversion, r = d ÷ h. It is held between 0.5 and 10 points, and no more than a quarter
          of the target. Volatility plays no part in it, nor do costs that an order’s size does not change.
        </p>
        <Exact own={shown} />
        <p className="prose">
          At the same tracking error, trading to the targets on fixed days would turn over {percentOf(more)}{' '}
          more than these bands do.
        </p>
      </div>
    </details>
  )
}

/** How good the leading order is, where the exact answer is known: for one class beside a safe one. */
function Exact({ own }: { readonly own: RowEstimate }): ReactElement | null {
  const { cost, aversion } = own.suggested
  const weight = own.row.target.toNumber()
  const exact = exactHalfWidth(cost, weight, aversion)
  if (exact === null) return null
  return (
    <p className="prose">
      For {own.row.name}, c = {percent(new Decimal(cost), 3)}, w = {percent(own.row.target)}, γ{'\u00a0'}=
      {'\u00a0'}
      {aversion}. Traded back to the edge that is ±{pointsOf(balancedHalfWidth(cost, weight, aversion))}{' '}
      points; the exact width, known for one class beside a safe one, is ±{pointsOf(exact)}.
    </p>
  )
}

function pointsOf(half: number): string {
  return percentFigures(new Decimal(half), 2)
}

function percentOf(share: number): string {
  return percent(new Decimal(share), 0)
}
