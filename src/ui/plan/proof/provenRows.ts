/** The trades with what is proven about each: what the plan would be without it, and up to which price it pays for itself. */
import { decimalOf } from '../../../domain/decimal.ts'
import type { Portfolio } from '../../../domain/document.ts'
import type { Proof } from '../../../domain/proof.ts'
import { sentenceOfCounterfactual, type PlanReach } from '../../../domain/proofWords.ts'
import type { TradeRow } from '../planRows.ts'

export function provenRows(
  rows: readonly TradeRow[],
  document: Portfolio,
  reach: PlanReach | null,
  { counterfactuals = [], limits = [] }: Partial<Proof>,
): readonly TradeRow[] {
  if (counterfactuals.length + limits.length === 0) return rows
  const without = new Map(counterfactuals.map((each) => [keyOf(each), each]))
  const limit = new Map(limits.map((each) => [keyOf(each), decimalOf(each.limit)]))
  return rows.map((row) => {
    const other = without.get(row.id)
    return {
      ...row,
      without:
        other === undefined || reach === null ? null : sentenceOfCounterfactual(other, document, reach),
      limit: limit.get(row.id) ?? null,
    }
  })
}

/** An account trades an instrument at most once in a plan. */
function keyOf(order: { readonly account: string; readonly instrument: string }): string {
  return `${order.account}\n${order.instrument}`
}
