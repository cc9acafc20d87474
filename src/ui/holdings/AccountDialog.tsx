/** An account: its kind, cash, reserve and flow, what it may hold, and which instruments have rules in it. */
import type { ReactElement } from 'react'
import type { Account, Portfolio, Rule } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { count } from '../format.ts'
import { Button, IconButton } from '../parts/Button.tsx'
import { Check, SelectField, type Option } from '../parts/Choice.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { offerUndo } from '../shell/offers.ts'
import { accountKinds } from './accountFields.tsx'
import { withAccount, withCash, withoutAccount } from './changes/accounts.ts'
import { NumberField, TextField } from './fields.tsx'

interface AccountDialogProps {
  readonly document: Portfolio
  readonly account: Account
  readonly onClose: () => void
}

export function AccountDialog({ document, account, onClose }: AccountDialogProps): ReactElement {
  const { id } = account
  const title = account.name || id
  const remove = (): void => {
    edit(`Delete account ${title}`, (now) => withoutAccount(now, id))
    offerUndo(`Account “${title}” was deleted.`)
    onClose()
  }
  const actions = (
    <>
      <Button look="bad" onClick={remove}>
        Delete account
      </Button>
      <Button look="main" onClick={onClose}>
        Done
      </Button>
    </>
  )
  return (
    <Dialog title={title} onClose={onClose} actions={actions}>
      <div className="pair">
        <TextField
          label="Name"
          step="Rename account"
          value={account.name}
          change={(now, name) => withAccount(now, id, (each) => ({ ...each, name }))}
        />
        <SelectField
          label="Kind"
          value={account.kind}
          options={accountKinds}
          onChoose={(kind) =>
            edit('Kind of account', (now) => withAccount(now, id, (each) => ({ ...each, kind })))
          }
        />
      </div>
      <CashFields document={document} account={account} />
      <Allowed document={document} account={account} />
      <Rules document={document} account={account} />
    </Dialog>
  )
}

type PartProps = Omit<AccountDialogProps, 'onClose'>

function CashFields({ document, account }: PartProps): ReactElement {
  const base = document.baseCurrency
  const currencies = [...new Set([base, ...Object.keys(document.rates), ...Object.keys(account.cash)])]
  return (
    <div className="pair">
      {currencies.map((currency) => (
        <NumberField
          key={currency}
          label={`Cash in ${currency}`}
          step={`Cash in ${currency}`}
          unit={currency}
          value={account.cash[currency] ?? '0'}
          change={(now, cash) => withCash(now, account.id, currency, cash)}
        />
      ))}
      <NumberField
        label="Reserve"
        step="Reserve"
        unit={base}
        value={account.reserve}
        range={{ least: '0' }}
        hint="Cash is never planned below this."
        change={(now, reserve) => withAccount(now, account.id, (each) => ({ ...each, reserve }))}
      />
      <NumberField
        label="To invest (+) or to raise (−)"
        step="Money in or out"
        unit={base}
        value={account.flow}
        hint="Money that arrives, or that must be there."
        change={(now, flow) => withAccount(now, account.id, (each) => ({ ...each, flow }))}
      />
    </div>
  )
}

function Allowed({ document, account }: PartProps): ReactElement {
  const { allowed } = account
  const set = (change: (now: readonly string[]) => readonly string[] | null): void =>
    edit('What the account may hold', (now) =>
      withAccount(now, account.id, (each) => ({ ...each, allowed: change(each.allowed ?? []) })),
    )
  const held = new Set(document.lots.filter((lot) => lot.account === account.id).map((lot) => lot.instrument))
  return (
    <fieldset className="stack">
      <legend className="section-title">What it may hold</legend>
      <Check
        label="Only these instruments"
        hint={
          allowed === null
            ? 'Any instrument may be bought here.'
            : `${count(allowed.length, 'instrument')} may be bought here.`
        }
        checked={allowed !== null}
        onChoose={(only) => set(() => (only ? [...held] : null))}
      />
      {allowed !== null && (
        <div className="allowed">
          {document.instruments.map(({ id, name }) => (
            <Check
              key={id}
              label={
                <>
                  {id} <span className="soft">{name}</span>
                </>
              }
              checked={allowed.includes(id)}
              onChoose={(isIn) => set((now) => (isIn ? [...now, id] : now.filter((each) => each !== id)))}
            />
          ))}
        </div>
      )}
    </fieldset>
  )
}

const verbs: readonly Option<Rule['do']>[] = [
  { value: 'hold', label: 'Hold: neither buy nor sell' },
  { value: 'no-buy', label: 'Never buy' },
  { value: 'no-sell', label: 'Never sell' },
]

function Rules({ document, account }: PartProps): ReactElement {
  const set = (name: string, change: (now: readonly Rule[]) => readonly Rule[]): void =>
    edit(name, (now) => withAccount(now, account.id, (each) => ({ ...each, rules: change(each.rules) })))
  const ruled = new Set(account.rules.map((rule) => rule.instrument))
  return (
    <fieldset className="stack">
      <legend className="section-title">Rules</legend>
      {account.rules.map((rule) => (
        <div key={`${rule.instrument} ${rule.do}`} className="rule">
          <strong>{rule.instrument}</strong>
          <SelectField
            label={`Rule for ${rule.instrument}`}
            hideLabel
            value={rule.do}
            options={verbs}
            onChoose={(verb) =>
              set(`Rule for ${rule.instrument}`, (now) =>
                now.map((each) => (each === rule ? { ...each, do: verb } : each)),
              )
            }
          />
          <IconButton
            icon="close"
            small
            label={`Remove the rule for ${rule.instrument}`}
            onClick={() =>
              set(`Remove rule for ${rule.instrument}`, (now) => now.filter((each) => each !== rule))
            }
          />
        </div>
      ))}
      <select
        className="select rule-add"
        aria-label="Add a rule for"
        value=""
        onChange={(event) => {
          const instrument = event.target.value
          if (instrument !== '') set(`Rule for ${instrument}`, (now) => [...now, { instrument, do: 'hold' }])
        }}
      >
        <option value="">Add a rule for…</option>
        {document.instruments
          .filter(({ id }) => !ruled.has(id))
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {id} {name}
            </option>
          ))}
      </select>
    </fieldset>
  )
}
