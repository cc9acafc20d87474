/** The rows of the holdings grid: each account with its positions and cash, then what is held nowhere. */
import { decimalOf, sumOf, textOf, type Decimal } from '../../domain/decimal.ts'
import type { Account, Instrument, Lot, Portfolio } from '../../domain/document.ts'
import { priceOf, rateOf } from '../../domain/weights.ts'
import { instrumentsById } from '../instrumentsById.ts'

export interface PositionRow {
  readonly kind: 'position'
  readonly key: string
  /** Null for an instrument that no account holds. */
  readonly account: string | null
  readonly instrument: Instrument
  readonly quantity: string
  readonly lots: number
}

export interface CashRow {
  readonly kind: 'cash'
  readonly key: string
  readonly account: string
  readonly currency: string
  readonly amount: string
}

export interface AccountRow {
  readonly kind: 'account'
  readonly key: string
  readonly account: Account
}

/** The heading over instruments that no account holds. */
export interface UnheldRow {
  readonly kind: 'unheld'
  readonly key: string
}

/** Where a new position is typed. */
export interface NewRow {
  readonly kind: 'new'
  readonly key: string
  readonly account: string | null
}

export type HoldingRow = PositionRow | CashRow | AccountRow | UnheldRow | NewRow

/** In the order of the document: accounts, in each the positions by their first lot, then its cash. */
export function holdingRows(document: Portfolio): HoldingRow[] {
  const instruments = instrumentsById(document.instruments)
  const lots = lotsByAccount(document.lots)
  const held = document.accounts.flatMap((account): HoldingRow[] => [
    { kind: 'account', key: `account ${account.id}`, account },
    ...positionsOf(account.id, lots.get(account.id) ?? new Map(), instruments),
    ...cashRows(account, document.baseCurrency),
    { kind: 'new', key: `new ${account.id}`, account: account.id },
  ])
  return [...held, ...unheldRows(document, [...lots.values()])]
}

type LotsByInstrument = ReadonlyMap<string, readonly Lot[]>

function lotsByAccount(lots: readonly Lot[]): ReadonlyMap<string, LotsByInstrument> {
  const accounts = new Map<string, Map<string, Lot[]>>()
  for (const lot of lots) {
    const account = accounts.get(lot.account) ?? new Map<string, Lot[]>()
    accounts.set(lot.account, account)
    const known = account.get(lot.instrument)
    if (known === undefined) account.set(lot.instrument, [lot])
    else known.push(lot)
  }
  return accounts
}

function positionsOf(
  account: string,
  lots: LotsByInstrument,
  instruments: ReadonlyMap<string, Instrument>,
): PositionRow[] {
  return [...lots].flatMap(([id, own]) => {
    const instrument = instruments.get(id)
    return instrument === undefined ? [] : [positionOf(account, instrument, own)]
  })
}

interface KnownPosition {
  readonly lots: readonly Lot[]
  readonly row: PositionRow
}

/** By the first lot: of thousands of positions an edit changes one, and the others are the rows they were. */
const knownPositions = new WeakMap<Lot, KnownPosition>()

function positionOf(account: string, instrument: Instrument, lots: readonly Lot[]): PositionRow {
  const [first] = lots
  const known = first === undefined ? undefined : knownPositions.get(first)
  if (known !== undefined && known.row.instrument === instrument && isSameList(known.lots, lots))
    return known.row
  const key = `position ${account} ${instrument.id}`
  const quantity = quantityOf(lots)
  const row: PositionRow = { kind: 'position', key, account, instrument, quantity, lots: lots.length }
  if (first !== undefined) knownPositions.set(first, { lots, row })
  return row
}

function isSameList<T>(before: readonly T[], after: readonly T[]): boolean {
  return before.length === after.length && before.every((item, at) => item === after[at])
}

/** One lot says its quantity as it was typed; several are summed. */
function quantityOf(lots: readonly Lot[]): string {
  const [first] = lots
  if (first !== undefined && lots.length === 1) return first.quantity
  return textOf(sumOf(lots.map((lot) => decimalOf(lot.quantity))))
}

function cashRows(account: Account, baseCurrency: string): CashRow[] {
  const currencies = new Set([baseCurrency, ...Object.keys(account.cash)])
  return [...currencies].map((currency) => ({
    kind: 'cash',
    key: `cash ${account.id} ${currency}`,
    account: account.id,
    currency,
    amount: (Object.hasOwn(account.cash, currency) ? account.cash[currency] : undefined) ?? '0',
  }))
}

function unheldRows(document: Portfolio, held: readonly LotsByInstrument[]): HoldingRow[] {
  const free = document.instruments.filter(({ id }) => !held.some((lots) => lots.has(id)))
  if (free.length === 0) return []
  const rows = free.map((instrument): PositionRow => ({
    kind: 'position',
    key: `position  ${instrument.id}`,
    account: null,
    instrument,
    quantity: '0',
    lots: 0,
  }))
  return [{ kind: 'unheld', key: 'unheld' }, ...rows, { kind: 'new', key: 'new', account: null }]
}

/** Market value of a position or cash in base currency; null where the price is missing. */
export function valueOf(document: Portfolio, row: PositionRow | CashRow): Decimal | null {
  if (row.kind === 'cash') return decimalOf(row.amount).times(rateOf(document, row.currency))
  if (row.instrument.price === null) return null
  const rate = rateOf(document, row.instrument.currency)
  const known = knownValues.get(row)
  if (known?.rate.equals(rate) === true) return known.value
  const value = decimalOf(row.quantity).times(priceOf(row.instrument).times(rate))
  knownValues.set(row, { rate, value })
  return value
}

/** A row keeps its quantity and its price; only the rate may be another. */
const knownValues = new WeakMap<PositionRow, { readonly rate: Decimal; readonly value: Decimal }>()
