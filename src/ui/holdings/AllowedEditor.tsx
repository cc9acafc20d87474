/** What an account may hold: anything, or the instruments of a list, as in a plan that offers only its own funds. */
import { useState, type ReactElement } from 'react'
import type { Account, Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { count } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { Check } from '../parts/Choice.tsx'
import { withAccount } from './changes/accounts.ts'

interface AllowedEditorProps {
  readonly document: Portfolio
  readonly account: Account
}

export function AllowedEditor({ document, account }: AllowedEditorProps): ReactElement {
  const { allowed } = account
  const set = (change: (now: readonly string[]) => readonly string[] | null): void =>
    edit('What the account may hold', (now) =>
      withAccount(now, account.id, (each) => ({ ...each, allowed: change(each.allowed ?? []) })),
    )
  const held = new Set(document.lots.filter((lot) => lot.account === account.id).map((lot) => lot.instrument))
  return (
    <fieldset className="stack-tight" data-path={`accounts/${document.accounts.indexOf(account)}/allowed`}>
      <legend className="section-title">What it may hold</legend>
      <Check
        label="Only these instruments"
        hint={
          allowed === null
            ? 'Any instrument may be bought here.'
            : `${count(allowed.length, 'instrument')} may be bought here; what is held already may be sold.`
        }
        checked={allowed !== null}
        onChoose={(only) => set(() => (only ? [...held] : null))}
      />
      {allowed !== null && (
        <AllowedList document={document} allowed={allowed} held={held} onChange={(change) => set(change)} />
      )}
    </fieldset>
  )
}

interface AllowedListProps {
  readonly document: Portfolio
  readonly allowed: readonly string[]
  readonly held: ReadonlySet<string>
  readonly onChange: (change: (now: readonly string[]) => readonly string[]) => void
}

/** A list longer than this is searched rather than read. */
const mostToRead = 12
/** Drawing more would be slow, and nobody reads them. */
const mostShown = 200

function AllowedList({ document, allowed, held, onChange }: AllowedListProps): ReactElement {
  const [wanted, setWanted] = useState('')
  const all = entriesOf(document, allowed)
  const found = all.filter(({ id, name }) =>
    `${id} ${name}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  )
  const isIn = new Set(allowed)
  const toggle = (id: string, on: boolean): void =>
    onChange((now) => (on ? [...now, id] : now.filter((each) => each !== id)))
  return (
    <>
      <div className="cluster">
        {all.length > mostToRead && (
          <input
            className="input allowed-search"
            type="search"
            aria-label="Search the instruments"
            placeholder="Search"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        )}
        <Button small onClick={() => onChange(() => document.instruments.map((each) => each.id))}>
          All
        </Button>
        <Button small disabled={held.size === 0} onClick={() => onChange(() => [...held])}>
          What it holds
        </Button>
        <Button small disabled={allowed.length === 0} onClick={() => onChange(() => [])}>
          None
        </Button>
      </div>
      <div className="allowed">
        {found.slice(0, mostShown).map(({ id, name, known }) => (
          <Check
            key={id}
            label={
              <>
                {id} {known ? <span className="soft">{name}</span> : <span className="bad">{name}</span>}
              </>
            }
            checked={isIn.has(id)}
            onChoose={(on) => toggle(id, on)}
          />
        ))}
      </div>
      {found.length > mostShown && (
        <p className="field-hint">and {count(found.length - mostShown, 'more', 'more')}: search for them.</p>
      )}
    </>
  )
}

interface Entry {
  readonly id: string
  readonly name: string
  readonly known: boolean
}

/** Every instrument, and what the list names that is none any more. */
function entriesOf(document: Portfolio, allowed: readonly string[]): readonly Entry[] {
  const ids = new Set(document.instruments.map((each) => each.id))
  return [
    ...document.instruments.map(({ id, name }) => ({ id, name, known: true })),
    ...allowed
      .filter((id) => !ids.has(id))
      .map((id) => ({ id, name: 'is not in this portfolio', known: false })),
  ]
}
