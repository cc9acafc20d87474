/** An account: its kind, cash, reserve and flow, what it may hold, and which instruments have rules in it. */
import type { ReactElement } from 'react'
import type { Account, Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { Button } from '../parts/Button.tsx'
import { SelectField } from '../parts/Choice.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { offerUndo } from '../shell/offers.ts'
import { accountKinds } from './accountFields.tsx'
import { AllowedEditor } from './AllowedEditor.tsx'
import { withAccount, withCash, withoutAccount } from './changes/accounts.ts'
import { NumberField, TextField } from './fields.tsx'
import { RulesEditor } from './RulesEditor.tsx'

interface AccountDialogProps {
  readonly document: Portfolio
  readonly account: Account
  readonly onClose: () => void
}

export function AccountDialog({ document, account, onClose }: AccountDialogProps): ReactElement {
  const { id } = account
  const title = account.name || id
  const path = `accounts/${document.accounts.indexOf(account)}`
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
          path={`${path}/name`}
          step="Rename account"
          value={account.name}
          change={(now, name) => withAccount(now, id, (each) => ({ ...each, name }))}
        />
        <SelectField
          label="Kind"
          path={`${path}/kind`}
          value={account.kind}
          options={accountKinds}
          onChoose={(kind) =>
            edit('Kind of account', (now) => withAccount(now, id, (each) => ({ ...each, kind })))
          }
        />
      </div>
      <CashFields document={document} account={account} />
      <RulesEditor document={document} account={account} />
      <AllowedEditor document={document} account={account} />
    </Dialog>
  )
}

type PartProps = Omit<AccountDialogProps, 'onClose'>

function CashFields({ document, account }: PartProps): ReactElement {
  const path = `accounts/${document.accounts.indexOf(account)}`
  const base = document.baseCurrency
  const currencies = [...new Set([base, ...Object.keys(document.rates), ...Object.keys(account.cash)])]
  return (
    <div className="pair">
      {currencies.map((currency) => (
        <NumberField
          key={currency}
          label={`Cash in ${currency}`}
          path={`${path}/cash/${currency}`}
          step={`Cash in ${currency}`}
          unit={currency}
          value={account.cash[currency] ?? '0'}
          change={(now, cash) => withCash(now, account.id, currency, cash)}
        />
      ))}
      <NumberField
        label="Reserve"
        path={`${path}/reserve`}
        step="Reserve"
        unit={base}
        value={account.reserve}
        range={{ least: '0' }}
        hint="Cash is never planned below this."
        change={(now, reserve) => withAccount(now, account.id, (each) => ({ ...each, reserve }))}
      />
      <NumberField
        label="To invest (+) or to raise (−)"
        path={`${path}/flow`}
        step="Money in or out"
        unit={base}
        value={account.flow}
        hint="Money that arrives, or that must be there."
        change={(now, flow) => withAccount(now, account.id, (each) => ({ ...each, flow }))}
      />
    </div>
  )
}
