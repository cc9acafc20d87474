/** One more sale, typed: it counts once all of it is there. */
import { useState, type ReactElement, type SyntheticEvent } from 'react'
import type { Portfolio, Sale } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { SelectField } from '../parts/Choice.tsx'
import { DraftField } from '../parts/DraftField.tsx'
import { typedDay, typedNumber, type Typed } from '../typed.ts'
import { typedInstrument } from './saleFields.tsx'

interface AddSaleProps {
  readonly document: Portfolio
  /** The account it begins with. */
  readonly account: string
}

/** What is not typed yet is empty. */
interface Draft {
  readonly account: string
  readonly instrument: string
  readonly quantity: string
  readonly acquired: string
  readonly sold: string
  readonly gain: string
}

export function AddSale({ document, account }: AddSaleProps): ReactElement {
  const blank: Draft = { account, instrument: '', quantity: '', acquired: '', sold: '', gain: '' }
  const [draft, setDraft] = useState<Draft>(blank)
  const set = (part: Partial<Draft>): void => setDraft((old) => ({ ...old, ...part }))
  const sale = saleOf(draft)
  const add = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (sale === null) return
    edit(`Sale of ${sale.instrument}`, (now) => ({ ...now, realised: [...now.realised, sale] }))
    setDraft({ ...blank, account: draft.account })
  }
  return (
    <form className="stack-tight" onSubmit={add} aria-label="Add a sale">
      <h3>Add a sale</h3>
      <div className="sale-new">
        <SelectField
          label="Account"
          value={draft.account}
          options={document.accounts.map(({ id, name }) => ({ value: id, label: name || id }))}
          onChoose={(chosen) => set({ account: chosen })}
        />
        <DraftField
          label="Instrument"
          text={draft.instrument}
          parse={orEmpty((text) => typedInstrument(document, text))}
          onValue={(instrument) => set({ instrument })}
        />
        <DraftField
          label="Quantity"
          number
          text={draft.quantity}
          parse={orEmpty((text) => typedNumber(text, { positive: true }))}
          onValue={(quantity) => set({ quantity })}
        />
        <DraftField
          label="Bought on"
          text={draft.acquired}
          placeholder="unknown"
          parse={day}
          onValue={(acquired) => set({ acquired })}
        />
        <DraftField
          label="Sold on"
          text={draft.sold}
          placeholder={document.asOf}
          parse={day}
          onValue={(sold) => set({ sold })}
        />
        <DraftField
          label="Gain"
          number
          unit={document.baseCurrency}
          text={draft.gain}
          parse={orEmpty((text) => typedNumber(text))}
          onValue={(gain) => set({ gain })}
        />
        <button type="submit" className="button" disabled={sale === null}>
          Add
        </button>
      </div>
    </form>
  )
}

function orEmpty(read: (text: string) => Typed<string>): (draft: string) => Typed<string> {
  return (draft) => (draft.trim() === '' ? { ok: true, value: '' } : read(draft))
}

function day(draft: string): Typed<string> {
  const typed = typedDay(draft)
  return typed.ok ? { ok: true, value: typed.value ?? '' } : typed
}

/** Null while anything but the day of purchase is missing. */
function saleOf({ account, instrument, quantity, acquired, sold, gain }: Draft): Sale | null {
  if (instrument === '' || quantity === '' || sold === '' || gain === '') return null
  return { account, instrument, quantity, acquired: acquired === '' ? null : acquired, sold, gain }
}
