/** When a plan is due: at every look, never, or on conditions of bands, the calendar, total drift and tracking error. */
import type { ReactElement, ReactNode } from 'react'
import { decimalOf } from '../../domain/decimal.ts'
import type { Trigger, TriggerKind } from '../../domain/document.ts'
import { Check, Segments, SelectField } from '../parts/Choice.tsx'
import { DraftField } from '../parts/DraftField.tsx'
import { typedDay, typedPercent, type Typed } from '../typed.ts'
import { durationWords, typedDuration } from './durations.ts'
import { percentToEdit } from './targetActions.ts'
import {
  changedCondition,
  joinOf,
  kindsOf,
  modeOf,
  withCondition,
  withJoin,
  withMode,
  type Condition,
  type Mode,
} from './triggers.ts'

interface TriggerFieldsProps {
  readonly trigger: Trigger
  readonly onTrigger: (trigger: Trigger, gesture?: string) => void
  /** Adds a condition that needs a risk model, making the model first where there is none. */
  readonly onTrackingError: () => void
}

const modes: readonly { readonly value: Mode; readonly label: string; readonly hint: string }[] = [
  {
    value: 'conditions',
    label: 'When a condition holds',
    hint: 'Nothing is traded until one says so; a flow always opens a plan.',
  },
  {
    value: 'always',
    label: 'At every look',
    hint: 'Every look plans towards the destination, however small the drift.',
  },
  {
    value: 'never',
    label: 'Only on flows',
    hint: 'Only money that comes or goes is planned; drift alone never trades.',
  },
]

export function TriggerFields(props: TriggerFieldsProps): ReactElement {
  const { trigger, onTrigger } = props
  const mode = modeOf(trigger)
  return (
    <div className="stack-tight" data-path="policy/trigger">
      <SelectField
        label="Trade"
        value={mode}
        options={modes}
        hint={modes.find((each) => each.value === mode)?.hint}
        onChoose={(chosen) => onTrigger(withMode(trigger, chosen))}
      />
      {mode === 'conditions' && <Conditions {...props} />}
    </div>
  )
}

const joins = [
  { value: 'any', label: 'Any of these' },
  { value: 'all', label: 'All of these' },
] as const

function Conditions({ trigger, onTrigger, onTrackingError }: TriggerFieldsProps): ReactElement {
  const kinds = kindsOf(trigger)
  const find = <K extends Condition>(kind: K): Extract<TriggerKind, { kind: K }> | undefined =>
    kinds.find((each): each is Extract<TriggerKind, { kind: K }> => each.kind === kind)
  const toggle = (kind: Condition) => (on: boolean) => onTrigger(withCondition(trigger, kind, on))
  const change = (kind: TriggerKind, gesture: string): void =>
    onTrigger(changedCondition(trigger, kind), gesture)
  const calendar = find('calendar')
  const drift = find('drift')
  const tracking = find('tracking-error')
  const path = (kind: TriggerKind, part: string): string =>
    `policy/trigger/${joinOf(trigger)}/${kinds.indexOf(kind)}/${part}`
  return (
    <>
      <Segments
        label="Needed"
        value={joinOf(trigger)}
        options={joins}
        onChoose={(join) => onTrigger(withJoin(trigger, join))}
      />
      <Check
        label="A class is outside its band"
        checked={find('band') !== undefined}
        onChoose={toggle('band')}
      />
      <Condition label="The calendar is due" on={calendar !== undefined} onToggle={toggle('calendar')}>
        {calendar && (
          <div className="pair">
            <DraftField
              label="Every"
              path={path(calendar, 'every')}
              text={durationWords(calendar.every)}
              parse={neededDuration}
              onValue={(every, gesture) => change({ ...calendar, every }, gesture)}
            />
            <DraftField
              label="Last time"
              path={path(calendar, 'last')}
              text={calendar.last ?? ''}
              placeholder="never yet"
              parse={typedDay}
              onValue={(last, gesture) => change({ ...calendar, last }, gesture)}
            />
          </div>
        )}
      </Condition>
      <Condition label="Total drift is above a cap" on={drift !== undefined} onToggle={toggle('drift')}>
        {drift && (
          <DraftField
            label="Cap"
            unit="% in the wrong place"
            path={path(drift, 'cap')}
            number
            text={percentToEdit(decimalOf(drift.cap))}
            parse={(draft) => typedPercent(draft)}
            onValue={(cap, gesture) => change({ ...drift, cap }, gesture)}
          />
        )}
      </Condition>
      <Condition
        label="Tracking error is above a cap"
        on={tracking !== undefined}
        onToggle={(on) => (on ? onTrackingError() : toggle('tracking-error')(false))}
      >
        {tracking && (
          <DraftField
            label="Cap"
            unit="% a year"
            number
            path={path(tracking, 'cap')}
            text={percentToEdit(decimalOf(tracking.cap))}
            parse={(draft) => typedPercent(draft)}
            onValue={(cap, gesture) => change({ ...tracking, cap }, gesture)}
          />
        )}
      </Condition>
    </>
  )
}

function neededDuration(draft: string): Typed<string> {
  const typed = typedDuration(draft)
  if (!typed.ok) return typed
  return typed.value === null
    ? { ok: false, problem: 'Type a duration such as 3 months.' }
    : { ok: true, value: typed.value }
}

interface ConditionProps {
  readonly label: string
  readonly on: boolean
  readonly onToggle: (on: boolean) => void
  readonly children: ReactNode
}

function Condition({ label, on, onToggle, children }: ConditionProps): ReactElement {
  return (
    <div>
      <Check label={label} checked={on} onChoose={onToggle} />
      {on && <div className="indent">{children}</div>}
    </div>
  )
}
