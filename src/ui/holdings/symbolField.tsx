/** The columns that name a position, and the one that opens its details. */
import type { ReactNode } from 'react'
import type { Account, Instrument, Portfolio } from '../../domain/document.ts'
import { remembered } from '../../domain/memo.ts'
import { suggestionFor } from '../../state/tables.ts'
import { Icon } from '../parts/Icon.tsx'
import type { Typed } from '../typed.ts'
import { renamed, withInstrument } from './changes/instruments.ts'
import { withPosition, withoutPosition } from './changes/positions.ts'
import type { Change } from './field.ts'
import type { HoldingContext, HoldingField } from './holdingField.ts'
import type { HoldingRow, PositionRow } from './rows.ts'

export function symbolField({ document }: HoldingContext): HoldingField {
  return {
    column: {
      id: 'symbol',
      title: 'Symbol',
      width: 96,
      text: (row) => (row.kind === 'position' ? row.instrument.id : row.kind === 'cash' ? 'Cash' : ''),
      copy: headingOrSymbol,
      show: (row) => symbolCell(row),
      editing: (row) => {
        if (row.kind === 'account') return { kind: 'open' }
        if (row.kind === 'new') return { kind: 'type', placeholder: 'Symbol', suggestions: symbols(document) }
        return row.kind === 'position' ? { kind: 'type' } : null
      },
    },
    read: (row, draft) => readSymbol(document, row, draft.trim()),
    clear: (row) => (row.kind === 'position' ? removal(row) : null),
  }
}

/** Removing a position leaves its instrument; one that is held nowhere goes altogether by its own button. */
function removal({ account, instrument }: PositionRow): Change | null {
  if (account === null) return null
  return {
    name: `Remove ${instrument.id}`,
    change: (document) => withoutPosition(document, account, instrument.id),
  }
}

/** Longer lists make the browser slow, and nobody reads them. */
const mostSuggestions = 200

function symbols(document: Portfolio): string[] {
  return document.instruments.slice(0, mostSuggestions).map((each) => each.id)
}

function headingOrSymbol(row: HoldingRow): string {
  switch (row.kind) {
    case 'position':
      return row.instrument.id
    case 'cash':
      return 'Cash'
    case 'account':
      return row.account.name || row.account.id
    case 'unheld':
    case 'new':
      return ''
  }
}

const kinds = { taxable: 'taxable', deferred: 'tax-deferred', exempt: 'tax-exempt' } as const

const cashMark = <span className="soft">Cash</span>

const symbolOf = remembered(({ id }: Instrument) => <span>{id}</span>)
const nameOf = remembered(({ name }: Instrument) => <span>{name}</span>)

/** The same element for as long as the account is the same, so that its cell is not drawn again. */
const accountHeading = remembered((account: Account) => (
  <span className="heading">
    {account.name || account.id} <span className="heading-kind">{kinds[account.kind]}</span>
  </span>
))

function symbolCell(row: HoldingRow): ReactNode {
  switch (row.kind) {
    case 'position':
      return symbolOf(row.instrument)
    case 'cash':
      return cashMark
    case 'account':
      return accountHeading(row.account)
    case 'unheld':
      return (
        <span className="heading">
          Held nowhere <span className="heading-kind">may be bought where it is allowed</span>
        </span>
      )
    case 'new':
      return <span className="heading">{row.account === null ? 'Add an instrument' : 'Add a position'}</span>
  }
}

const longestSymbol = 200

function readSymbol(document: Portfolio, row: HoldingRow, symbol: string): Typed<Change | null> {
  if (symbol.length > longestSymbol) return { ok: false, problem: 'A symbol has at most 200 characters.' }
  if (row.kind === 'new') {
    const add = {
      name: `Add ${symbol}`,
      change: (now: Portfolio) => withPosition(now, row.account, symbol, suggestionFor),
    }
    return { ok: true, value: symbol === '' ? null : add }
  }
  if (row.kind !== 'position' || symbol === row.instrument.id) return { ok: true, value: null }
  if (symbol === '') return { ok: true, value: removal(row) }
  const { id } = row.instrument
  if (document.instruments.some((each) => each.id === symbol)) {
    return { ok: false, problem: `“${symbol}” is another instrument. Add it in the last row of the account.` }
  }
  return { ok: true, value: { name: `Rename ${id} to ${symbol}`, change: (now) => renamed(now, id, symbol) } }
}

export const nameField: HoldingField = {
  column: {
    id: 'name',
    title: 'Name',
    width: 104,
    grow: 3,
    text: (row) => (row.kind === 'position' ? row.instrument.name : row.kind === 'cash' ? row.currency : ''),
    show: (row) =>
      row.kind === 'position' ? (
        nameOf(row.instrument)
      ) : row.kind === 'cash' ? (
        <span className="soft">{row.currency}</span>
      ) : (
        ''
      ),
    editing: (row) => (row.kind === 'position' ? { kind: 'type' } : null),
  },
  read: (row, draft) => ({ ok: true, value: named(row, draft.trim()) }),
  clear: (row) => named(row, ''),
}

function named(row: HoldingRow, name: string): Change | null {
  if (row.kind !== 'position' || row.instrument.name === name) return null
  const { id } = row.instrument
  return {
    name: `Name ${id}`,
    change: (document) => withInstrument(document, id, (each) => ({ ...each, name })),
  }
}

const moreOf = remembered((of: Account | Instrument) => (
  <span className="more">
    <Icon name="more" />
    <span className="unseen">Details of {'kind' in of ? of.name || of.id : of.id}</span>
  </span>
))

export const detailsField: HoldingField = {
  column: {
    id: 'details',
    title: 'More',
    width: 48,
    stays: true,
    text: () => '',
    show: (row) =>
      row.kind === 'position' ? moreOf(row.instrument) : row.kind === 'account' ? moreOf(row.account) : '',
    editing: (row) => (row.kind === 'position' || row.kind === 'account' ? { kind: 'open' } : null),
  },
  clear: (row) => (row.kind === 'position' ? removal(row) : null),
}
