/** The columns of the holdings grid: how each is shown, read and cleared. */
import type { ReactNode } from 'react'
import type { Decimal } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { leafClasses } from '../../domain/target.ts'
import { suggestionFor } from '../../state/tables.ts'
import { amount, currencySign, fixed, percentFigures, plain, unknown } from '../format.ts'
import { className } from '../look/classColour.ts'
import type { Option } from '../parts/Choice.tsx'
import { ClassMark } from '../parts/ClassMark.tsx'
import { Icon } from '../parts/Icon.tsx'
import { typedDay, typedNumber, type Typed } from '../typed.ts'
import { withCash } from './changes/accounts.ts'
import { classified, excluded, priced, renamed, withInstrument } from './changes/instruments.ts'
import { withPosition, withoutPosition, withQuantity } from './changes/positions.ts'
import { ExposureCell } from './ExposureCell.tsx'
import { readAs, type Change, type GridField } from './field.ts'
import { valueOf, type CashRow, type HoldingRow, type PositionRow } from './rows.ts'

/** Entries of the list of classes that are no class. */
export const lookThrough = '=look-through'
export const setAside = '=set-aside'

type Field = GridField<HoldingRow>

/** What the columns need besides their row. */
export interface HoldingContext {
  readonly document: Portfolio
  /** Worth of everything in base currency. */
  readonly total: Decimal
  readonly accountValue: (account: string) => Decimal
}

/** On a narrow screen what is looked at most comes first, and the rest is a swipe away. */
const narrowOrder = [
  'symbol',
  'quantity',
  'value',
  'weight',
  'class',
  'price',
  'day',
  'name',
  'step',
  'details',
]

/** Where the plan stands beside the grid there is less room; the step is then in the details. */
export function withoutStep(fields: readonly Field[]): readonly Field[] {
  return fields.filter((field) => field !== stepField)
}

export function inNarrowOrder(fields: readonly Field[]): readonly Field[] {
  return narrowOrder.flatMap((id) => fields.filter((field) => field.column.id === id))
}

export function holdingFields(context: HoldingContext): readonly Field[] {
  return [
    symbolField(context),
    nameField,
    classField(context),
    quantityField,
    priceField(context),
    valueField(context),
    weightField(context),
    dayField(context),
    stepField,
    detailsField,
  ]
}

