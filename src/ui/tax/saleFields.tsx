/** The columns of the list of sales. */
import { decimalOf } from '../../domain/decimal.ts'
import type { Portfolio, Sale } from '../../domain/document.ts'
import { amount, plain, signed } from '../format.ts'
import { knownId } from '../holdings/changes/positions.ts'
import { readAs, type Change, type GridField } from '../holdings/field.ts'
import { Icon } from '../parts/Icon.tsx'
import { typedDay, typedNumber, type Typed } from '../typed.ts'
import { withSale, type SaleRow } from './sales.ts'

type Field = GridField<SaleRow>

/** On a narrow screen what was sold for which gain comes first. */
export function saleFields(document: Portfolio, isNarrow: boolean): readonly Field[] {
  const account = accountField(document)
  const instrument = instrumentField(document)
  const [acquired, sold] = [dayField('acquired', 'Bought on'), dayField('sold', 'Sold on')]
  const gain = gainField(document.baseCurrency)
  const counts = countField(document.baseCurrency)
  return isNarrow
    ? [instrument, gain, sold, quantityField, acquired, counts, account, removeField]
    : [account, instrument, quantityField, acquired, sold, gain, counts, removeField]
}

function set(row: SaleRow, name: string, part: Partial<Sale>): Change {
  return { name: `${name} of a sale`, change: (document) => withSale(document, row.at, part) }
}

function accountField({ accounts }: Portfolio): Field {
  const options = accounts.map(({ id, name }) => ({ value: id, label: name || id }))
  const named = (id: string): string => options.find(({ value }) => value === id)?.label ?? id
  return {
    column: {
      id: 'account',
      title: 'Account',
      width: 124,
      grow: 1,
      text: ({ sale }) => sale.account,
      copy: ({ sale }) => named(sale.account),
      show: ({ at, sale }) => (
        <span tabIndex={-1} data-path={`realised/${at}`}>
          {named(sale.account)}
        </span>
      ),
      editing: () => ({ kind: 'choose', options }),
    },
    read: (row, draft) => {
      const lower = draft.trim().toLowerCase()
      const chosen = options.find(({ value, label }) => value === draft || label.toLowerCase() === lower)
      if (chosen === undefined) return { ok: false, problem: 'Choose one of the accounts.' }
      return { ok: true, value: set(row, 'Account', { account: chosen.value }) }
    },
  }
}

/** Longer lists make the browser slow, and nobody reads them. */
const mostSuggestions = 200

function instrumentField(document: Portfolio): Field {
  const ids = document.instruments.map(({ id }) => id)
  return {
    column: {
      id: 'instrument',
      title: 'Instrument',
      width: 96,
      text: ({ sale }) => sale.instrument,
      editing: () => ({ kind: 'type', suggestions: ids.slice(0, mostSuggestions) }),
    },
    read: (row, draft) => {
      const id = typedInstrument(document, draft)
      return readAs(id, (instrument) => set(row, 'Instrument', { instrument }))
    },
  }
}

/** The id of an instrument that the portfolio knows. */
export function typedInstrument(document: Portfolio, draft: string): Typed<string> {
  const id = knownId(document, draft)
  return document.instruments.some((each) => each.id === id)
    ? { ok: true, value: id }
    : { ok: false, problem: 'No instrument of the portfolio is called so.' }
}

const quantityField: Field = {
  column: {
    id: 'quantity',
    title: 'Quantity',
    width: 100,
    figures: true,
    text: ({ sale }) => sale.quantity,
    show: ({ sale }) => plain(sale.quantity),
    editing: () => ({ kind: 'type' }),
  },
  read: (row, draft) =>
    readAs(typedNumber(draft, { positive: true }), (quantity) => set(row, 'Quantity', { quantity })),
}

function dayField(id: 'acquired' | 'sold', title: string): Field {
  return {
    column: {
      id,
      title,
      width: 104,
      text: ({ sale }) => sale[id] ?? '',
      show: ({ sale }) => sale[id] ?? <span className="soft">unknown</span>,
      editing: () => ({ kind: 'type' }),
    },
    read: (row, draft) => {
      const typed = typedDay(draft)
      if (!typed.ok) return typed
      if (id === 'acquired') return { ok: true, value: set(row, 'Day', { acquired: typed.value }) }
      if (typed.value === null) return { ok: false, problem: 'Type a day such as 2026-11-20.' }
      return { ok: true, value: set(row, 'Day', { sold: typed.value }) }
    },
    ...(id === 'acquired' ? { clear: (row: SaleRow) => set(row, 'Day', { acquired: null }) } : {}),
  }
}

function gainField(currency: string): Field {
  return {
    column: {
      id: 'gain',
      title: 'Gain',
      unit: currency,
      width: 108,
      figures: true,
      text: ({ sale }) => sale.gain,
      show: ({ sale }) => signed(amount(sale.gain, currency)),
      editing: () => ({ kind: 'type' }),
    },
    read: (row, draft) => readAs(typedNumber(draft), (gain) => set(row, 'Gain', { gain })),
  }
}

function countField(currency: string): Field {
  return {
    column: {
      id: 'count',
      title: 'Counts as',
      width: 176,
      grow: 1,
      text: (row) => countWords(row, currency),
      show: (row) => <span className="soft">{countWords(row, currency)}</span>,
      editing: () => null,
    },
  }
}

function countWords({ sale, count }: SaleRow, currency: string): string {
  if (count.kind === 'not-taxed') return 'not taxed there'
  if (count.kind === 'other-year') return `not in the plan’s year`
  const term = count.isDayKnown ? count.term : 'short, day unknown'
  if (count.disallowed.isZero()) return term
  const isWhole = count.disallowed.equals(decimalOf(sale.gain).abs())
  return `${term}; ${isWhole ? 'all' : amount(count.disallowed, currency)} disallowed`
}

const removeField: Field = {
  column: {
    id: 'remove',
    title: 'Remove',
    width: 68,
    stays: true,
    text: () => '',
    show: ({ sale }) => (
      <span className="more">
        <Icon name="close" />
        <span className="unseen">Remove the sale of {sale.instrument}</span>
      </span>
    ),
    editing: () => ({ kind: 'open' }),
  },
}
