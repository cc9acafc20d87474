/** Money that comes or goes, account by account: to invest with a plus, to raise with a minus. */
import type { ReactElement } from 'react'
import { decimalOf } from '../../domain/decimal.ts'
import type { Account, Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { money } from '../format.ts'
import { DraftField } from '../parts/DraftField.tsx'
import { typedNumber, type Typed } from '../typed.ts'

export function FlowFields({ document }: { readonly document: Portfolio }): ReactElement {
  return (
    <fieldset className="lever flows">
      <legend className="lever-name">To invest (+) or to raise (−)</legend>
      {document.accounts.map((account, at) => (
        <Flow key={account.id} document={document} account={account} at={at} />
      ))}
    </fieldset>
  )
}

interface FlowProps {
  readonly document: Portfolio
  readonly account: Account
  readonly at: number
}

function Flow({ document, account, at }: FlowProps): ReactElement {
  const name = account.name || account.id
  const write = (flow: string, gesture: string): void =>
    edit(`Flow of ${name}`, (now) => withFlow(now, account.id, flow), { merge: gesture })
  return (
    <div data-path={`accounts/${at}/flow`} className="flow">
      <DraftField
        label={name}
        number
        unit={document.baseCurrency}
        placeholder="0"
        text={decimalOf(account.flow).isZero() ? '' : account.flow}
        parse={typedFlow}
        onValue={write}
      />
      <span className="flow-words soft">{flowWords(account.flow, document.baseCurrency)}</span>
    </div>
  )
}

/** Nothing typed is no flow. */
function typedFlow(draft: string): Typed<string> {
  return draft.trim() === '' ? { ok: true, value: '0' } : typedNumber(draft)
}

function flowWords(flow: string, currency: string): string {
  const amount = decimalOf(flow)
  if (amount.isZero()) return 'no flow'
  return `${amount.isNegative() ? 'raise' : 'invest'} ${money(amount.abs(), currency)}`
}

function withFlow(document: Portfolio, id: string, flow: string): Portfolio {
  const accounts = document.accounts.map((account) => (account.id === id ? { ...account, flow } : account))
  return { ...document, accounts }
}
