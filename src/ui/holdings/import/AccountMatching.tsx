/** For each account of the files: into which account of the portfolio it goes. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { count } from '../../format.ts'
import { SelectField } from '../../parts/Choice.tsx'
import { DraftField } from '../../parts/DraftField.tsx'
import { accountKinds } from '../accountFields.tsx'
import type { Destination, FoundAccount } from './matching.ts'

interface AccountMatchingProps {
  readonly document: Portfolio
  readonly found: readonly FoundAccount[]
  readonly destinations: ReadonlyMap<string, Destination>
  readonly onDestination: (id: string, destination: Destination) => void
}

export function AccountMatching(props: AccountMatchingProps): ReactElement {
  return (
    <section className="stack" aria-labelledby="accounts-title">
      <h3 id="accounts-title">Into which accounts</h3>
      <p className="prose soft">
        Positions and cash of an account are replaced by what the file says; its name, rules and reserve stay,
        and so do all other accounts.
      </p>
      {props.found.map((account) => (
        <Match key={account.id} {...props} account={account} />
      ))}
    </section>
  )
}

function Match({
  document,
  account,
  destinations,
  onDestination,
}: AccountMatchingProps & { readonly account: FoundAccount }): ReactElement {
  const destination = destinations.get(account.id) ?? { kind: 'left-out' }
  const choose = (value: string): void => onDestination(account.id, destinationOf(value, account))
  const options = [
    ...document.accounts.map((each) => ({ value: `=${each.id}`, label: each.name || each.id })),
    ...(account.lots > 0 ? [] : [{ value: 'new', label: 'A new account' }]),
    { value: 'left-out', label: 'Leave it out' },
  ]
  return (
    <div className="pair match">
      <SelectField
        label={labelOf(account)}
        value={destination.kind === 'existing' ? `=${destination.account}` : destination.kind}
        options={options}
        onChoose={choose}
      />
      {destination.kind === 'new' && (
        <>
          <DraftField
            label="Name of the new account"
            text={destination.name}
            parse={(draft) =>
              draft.trim() === '' ? { ok: false, problem: 'Type a name.' } : { ok: true, value: draft.trim() }
            }
            onValue={(name) => onDestination(account.id, { ...destination, name })}
          />
          <SelectField
            label="Its kind"
            value={destination.accountKind}
            options={accountKinds}
            onChoose={(accountKind) => onDestination(account.id, { ...destination, accountKind })}
          />
        </>
      )}
    </div>
  )
}

function labelOf({ label, positions, lots }: FoundAccount): string {
  return lots > 0
    ? `The lots of “${label}” (${count(lots, 'lot')}) belong to positions in`
    : `“${label}” (${count(positions, 'position')}) goes into`
}

function destinationOf(value: string, account: FoundAccount): Destination {
  if (value === 'left-out') return { kind: 'left-out' }
  if (value === 'new') return { kind: 'new', name: account.label, accountKind: account.kind ?? 'taxable' }
  return { kind: 'existing', account: value.slice(1) }
}
