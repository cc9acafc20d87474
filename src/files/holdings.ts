/** One record of a holdings table to a position, to cash, or to a problem; shared by every importer. */
import { Decimal, sumOf, textOf } from '../domain/decimal.ts'
import type {
  IgnoredReason,
  IgnoredRecord,
  ImportedAccount,
  ImportedCash,
  ImportedLot,
  ImportedPosition,
  ImportNote,
  ImportProblem,
  ImportProblemKind,
  SetAsideReason,
} from '../domain/import.ts'
import type { ColumnRole, DecimalMark } from '../domain/mapping.ts'
import { cellOf, type Columns } from './columns.ts'
import { readNumber } from './numbers.ts'
import type { Row } from './table.ts'

/** What a reader has found so far; each record is put in exactly one of its lists, notes and accounts aside. */
export interface Tally {
  readonly positions: ImportedPosition[]
  readonly lots: ImportedLot[]
  readonly cash: ImportedCash[]
  readonly ignored: IgnoredRecord[]
  readonly problems: ImportProblem[]
  readonly notes: ImportNote[]
  readonly accounts: ImportedAccount[]
}

export function newTally(): Tally {
  return { positions: [], lots: [], cash: [], ignored: [], problems: [], notes: [], accounts: [] }
}

export function ignore(tally: Tally, row: Row, because: IgnoredReason): void {
  tally.ignored.push({ line: row.line, because })
}

/** How one broker's table is to be read. */
export interface Dialect {
  readonly header: readonly string[]
  readonly columns: Columns
  readonly mark: DecimalMark
  /** Where the table has no column for it, or the cell is empty. */
  readonly account: string | null
  readonly currency: string | null
  /** The currency of a row that is cash (its own, or null when the row does not tell), or undefined for a holding. */
  readonly cashCurrency: (symbol: string, name: string) => string | null | undefined
}

/** Reads one record of the table into the tally. Dropping nothing: what cannot be read becomes a problem. */
export function readHolding(tally: Tally, row: Row, dialect: Dialect): void {
  const { columns } = dialect
  const symbol = cellOf(row, columns, 'symbol')
  const name = cellOf(row, columns, 'name')
  const cashCurrency = dialect.cashCurrency(symbol, name)
  if (cashCurrency !== undefined) readCash(tally, row, dialect, cashCurrency)
  else readPosition(tally, row, dialect, dashless(symbol), dashless(name))
}

function readCash(tally: Tally, row: Row, dialect: Dialect, own: string | null): void {
  const value = numberIn(row, dialect, 'value')
  const amount = value.text ?? numberIn(row, dialect, 'quantity').text
  if (value.damaged) reportNumber(tally, row, dialect, 'value')
  else if (amount === null) report(tally, row, dialect, 'value', 'amount-missing')
  else
    tally.cash.push({
      line: row.line,
      account: accountOf(row, dialect),
      currency: own ?? currencyOf(row, dialect),
      amount,
    })
}

const numberRoles: readonly ColumnRole[] = ['quantity', 'price', 'value', 'costBasis', 'unitCost']

function readPosition(
  tally: Tally,
  row: Row,
  dialect: Dialect,
  symbol: string | null,
  name: string | null,
): void {
  const damaged = numberRoles.find((role) => numberIn(row, dialect, role).damaged)
  const quantity = numberIn(row, dialect, 'quantity').text
  const currency = currencyOf(row, dialect)
  if (damaged) reportNumber(tally, row, dialect, damaged)
  else if (symbol === null && name === null) report(tally, row, dialect, 'symbol', 'symbol-missing')
  else if (isPlaceholder(symbol)) report(tally, row, dialect, 'symbol', 'symbol-damaged')
  else if (currency !== null && !isCurrency(currency))
    report(tally, row, dialect, 'currency', 'not-a-currency')
  else if (quantity === null) report(tally, row, dialect, 'quantity', 'quantity-missing')
  else if (isZero(quantity)) ignore(tally, row, 'zero-quantity')
  else
    addPosition(
      tally,
      positionOf(row, dialect, { symbol, name, quantity, currency }),
      cellOf(row, dialect.columns, 'type'),
    )
}

interface Identity {
  readonly symbol: string | null
  readonly name: string | null
  readonly quantity: string
  readonly currency: string | null
}

function positionOf(row: Row, dialect: Dialect, identity: Identity): ImportedPosition {
  const { symbol, name, quantity, currency } = identity
  const costBasis = numberIn(row, dialect, 'costBasis').text
  const unitCost = costBasis === null ? numberIn(row, dialect, 'unitCost').text : null
  return {
    line: row.line,
    account: accountOf(row, dialect),
    symbol,
    name,
    quantity,
    price: numberIn(row, dialect, 'price').text,
    value: numberIn(row, dialect, 'value').text,
    costBasis,
    currency,
    plannable: true,
    ...(unitCost === null ? {} : { unitCost }),
  }
}

/** Adds a position, set aside when it cannot be planned, with a note when its value is not quantity times price. */
export function addPosition(tally: Tally, position: ImportedPosition, type: string): void {
  const because = setAsideReason(position, type)
  tally.positions.push(because === null ? position : { ...position, plannable: false, because })
  const note = valueNote(
    position,
    because === 'option' ? optionMultiplier : because === 'priced-per-hundred' ? 0.01 : 1,
  )
  if (note) tally.notes.push(note)
}

