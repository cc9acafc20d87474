/** The columns of figures: quantity, price and its day, value, weight and step. */
import type { ReactNode } from 'react'
import { Decimal } from '../../domain/decimal.ts'
import type { Instrument, Portfolio } from '../../domain/document.ts'
import { remembered } from '../../domain/memo.ts'
import { countedValue } from '../../domain/weights.ts'
import { amount, currencySign, fixed, percentFigures, plain, unknown } from '../format.ts'
import { Icon } from '../parts/Icon.tsx'
import { typedDay, typedNumber } from '../typed.ts'
import { withCash } from './changes/accounts.ts'
import { priced, withInstrument } from './changes/instruments.ts'
import { withQuantity } from './changes/positions.ts'
import { readAs, type Change } from './field.ts'
import type { HoldingContext, HoldingField } from './holdingField.ts'
import { valueOf, type CashRow, type HoldingRow, type PositionRow } from './rows.ts'

export const quantityField: HoldingField = {
  column: {
    id: 'quantity',
    title: 'Quantity',
    width: 116,
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
  const figures = quantityFigures(row)
  return row.lots < 2 ? (
    figures
  ) : (
    <>
      <span className="lots">
        {figures.length > longFigures ? <CountOnly count={row.lots} /> : `${row.lots} lots`}
      </span>{' '}
      {figures}
    </>
  )
}

/** Beside longer figures there is only room for the number of lots. */
const longFigures = 6

function CountOnly({ count }: { readonly count: number }): ReactNode {
  return (
    <>
      {count}
      <span className="unseen"> lots</span>
    </>
  )
}

const quantityFigures = remembered((row: PositionRow) => plain(row.quantity))

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

export function priceField({ document }: HoldingContext): HoldingField {
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
  const figures = priceFigures(instrument)
  if (instrument.currency === document.baseCurrency) return figures
  return (
    <>
      <span className="soft">{currencySign(instrument.currency)}</span> {figures}
    </>
  )
}

const priceFigures = remembered(({ price }: Instrument) => plain(price ?? '0', 2))

function priceChange(row: HoldingRow, price: string | null): Change | null {
  if (row.kind !== 'position') return null
  const { id } = row.instrument
  return { name: `Price of ${id}`, change: (document) => priced(document, id, price) }
}

export function valueField({ document, accountValue }: HoldingContext): HoldingField {
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

function accountOf(row: HoldingRow): string {
  if (row.kind === 'account') return row.account.id
  return row.kind === 'position' || row.kind === 'cash' ? (row.account ?? '') : ''
}

/** Weights are seen with a few decimals, and exact division takes several times as long. */
const Rounded = Decimal.clone({ precision: 40 })

export function weightField({ document, total, accountValue, counted }: HoldingContext): HoldingField {
  const share = (row: HoldingRow): Decimal | null => {
    const worth = worthOf(document, accountValue, row)
    if (worth === null || total.isZero()) return null
    return Rounded.div(countedValue({ account: accountOf(row), value: worth }, counted ?? new Map()), total)
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

export function dayField({ document }: HoldingContext): HoldingField {
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

const stepOf = remembered((instrument: Instrument) => <span className="soft">{plain(instrument.step)}</span>)

export const stepField: HoldingField = {
  column: {
    id: 'step',
    title: 'Step',
    width: 84,
    figures: true,
    text: (row) => (row.kind === 'position' ? row.instrument.step : ''),
    show: (row) => (row.kind === 'position' ? stepOf(row.instrument) : ''),
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
