/** What another policy band would mean today: the same steps without certificate and explanation. */
import type { Band } from '../domain/document.ts'
import { roundedText, textOf } from '../domain/decimal.ts'
import { driftOf } from '../domain/drift.ts'
import type { Exploration } from '../domain/exploration.ts'
import { plannable } from './check.ts'
import { distanceDecimals } from './digits.ts'
import { work } from './plan.ts'
import { emptyProblems } from './refuse.ts'
import { totalsOf } from './report.ts'

/** The plan in brief under another policy band; null when the document cannot be planned at all. */
export function explore(json: unknown, band: Band): Exploration | null {
  const checked = plannable(json)
  if (!checked.ok) return null
  const document = { ...checked.value, policy: { ...checked.value.policy, band } }
  const drift = driftOf(document)
  if (emptyProblems(document, drift).length > 0) return null
  const { decision, settled, after } = work(document, drift)
  const totals = totalsOf(document, drift, after, settled, null)
  return {
    band,
    fired: decision.fired.length,
    trades: settled.orders.length,
    turnover: totals.turnover,
    cost: textOf(settled.expense),
    distance: roundedText(after.distance, distanceDecimals),
  }
}
