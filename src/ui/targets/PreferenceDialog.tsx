/** What one class prefers: the kinds of account it is best kept in, and which of its instruments is bought first. */
import type { ReactElement } from 'react'
import type { AccountKind, Portfolio } from '../../domain/document.ts'
import { edit, type EditOptions } from '../../state/portfolio.ts'
import { count } from '../format.ts'
import { className } from '../look/classColour.ts'
import { Button } from '../parts/Button.tsx'
import { Check } from '../parts/Choice.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { OrderedList } from './OrderedList.tsx'
import {
  accountKindNames,
  equivalentsOf,
  locationOrder,
  withLocation,
  withPreferences,
} from './preferences.ts'

interface PreferenceDialogProps {
  readonly document: Portfolio
  readonly id: string
  readonly onClose: () => void
}

export function PreferenceDialog({ document, id, onClose }: PreferenceDialogProps): ReactElement {
  return (
    <Dialog
      title={`Where and what first: ${className(document, id)}`}
      size="narrow"
      onClose={onClose}
      actions={
        <Button look="main" onClick={onClose}>
          Done
        </Button>
      }
    >
      <Location document={document} id={id} />
      <Equivalents document={document} id={id} />
    </Dialog>
  )
}

type PartProps = Omit<PreferenceDialogProps, 'onClose'>

function Location({ document, id }: PartProps): ReactElement {
  const index = document.targets.findIndex((each) => each.class === id)
  const location = document.targets[index]?.location ?? null
  const name = className(document, id)
  const set = (order: readonly AccountKind[] | null, gesture?: string): void =>
    edit(`Location of ${name}`, (now) => withLocation(now, id, order), mergedBy(gesture))
  const order = locationOrder(location)
  return (
    <fieldset className="stack-tight" data-path={`targets/${index}/location`}>
      <legend className="section-title">Kinds of account</legend>
      <Check
        label="It is better kept in some than in others"
        hint="Decides only between plans that come equally close at the same cost."
        checked={location !== null}
        onChoose={(on) => set(on ? order : null)}
      />
      {location !== null && (
        <OrderedList
          label={`Kinds of account for ${name}, best first`}
          items={order.map((kind) => ({
            id: kind,
            name: accountKindNames[kind],
            note: accountsOf(document, kind),
          }))}
          onOrder={(ids, gesture) =>
            set(
              ids.flatMap((each) => order.find((kind) => kind === each) ?? []),
              gesture,
            )
          }
        />
      )}
    </fieldset>
  )
}

function accountsOf(document: Portfolio, kind: AccountKind): string {
  const many = document.accounts.filter((account) => account.kind === kind).length
  return many === 0 ? 'no account' : count(many, 'account')
}

function Equivalents({ document, id }: PartProps): ReactElement {
  const instruments = equivalentsOf(document, id)
  const name = className(document, id)
  return (
    <section className="stack-tight" aria-label="Instruments">
      <h3 className="section-title">Instruments</h3>
      {instruments.length < 2 ? (
        <p className="field-hint">
          {instruments.length === 0 ? 'No instrument' : 'Only one instrument'} is wholly of this class, so
          there is nothing to choose between.
        </p>
      ) : (
        <>
          <p className="field-hint">
            They count as the same. The first that an account may hold is bought; the others are only kept or
            sold.
          </p>
          <OrderedList
            label={`Instruments of ${name}, bought first`}
            items={instruments.map((each) => ({ id: each.id, name: each.id, note: each.name }))}
            onOrder={(ids, gesture) =>
              edit(`Order of ${name}`, (now) => withPreferences(now, ids), mergedBy(gesture))
            }
          />
        </>
      )}
    </section>
  )
}

function mergedBy(gesture: string | undefined): EditOptions {
  return gesture === undefined ? {} : { merge: gesture }
}
