/** The trigger as the form shows it: how often to plan at all, and which conditions must hold, all or any of them. */
import type { Trigger, TriggerKind } from '../../domain/document.ts'

export type Mode = 'conditions' | 'always' | 'never'
export type Condition = Extract<TriggerKind['kind'], 'band' | 'calendar' | 'drift' | 'tracking-error'>

export function kindsOf(trigger: Trigger): readonly TriggerKind[] {
  return 'any' in trigger ? trigger.any : trigger.all
}

/** A trigger that is only "always" or only "never" is a mode; anything else is a list of conditions. */
export function modeOf(trigger: Trigger): Mode {
  const [first, ...rest] = kindsOf(trigger)
  return rest.length === 0 && (first?.kind === 'always' || first?.kind === 'never')
    ? first.kind
    : 'conditions'
}

export function withMode(trigger: Trigger, mode: Mode): Trigger {
  if (mode !== 'conditions') return { any: [{ kind: mode }] }
  return modeOf(trigger) === 'conditions' ? trigger : { any: [{ kind: 'band' }] }
}

export function joinOf(trigger: Trigger): 'any' | 'all' {
  return 'any' in trigger ? 'any' : 'all'
}

export function withJoin(trigger: Trigger, join: 'any' | 'all'): Trigger {
  return join === 'any' ? { any: [...kindsOf(trigger)] } : { all: [...kindsOf(trigger)] }
}

/** Adds a condition with its usual numbers, or takes it away. */
export function withCondition(trigger: Trigger, kind: Condition, on: boolean): Trigger {
  const others = kindsOf(trigger).filter((each) => each.kind !== kind)
  return withKinds(trigger, on ? [...others, usual[kind]] : others)
}

export function changedCondition(trigger: Trigger, changed: TriggerKind): Trigger {
  return withKinds(
    trigger,
    kindsOf(trigger).map((each) => (each.kind === changed.kind ? changed : each)),
  )
}

const usual: Readonly<Record<Condition, TriggerKind>> = {
  band: { kind: 'band' },
  calendar: { kind: 'calendar', every: 'P3M', last: null },
  drift: { kind: 'drift', cap: '0.05' },
  // One percent a year: what many index funds' mandates allow.
  'tracking-error': { kind: 'tracking-error', cap: '0.01' },
}

function withKinds(trigger: Trigger, kinds: readonly TriggerKind[]): Trigger {
  return 'any' in trigger ? { any: [...kinds] } : { all: [...kinds] }
}
