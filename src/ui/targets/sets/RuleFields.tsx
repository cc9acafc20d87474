/** The rule of target sets: the signal it follows, the levels where sets change, and the reading it goes by. */
import type { ReactElement } from 'react'
import { cashClass } from '../../../domain/target.ts'
import type { Signal } from '../../../domain/targetSets.ts'
import { className } from '../../look/classColour.ts'
import { SelectField } from '../../parts/Choice.tsx'
import { DraftField } from '../../parts/DraftField.tsx'
import { ReadingFields } from './ReadingFields.tsx'
import { levelText, typedLevel, type RuleFieldsProps } from './ruleForm.ts'
import { withRule } from './setEdits.ts'

const signals = [
  { value: 'volatility', label: 'Volatility of a class' },
  { value: 'drawdown', label: 'Drawdown of a class' },
  { value: 'typed', label: 'A figure of mine' },
] as const

export function RuleFields(props: RuleFieldsProps): ReactElement {
  const { document, rule, onWrite } = props
  const { signal } = rule
  // A reading of another signal says nothing about this one.
  const follow = (next: Signal): void =>
    onWrite(
      'Signal',
      withRule((own) => ({ ...own, signal: next, reading: null })),
    )
  const first = document.targets.find((target) => target.class !== cashClass)?.class ?? cashClass
  const own = signal.kind === 'typed' ? first : signal.class
  return (
    <div className="build">
      <section className="build-part" aria-label="Signal and levels">
        <SelectField
          label="Signal"
          value={signal.kind}
          options={signals}
          onChoose={(kind) => follow(kind === 'typed' ? { kind, name: 'My figure' } : { kind, class: own })}
        />
        {signal.kind === 'typed' ? (
          <DraftField
            label="What it is called"
            text={signal.name}
            parse={(draft) => ({ ok: true, value: draft.trim() })}
            onValue={(name, gesture) =>
              onWrite(
                'Signal',
                withRule((now) => ({ ...now, signal: { kind: 'typed', name } })),
                gesture,
              )
            }
          />
        ) : (
          <SelectField
            label="Of"
            value={signal.class}
            options={document.targets
              .filter((target) => target.class !== cashClass)
              .map((target) => ({ value: target.class, label: className(document, target.class) }))}
            onChoose={(chosen) => follow({ kind: signal.kind, class: chosen })}
          />
        )}
        {rule.levels.map((_, at) => (
          // Levels have no names of their own: they stand between neighbouring sets.
          <Levels key={props.targetSets.sets[at]?.id ?? at} {...props} at={at} />
        ))}
      </section>
      <section className="build-part" aria-label="Reading">
        <ReadingFields {...props} />
      </section>
    </div>
  )
}

function Levels({ targetSets, rule, onWrite, at }: RuleFieldsProps & { readonly at: number }): ReactElement {
  const { sets } = targetSets
  const level = rule.levels[at]
  const names = [sets[at], sets[at + 1]].map((set) => set?.name || set?.id || '')
  const field = (side: 'over' | 'back', label: string): ReactElement => (
    <DraftField
      label={label}
      number
      path={`targetSets/rule/levels/${at}`}
      {...(rule.signal.kind === 'typed' ? {} : { unit: '%' })}
      text={levelText(rule.signal, level?.[side] ?? '0')}
      parse={(draft) => typedLevel(rule.signal, draft)}
      onValue={(value, gesture) =>
        onWrite(
          'Level',
          withRule((own) => ({
            ...own,
            levels: own.levels.map((each, place) => (place === at ? { ...each, [side]: value } : each)),
          })),
          gesture,
        )
      }
    />
  )
  return (
    <div className="pair">
      {field('over', `To “${names[1]}” above`)}
      {field('back', `Back to “${names[0]}” below`)}
    </div>
  )
}
