/** What an account may not do with single instruments: hold, never buy, never sell; a list that the keyboard alone can edit. */
import { useRef, useState, type ReactElement } from 'react'
import type { Account, Portfolio, Rule } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { Button, IconButton } from '../parts/Button.tsx'
import { SelectField, type Option } from '../parts/Choice.tsx'
import { withAccount } from './changes/accounts.ts'

interface RulesEditorProps {
  readonly document: Portfolio
  readonly account: Account
}

const verbs: readonly Option<Rule['do']>[] = [
  { value: 'hold', label: 'Hold: neither buy nor sell' },
  { value: 'no-buy', label: 'Never buy' },
  { value: 'no-sell', label: 'Never sell' },
]

export function RulesEditor({ document, account }: RulesEditorProps): ReactElement {
  const place = useRef<HTMLFieldSetElement>(null)
  const path = `accounts/${document.accounts.indexOf(account)}/rules`
  const set = (name: string, change: (now: readonly Rule[]) => readonly Rule[]): void =>
    edit(name, (now) => withAccount(now, account.id, (each) => ({ ...each, rules: change(each.rules) })))
  const remove = (rule: Rule): void => {
    set(`Remove rule for ${rule.instrument}`, (now) => now.filter((each) => each !== rule))
    place.current?.querySelector<HTMLElement>('.rule-new select')?.focus()
  }
  return (
    <fieldset ref={place} className="stack-tight" data-path={path}>
      <legend className="section-title">Rules</legend>
      {account.rules.length === 0 && (
        <p className="field-hint">None: every instrument that the account may hold is bought and sold.</p>
      )}
      {account.rules.map((rule, at) => (
        <RuleLine
          key={`${rule.instrument} ${rule.do} ${String(at)}`}
          rule={rule}
          path={`${path}/${at}/instrument`}
          known={document.instruments.some((each) => each.id === rule.instrument)}
          onChoose={(verb) =>
            set(`Rule for ${rule.instrument}`, (now) =>
              now.map((each) => (each === rule ? { ...each, do: verb } : each)),
            )
          }
          onRemove={() => remove(rule)}
        />
      ))}
      <NewRule
        document={document}
        account={account}
        onAdd={(rule) => set(`Rule for ${rule.instrument}`, (now) => [...now, rule])}
      />
    </fieldset>
  )
}

interface RuleLineProps {
  readonly rule: Rule
  readonly path: string
  readonly known: boolean
  readonly onChoose: (verb: Rule['do']) => void
  readonly onRemove: () => void
}

function RuleLine({ rule, path, known, onChoose, onRemove }: RuleLineProps): ReactElement {
  return (
    <div className="rule" data-path={path}>
      <span>
        <strong>{rule.instrument}</strong>
        {!known && <span className="bad"> is not in this portfolio</span>}
      </span>
      <SelectField
        label={`Rule for ${rule.instrument}`}
        hideLabel
        value={rule.do}
        options={verbs}
        onChoose={onChoose}
      />
      <IconButton icon="close" small label={`Remove the rule for ${rule.instrument}`} onClick={onRemove} />
    </div>
  )
}

interface NewRuleProps extends RulesEditorProps {
  readonly onAdd: (rule: Rule) => void
}

/** Nothing is added by looking through the list; a button does it. */
function NewRule({ document, account, onAdd }: NewRuleProps): ReactElement | null {
  const [instrument, setInstrument] = useState('')
  const [verb, setVerb] = useState<Rule['do']>('hold')
  const ruled = new Set(account.rules.map((rule) => rule.instrument))
  const free = document.instruments.filter(({ id }) => !ruled.has(id))
  if (free.length === 0) return null
  const add = (): void => {
    onAdd({ instrument, do: verb })
    setInstrument('')
  }
  return (
    <div className="rule-new">
      <SelectField
        label="Add a rule for"
        value={instrument}
        options={[
          { value: '', label: 'Choose an instrument…' },
          ...free.map(({ id, name }) => ({ value: id, label: name === '' ? id : `${id} ${name}` })),
        ]}
        onChoose={setInstrument}
      />
      <SelectField label="that says" value={verb} options={verbs} onChoose={setVerb} />
      <Button icon="plus" disabled={instrument === ''} onClick={add}>
        Add rule
      </Button>
    </div>
  )
}
