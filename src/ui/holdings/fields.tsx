/** The fields of the holdings' dialogs: amounts, percentages and days of the open document, each a named step. */
import type { ReactElement, ReactNode } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { decimalOf, textOf } from '../../domain/decimal.ts'
import { edit } from '../../state/portfolio.ts'
import { DraftField } from '../parts/DraftField.tsx'
import { typedDay, typedNumber, typedPercent, type NumberRange, type Typed } from '../typed.ts'

interface StepFieldProps {
  readonly label: string
  /** What the step is called in the list of what can be undone. */
  readonly step: string
  readonly value: string
  readonly change: (document: Portfolio, value: string) => Portfolio
  readonly unit?: string
  readonly hint?: ReactNode
  readonly hideLabel?: boolean
  readonly id?: string
  readonly className?: string
  readonly path?: string | undefined
}

export function NumberField({ value, range, ...rest }: StepFieldProps & Ranged): ReactElement {
  return <StepField {...rest} number text={value} parse={(draft) => typedNumber(draft, range)} />
}

interface Ranged {
  readonly range?: NumberRange
}

/** Shown in percent, kept as a fraction. */
export function PercentField({ value, range, ...rest }: StepFieldProps & Ranged): ReactElement {
  const shown = textOf(decimalOf(value).times(100))
  return <StepField {...rest} number unit="%" text={shown} parse={(draft) => typedPercent(draft, range)} />
}

export function TextField({ value, ...rest }: StepFieldProps): ReactElement {
  return <StepField {...rest} text={value} parse={(draft) => ({ ok: true, value: draft.trim() })} />
}

/** A day, or nothing. */
export function DayField({ value, ...rest }: StepFieldProps): ReactElement {
  const parse = (draft: string): Typed<string> => {
    const typed = typedDay(draft)
    return typed.ok ? { ok: true, value: typed.value ?? '' } : typed
  }
  return <StepField {...rest} text={value} parse={parse} />
}

interface ParsedFieldProps extends Omit<StepFieldProps, 'value'> {
  readonly text: string
  readonly parse: (draft: string) => Typed<string>
  readonly number?: boolean
}

export function StepField({ step, change, ...field }: ParsedFieldProps): ReactElement {
  return (
    <DraftField {...field} onValue={(value, merge) => edit(step, (now) => change(now, value), { merge })} />
  )
}