function symbolField({ document }: HoldingContext): Field {
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

function symbolCell(row: HoldingRow): ReactNode {
  switch (row.kind) {
    case 'position':
      return <span>{row.instrument.id}</span>
    case 'cash':
      return <span className="soft">Cash</span>
    case 'account':
      return (
        <span className="heading">
          {row.account.name || row.account.id} <span className="heading-kind">{kinds[row.account.kind]}</span>
        </span>
      )
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

const nameField: Field = {
  column: {
    id: 'name',
    title: 'Name',
    width: 104,
    grow: 3,
    text: (row) => (row.kind === 'position' ? row.instrument.name : row.kind === 'cash' ? row.currency : ''),
    show: (row) =>
      row.kind === 'position' ? (
        <span>{row.instrument.name}</span>
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

function classField({ document }: HoldingContext): Field {
  const options = classOptions(document)
  return {
    column: {
      id: 'class',
      title: 'Class',
      width: 132,
      grow: 2,
      text: (row) => (row.kind === 'position' ? classText(row) : ''),
      copy: (row) =>
        row.kind === 'position' ? copiedClasses(document, row) : row.kind === 'cash' ? 'Cash' : '',
      show: (row) => {
        if (row.kind === 'cash') return <ClassMark document={document} name="cash" />
        return row.kind === 'position' ? <ExposureCell document={document} instrument={row.instrument} /> : ''
      },
      editing: (row) => (row.kind === 'position' ? { kind: 'choose', options } : null),
    },
    read: (row, draft) => readClass(document, row, draft.trim()),
    clear: (row) => (row.kind === 'position' ? classChange(row, null) : null),
  }
}

/** The leaves of the tree in the order of the document, cash, and two ways that are no class. */
export function classOptions(document: Portfolio): readonly Option<string>[] {
  const leaves = leafClasses(document)
  const listed = document.targets.filter((target) => leaves.has(target.class)).map((target) => target.class)
  const classes = listed.includes('cash') ? listed : [...listed, 'cash']
  return [
    ...classes.map((name) => ({ value: name, label: className(document, name) })),
    { value: lookThrough, label: 'Several classes…' },
    { value: setAside, label: 'Set aside' },
  ]
}

function classText({ instrument }: PositionRow): string {
  if (instrument.exclude) return setAside
  if (instrument.exposure === null) return ''
  const [first, ...others] = Object.keys(instrument.exposure)
  return others.length > 0 ? lookThrough : (first ?? '')
}

function copiedClasses(document: Portfolio, { instrument }: PositionRow): string {
  if (instrument.exclude) return 'Set aside'
  return Object.keys(instrument.exposure ?? {})
    .map((name) => className(document, name))
    .join(' + ')
}

/** A class by its id or its name; what is pasted may be either. */
function readClass(document: Portfolio, row: HoldingRow, draft: string): Typed<Change | null> {
  if (row.kind !== 'position' || draft === classText(row) || draft === lookThrough)
    return { ok: true, value: null }
  if (draft === '') return { ok: true, value: classChange(row, null) }
  const { id } = row.instrument
  if (draft === setAside)
    return { ok: true, value: { name: `Set ${id} aside`, change: (now) => excluded(now, id) } }
  const lower = draft.toLowerCase()
  const option = classOptions(document).find(
    (each) => each.value === draft || each.label.toLowerCase() === lower,
  )
  if (option === undefined) return { ok: false, problem: `No class is called “${draft}”.` }
  return { ok: true, value: option.value === lookThrough ? null : classChange(row, option.value) }
}

function classChange({ instrument: { id } }: PositionRow, name: string | null): Change {
  return { name: `Classify ${id}`, change: (document) => classified(document, id, name) }
}

const quantityField: Field = {
  column: {
    id: 'quantity',
    title: 'Quantity',
    width: 100,
    figures: true,
    live: true,
    text: (row) => (row.kind === 'position' ? row.quantity : row.kind === 'cash' ? row.amount : ''),
    show: quantityCell,
    editing: (row) => {
      if (row.kind === 'cash') return { kind: 'type' }
      if (row.kind !== 'position' || row.account === null) return null
      return row.lots > 1 ? { kind: 'open' } : { kind: 'type' }
    },
  },
  read: (row, draft) =>
    row.kind === 'cash'
      ? readAs(typedNumber(draft), (value) => cashChange(row, value))
      : readAs(typedNumber(draft, { least: '0' }), (value) => quantityChange(row, value)),
  clear: (row) => (row.kind === 'cash' ? cashChange(row, '0') : quantityChange(row, '0')),
}

function quantityCell(row: HoldingRow): ReactNode {
  if (row.kind === 'cash') return amount(row.amount, row.currency)
  if (row.kind !== 'position' || row.account === null) return ''
  const figures = plain(row.quantity)
  return row.lots < 2 ? (
    figures
  ) : (
    <>
      <span className="lots">{row.lots} lots</span> {figures}
    </>
  )
}

function cashChange({ account, currency }: CashRow, value: string): Change {
  return { name: `Cash in ${currency}`, change: (document) => withCash(document, account, currency, value) }
}

function quantityChange(row: HoldingRow, value: string): Change | null {
  if (row.kind !== 'position' || row.account === null || row.lots > 1) return null
  const { account, instrument } = row
  return {
    name: `Quantity of ${instrument.id}`,
    change: (document) => withQuantity(document, account, instrument.id, value),
  }
}

function priceField({ document }: HoldingContext): Field {
  return {
    column: {
      id: 'price',
      title: 'Price',
      width: 92,
      figures: true,
      live: true,
      text: (row) => (row.kind === 'position' ? (row.instrument.price ?? '') : ''),
      show: (row) => (row.kind === 'position' ? priceCell(document, row) : ''),
      editing: (row) => (row.kind === 'position' ? { kind: 'type', placeholder: 'Price' } : null),
    },
    read: (row, draft) => readAs(typedNumber(draft, { positive: true }), (value) => priceChange(row, value)),
    clear: (row) => priceChange(row, null),
  }
}

/** Prices have at least the two decimals of most; a currency is named where it is not the base currency. */
function priceCell(document: Portfolio, { instrument }: PositionRow): ReactNode {
  if (instrument.price === null) return instrument.exclude ? unknown : <span className="bad">missing</span>
  const figures = plain(instrument.price, 2)
  if (instrument.currency === document.baseCurrency) return figures
  return (
    <>
      <span className="soft">{currencySign(instrument.currency)}</span> {figures}
    </>
  )
}

function priceChange(row: HoldingRow, price: string | null): Change | null {
  if (row.kind !== 'position') return null
  const { id } = row.instrument
  return { name: `Price of ${id}`, change: (document) => priced(document, id, price) }
}

function valueField({ document, accountValue }: HoldingContext): Field {
  const worth = (row: HoldingRow): Decimal | null => worthOf(document, accountValue, row)
  return {
    column: {
      id: 'value',
      title: 'Value',
      unit: document.baseCurrency,
      width: 104,
      figures: true,
      text: (row) => worth(row)?.toFixed(2) ?? '',
      show: (row) => {
        const value = worth(row)
        return value === null ? '' : amount(value, document.baseCurrency)
      },
      editing: () => null,
    },
  }
}

function worthOf(
  document: Portfolio,
  accountValue: (account: string) => Decimal,
  row: HoldingRow,
): Decimal | null {
  if (row.kind === 'account') return accountValue(row.account.id)
  if (row.kind === 'cash') return valueOf(document, row)
  if (row.kind !== 'position' || row.account === null || row.instrument.exclude) return null
  return valueOf(document, row)
}

function weightField({ document, total, accountValue }: HoldingContext): Field {
  const share = (row: HoldingRow): Decimal | null => {
    const worth = worthOf(document, accountValue, row)
    return worth === null || total.isZero() ? null : worth.dividedBy(total)
  }
  return {
    column: {
      id: 'weight',
      title: 'Weight',
      unit: '%',
      width: 76,
      figures: true,
      text: (row) => {
        const weight = share(row)
        return weight === null ? '' : fixed(weight.times(100), 4)
      },
      show: (row) => {
        const weight = share(row)
        return weight === null ? '' : percentFigures(weight, 2)
      },
      editing: () => null,
    },
  }
}

function dayField({ document }: HoldingContext): Field {
  return {
    column: {
      id: 'day',
      title: 'Priced on',
      width: 104,
      text: (row) => (row.kind === 'position' ? (row.instrument.priceAsOf ?? '') : ''),
      show: (row) => (row.kind === 'position' ? dayCell(document, row) : ''),
      editing: (row) => (row.kind === 'position' ? { kind: 'type', placeholder: '2026-11-20' } : null),
    },
    read: (row, draft) => readAs(typedDay(draft), (day) => dayChange(row, day)),
    clear: (row) => dayChange(row, null),
  }
}

function dayCell(document: Portfolio, { instrument }: PositionRow): ReactNode {
  const day = instrument.priceAsOf
  if (day === null || day >= document.asOf || instrument.exclude)
    return <span className="soft">{day ?? ''}</span>
  return (
    <span className="old-day" title={`Older than the day of the plan, ${document.asOf}`}>
      <Icon name="clock" />
      <span>{day}</span>
      <span className="unseen">, older than the plan’s day</span>
    </span>
  )
}

function dayChange(row: HoldingRow, priceAsOf: string | null): Change | null {
  if (row.kind !== 'position' || row.instrument.priceAsOf === priceAsOf) return null
  const { id } = row.instrument
  return {
    name: `Day of the price of ${id}`,
    change: (document) => withInstrument(document, id, (each) => ({ ...each, priceAsOf })),
  }
}

const stepField: Field = {
  column: {
    id: 'step',
    title: 'Step',
    width: 84,
    figures: true,
    text: (row) => (row.kind === 'position' ? row.instrument.step : ''),
    show: (row) =>
      row.kind === 'position' ? <span className="soft">{plain(row.instrument.step)}</span> : '',
    editing: (row) => (row.kind === 'position' ? { kind: 'type' } : null),
  },
  read: (row, draft) => readAs(typedNumber(draft, { positive: true }), (step) => stepChange(row, step)),
}

function stepChange(row: HoldingRow, step: string): Change | null {
  if (row.kind !== 'position') return null
  const { id } = row.instrument
  return {
    name: `Step of ${id}`,
    change: (document) => withInstrument(document, id, (each) => ({ ...each, step })),
  }
}

const detailsField: Field = {
  column: {
    id: 'details',
    title: 'More',
    width: 48,
    stays: true,
    text: () => '',
    show: (row) =>
      row.kind === 'position' || row.kind === 'account' ? (
        <span className="more">
          <Icon name="more" />
          <span className="unseen">Details of {headingOrSymbol(row)}</span>
        </span>
      ) : (
        ''
      ),
    editing: (row) => (row.kind === 'position' || row.kind === 'account' ? { kind: 'open' } : null),
  },
  clear: (row) => (row.kind === 'position' ? removal(row) : null),
}
