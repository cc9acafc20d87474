/** A tax budget to try: the plan within it is marked on the frontier, beside the one without tax. Nothing of it is saved. */
import type { ReactElement } from 'react'
import { decimalOf } from '../../../domain/decimal.ts'
import type { Portfolio } from '../../../domain/document.ts'
import type { Frontier, FrontierMark } from '../../../domain/frontier.ts'
import { money } from '../../format.ts'
import { DraftField } from '../../parts/DraftField.tsx'
import { typedNumber, type Typed } from '../../typed.ts'
import { distanceFigures } from './frontierWords.ts'

interface TaxBudgetProps {
  readonly document: Portfolio
  readonly frontier: Frontier
  /** In base currency; null while none is typed. */
  readonly budget: string | null
  readonly onBudget: (budget: string | null) => void
}

export function TaxBudget({ document, frontier, budget, onBudget }: TaxBudgetProps): ReactElement {
  const words = markWords(frontier, document.baseCurrency)
  return (
    <div className="frontier-tax">
      <DraftField
        label="Mark the plan within a tax of"
        number
        unit={document.baseCurrency}
        placeholder="none"
        text={budget ?? ''}
        parse={typedBudget}
        onValue={onBudget}
      />
      <p className="soft">{words}</p>
    </div>
  )
}

function typedBudget(draft: string): Typed<string | null> {
  if (draft.trim() === '') return { ok: true, value: null }
  const typed = typedNumber(draft)
  if (!typed.ok || !decimalOf(typed.value).lessThan(0)) return typed
  return { ok: false, problem: 'A budget is 0 or more.' }
}

/** How near the marked plans come. */
function markWords({ marks }: Frontier, currency: string): string {
  const named: readonly [FrontierMark['kind'], string][] = [
    ['no-tax', 'Without tax'],
    ['tax-budget', 'within the budget'],
  ]
  const parts = named.flatMap(([kind, name]) => {
    const mark = marks.find((each) => each.kind === kind)
    return mark === undefined
      ? []
      : [`${name} ${distanceFigures(mark.distance)} points away at ${money(mark.expense, currency)}`]
  })
  return parts.length === 0 ? '' : `${parts.join(', ')}.`
}
