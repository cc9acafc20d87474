/** The tools over the grid: the plan's day and the ways in. */
import type { ReactElement } from 'react'
import { daysBetween } from '../../domain/day.ts'
import type { Portfolio } from '../../domain/document.ts'
import { todayHere } from '../../state/blank.ts'
import { edit } from '../../state/portfolio.ts'
import { Button } from '../parts/Button.tsx'
import { DraftField } from '../parts/DraftField.tsx'
import { typedDay, type Typed } from '../typed.ts'
import type { HoldingDialog } from './dialog.ts'

interface HoldingsToolsProps {
  readonly document: Portfolio
  readonly onOpen: (dialog: HoldingDialog) => void
}

export function HoldingsTools({ document, onOpen }: HoldingsToolsProps): ReactElement {
  return (
    <div className="cluster tools">
      <PlanDay document={document} />
      <Button icon="edit" onClick={() => onOpen({ kind: 'prices' })}>
        Prices
      </Button>
      <Button onClick={() => onOpen({ kind: 'costs' })}>Costs</Button>
      <Button onClick={() => onOpen({ kind: 'currencies' })}>Currencies</Button>
      <Button onClick={() => onOpen({ kind: 'tax' })}>Tax</Button>
      <Button look="main" icon="open" onClick={() => onOpen({ kind: 'import' })}>
        Import files
      </Button>
    </div>
  )
}

/** The day that the plan is for; prices older than it are marked. */
function PlanDay({ document }: { readonly document: Portfolio }): ReactElement {
  const today = todayHere()
  const behind = daysBetween(document.asOf, today)
  const set = (asOf: string, merge?: string): void =>
    edit(
      'Day of the plan',
      (now) => (now.asOf === asOf ? now : { ...now, asOf }),
      merge === undefined ? {} : { merge },
    )
  return (
    <div className="cluster plan-day">
      <DraftField
        label="Plan for"
        path="asOf"
        text={document.asOf}
        parse={neededDay}
        onValue={set}
        className="field-inline"
      />
      {behind !== 0 && (
        <Button look="quiet" onClick={() => set(today)}>
          Today
        </Button>
      )}
    </div>
  )
}

function neededDay(draft: string): Typed<string> {
  const typed = typedDay(draft)
  if (!typed.ok) return typed
  return typed.value === null
    ? { ok: false, problem: 'Type a day such as 2026-11-20.' }
    : { ok: true, value: typed.value }
}
