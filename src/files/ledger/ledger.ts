/** A history of transactions on its way to the balances it implies: what each record moved, by account and symbol. */
import type { IgnoredReason, ImportProblemKind } from '../../domain/import.ts'
import type { DecimalMark } from '../../domain/mapping.ts'
import { readings } from '../columns.ts'
import { type DayOrder, readDay } from '../dates.ts'
import { ignore, isZero, newTally, type Tally } from '../holdings.ts'
import { readNumber } from '../numbers.ts'
import type { Row } from '../table.ts'

/** One change of one balance. */
export interface Move {
  readonly account: string | null
  readonly symbol: string | null
  readonly name: string | null
  /** The currency of `unitCost`, and of the instrument where all its moves agree. */
  readonly currency: string | null
  /** When: text that sorts by time; empty where the record does not say. */
  readonly at: string
  readonly day: string | null
  /** Signed decimal text: in is positive, out is negative. */
  readonly quantity: string
  /** Whether units came or went, or each unit became several. */
  readonly means: 'trade' | 'split'
  /** What one unit cost, costs of the order included; null where the record does not say. */
  readonly unitCost: string | null
  /** What kind of thing it is, as the file says; options are told by it. */
  readonly type?: string
}

export interface CashMove {
  readonly account: string | null
  readonly currency: string
  readonly amount: string
}

/** The balance of one of a file's own names for an asset, after the record that states it. */
export interface Stated {
  readonly asset: string
  /** What Evenkeel calls it: a symbol, or a currency. */
  readonly symbol: string
  readonly isMoney: boolean
  readonly at: string
  readonly balance: string
}

export interface Ledger {
  readonly tally: Tally
  readonly moves: Move[]
  readonly cash: CashMove[]
  readonly days: Set<string>
  readonly stated: Stated[]
  /** What the file calls its records, so that one that stands there twice is noticed. */
  readonly ids: Set<string>
}

export function newLedger(): Ledger {
  return { tally: newTally(), moves: [], cash: [], days: new Set(), stated: [], ids: new Set() }
}

/** What one record did. */
export interface Done {
  readonly moves?: readonly Move[]
  readonly cash?: readonly CashMove[]
}

/** Adds what a record did; the record itself is listed as counted, or as one that moved nothing. */
export function count(ledger: Ledger, row: Row, done: Done): void {
  const moves = (done.moves ?? []).filter(({ quantity }) => !isZero(quantity))
  const cash = (done.cash ?? []).filter(({ amount }) => !isZero(amount))
  if (moves.length + cash.length === 0) return ignore(ledger.tally, row, 'zero-quantity')
  ledger.moves.push(...moves)
  ledger.cash.push(...cash)
  for (const { day } of moves) if (day !== null) ledger.days.add(day)
  ignore(ledger.tally, row, 'counted')
}

export function leaveOut(ledger: Ledger, row: Row, because: IgnoredReason): void {
  ignore(ledger.tally, row, because)
}

/** A record that could not be read, with the cell that prevents it. */
export function complain(
  ledger: Ledger,
  row: Row,
  column: string | null,
  kind: ImportProblemKind,
  text: string,
): void {
  ledger.tally.problems.push({ line: row.line, column, kind, text })
}

/** A record as its header names its cells. */
export interface Fields {
  readonly row: Row
  /** The cell under the first of these names that the header has; empty where it has none of them. */
  readonly text: (...names: readonly string[]) => string
  /** The header's own spelling of the first of these names. */
  readonly column: (...names: readonly string[]) => string | null
}

/** How the records of a table are looked up by name; names are as `readings` gives them. */
export function fieldsOf(header: readonly string[]): (row: Row) => Fields {
  const places = new Map<string, number>()
  header.forEach((cell, at) => {
    for (const reading of readings(cell)) if (!places.has(reading)) places.set(reading, at)
  })
  const place = (names: readonly string[]): number | undefined =>
    names.map((name) => places.get(name)).find((at) => at !== undefined)
  return (row) => ({
    row,
    text: (...names) => row.cells[place(names) ?? -1] ?? '',
    column: (...names) => header[place(names) ?? -1] ?? null,
  })
}

/** A number of a record: null where the cell is blank; undefined, and a problem, where it holds something else. */
export function numberIn(
  ledger: Ledger,
  fields: Fields,
  mark: DecimalMark,
  ...names: readonly string[]
): string | null | undefined {
  const read = readNumber(fields.text(...names), mark)
  if (read.kind === 'number') return read.text
  if (read.kind === 'blank') return null
  complain(ledger, fields.row, fields.column(...names), 'not-a-number', fields.text(...names))
  return undefined
}

export interface Moment {
  readonly at: string
  readonly day: string | null
}

const never: Moment = { at: '', day: null }

/** When something happened, as text that sorts by time; null where the cell holds something that is no day. */
export function momentOf(cell: string, order: DayOrder = 'month-first'): Moment | null {
  if (cell === '') return never
  const day = readDay(cell, order)
  if (day === null) return null
  const time = /(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?|;(\d{2})(\d{2})(\d{2})/.exec(cell)
  const parts = time?.slice(1).filter((part) => part !== undefined) ?? []
  return { at: `${day}T${parts.map((part) => part.padStart(2, '0')).join(':')}`, day }
}

/** The moment of a record; undefined, and a problem, where its cell is no day. */
export function momentIn(
  ledger: Ledger,
  fields: Fields,
  order: DayOrder,
  ...names: readonly string[]
): Moment | undefined {
  const moment = momentOf(fields.text(...names), order)
  if (moment !== null) return moment
  complain(ledger, fields.row, fields.column(...names), 'not-a-day', fields.text(...names))
  return undefined
}

/** The same amount going out. */
export function negated(text: string): string {
  if (!/[1-9]/.test(text)) return text
  return text.startsWith('-') ? text.slice(1) : `-${text}`
}

/** The amount without its sign. */
export function magnitude(text: string): string {
  return text.startsWith('-') ? text.slice(1) : text
}