/** Units of the underlying in one listed option contract. */
const optionMultiplier = 100

/** Option symbols: OCC with and without blanks, and the ways of Schwab, E*TRADE, Interactive Brokers and Merrill. */
const optionSymbols: readonly RegExp[] = [
  /^-?[A-Z.]{1,6}\d{0,1}\s*\d{6}[CP]\d+(\.\d+)?$/,
  /^[A-Z./]+ \d{2}\/\d{2}\/\d{4} \d+(\.\d+)? [CP]$/,
  /^[A-Z.]+ [A-Z][a-z]{2} \d{1,2} '\d{2} \$[\d.]+ (Call|Put)$/,
  /^[A-Z. ]+ \d{1,2}[A-Z]{3}\d{2} [\d.]+ [CP]$/,
  /^[A-Z.]+#[A-Z]\d{4}[A-Z]\d+$/,
]

function setAsideReason(position: ImportedPosition, type: string): SetAsideReason | null {
  if (isOption(position, type)) return 'option'
  if (position.quantity.startsWith('-')) return 'short'
  if (/\b(futures?|forwards?|warrants?|swaps?|cfds?)\b/i.test(type)) return 'other-asset'
  return isPricedPerHundred(position) ? 'priced-per-hundred' : null
}

function isOption(position: ImportedPosition, type: string): boolean {
  if (/\boptions?\b|^OPT$|^FOP$/i.test(type)) return true
  if (optionSymbols.some((pattern) => pattern.test(position.symbol ?? ''))) return true
  return /^(CALL|PUT)\s.*\bEXP\b/.test(position.name ?? '') || isValuedTimes(position, optionMultiplier)
}

/** Bonds: the price is in percent of the face value, so that quantity times price is a hundred times the value. */
function isPricedPerHundred(position: ImportedPosition): boolean {
  return isValuedTimes(position, 0.01)
}

/** Is the value, within half a percent, this multiple of quantity times price? Plain numbers do for such a guess. */
function isValuedTimes({ quantity, price, value }: ImportedPosition, multiple: number): boolean {
  if (price === null || value === null) return false
  const product = Number(quantity) * Number(price) * multiple
  return product !== 0 && Math.abs(Number(value) / product - 1) < 0.005
}

/** A thousandth of the value: beyond it, rounding of the printed price or quantity is no explanation. */
const valueTolerance = 0.001

function valueNote(
  { line, quantity, price, value }: ImportedPosition,
  multiplier: number,
): ImportNote | null {
  if (price === null || value === null) return null
  const rough = Number(quantity) * Number(price) * multiplier
  const difference = Math.abs(rough - Number(value))
  if (difference <= Math.max(0.01, Math.abs(Number(value)) * valueTolerance)) return null
  const exact = new Decimal(quantity).times(price).times(multiplier)
  return { line, kind: 'value-differs', stated: value, found: textOf(exact) }
}

/** Notes that a stated total is not the sum of the rows it stands for; the rows are trusted. */
export function noteTotal(
  tally: Tally,
  line: number,
  stated: string | null,
  values: readonly (string | null)[],
): void {
  if (stated === null) return
  const sum = sumOf(values.filter((value) => value !== null).map((value) => new Decimal(value)))
  if (sum.minus(stated).abs().lessThanOrEqualTo('0.01')) return
  tally.notes.push({ line, kind: 'total-differs', stated, found: textOf(sum) })
}

interface NumberIn {
  readonly text: string | null
  readonly damaged: boolean
}

const noNumber: NumberIn = { text: null, damaged: false }

function numberIn(row: Row, dialect: Dialect, role: ColumnRole): NumberIn {
  const at = dialect.columns[role]
  if (at === undefined) return noNumber
  const read = readNumber(row.cells[at] ?? '', dialect.mark)
  return read.kind === 'number'
    ? { text: read.text, damaged: false }
    : { text: null, damaged: read.kind === 'damaged' }
}

function accountOf(row: Row, dialect: Dialect): string | null {
  return cellOf(row, dialect.columns, 'account') || dialect.account
}

function currencyOf(row: Row, dialect: Dialect): string | null {
  return cellOf(row, dialect.columns, 'currency') || dialect.currency
}

function reportNumber(tally: Tally, row: Row, dialect: Dialect, role: ColumnRole): void {
  report(tally, row, dialect, role, 'not-a-number')
}

/** Puts the record among the problems, naming the column by its own header. */
export function report(
  tally: Tally,
  row: Row,
  dialect: Dialect,
  role: ColumnRole,
  kind: ImportProblemKind,
): void {
  const at = dialect.columns[role]
  const column = at === undefined ? null : (dialect.header[at] ?? null)
  tally.problems.push({ line: row.line, column, kind, text: cellOf(row, dialect.columns, role) })
}

function dashless(cell: string): string | null {
  return cell === '' || /^-+$/.test(cell) ? null : cell
}

/** Placeholders such as "<invalid>" are nobody's symbol. */
function isPlaceholder(symbol: string | null): boolean {
  return symbol !== null && /[<>]/.test(symbol)
}

export function isCurrency(text: string): boolean {
  return /^[A-Z][A-Z0-9]{2,9}$/.test(text)
}

export function isZero(text: string): boolean {
  return !/[1-9]/.test(text)
}
