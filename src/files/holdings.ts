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
  /** By the account's own name in the file. */
  readonly accounts: Map<string, ImportedAccount>
}

export function newTally(): Tally {
  return { positions: [], lots: [], cash: [], ignored: [], problems: [], notes: [], accounts: new Map() }
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
  const { quantity, value, damaged } = numbersIn(row, dialect, cashRoles)
  const account = accountOf(row, dialect)
  const amount = value ?? quantity
  if (damaged) report(tally, row, dialect, damaged, 'not-a-number')
  else if (amount === null) report(tally, row, dialect, 'value', 'amount-missing')
  else tally.cash.push({ line: row.line, account, currency: own ?? currencyOf(row, dialect), amount })
}

function readPosition(
  tally: Tally,
  row: Row,
  dialect: Dialect,
  symbol: string | null,
  name: string | null,
): void {
  const currency = currencyOf(row, dialect)
  const { quantity, price, value, costBasis, unitCost, damaged } = numbersIn(row, dialect, positionRoles)
  if (symbol === null && name === null) return report(tally, row, dialect, 'symbol', 'symbol-missing')
  if (isPlaceholder(symbol)) return report(tally, row, dialect, 'symbol', 'symbol-damaged')
  if (currency !== null && !isCurrency(currency))
    return report(tally, row, dialect, 'currency', 'not-a-currency')
  if (damaged) return report(tally, row, dialect, damaged, 'not-a-number')
  if (quantity === null) return report(tally, row, dialect, 'quantity', 'quantity-missing')
  if (isZero(quantity)) return ignore(tally, row, 'zero-quantity')
  const account = accountOf(row, dialect)
  const position = {
    line: row.line,
    account,
    symbol,
    name,
    quantity,
    price,
    value,
    costBasis,
    currency,
    plannable: true,
  }
  const isAverageStated = costBasis === null && unitCost !== null
  addPosition(
    tally,
    isAverageStated ? { ...position, unitCost } : position,
    cellOf(row, dialect.columns, 'type'),
  )
}

type NumericRole = 'quantity' | 'price' | 'value' | 'costBasis' | 'unitCost'

const cashRoles: readonly NumericRole[] = ['quantity', 'value']
const positionRoles: readonly NumericRole[] = ['quantity', 'price', 'value', 'costBasis', 'unitCost']

/** The numbers of a record as decimal text, null where the cell is blank or there is no column. */
interface Numbers extends Record<NumericRole, string | null> {
  /** The first role whose cell holds something that is no number. */
  damaged: NumericRole | null
}

function numbersIn(row: Row, dialect: Dialect, wanted: readonly NumericRole[]): Numbers {
  const numbers: Numbers = {
    quantity: null,
    price: null,
    value: null,
    costBasis: null,
    unitCost: null,
    damaged: null,
  }
  for (const role of wanted) {
    const at = dialect.columns[role]
    if (at === undefined) continue
    const read = readNumber(row.cells[at] ?? '', dialect.mark)
    if (read.kind === 'number') numbers[role] = read.text
    else if (read.kind === 'damaged') numbers.damaged ??= role
  }
  return numbers
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

/** Option symbols: OCC with and without blanks, and the ways of Schwab, E*TRADE, Interactive Brokers, Merrill and Robinhood. */
const optionSymbols: readonly RegExp[] = [
  /^-?[A-Z.]{1,6}\d{0,1}\s*\d{6}[CP]\d+(\.\d+)?$/,
  /^[A-Z./]+ \d{2}\/\d{2}\/\d{4} \d+(\.\d+)? [CP]$/,
  /^[A-Z.]+ [A-Z][a-z]{2} \d{1,2} '\d{2} \$[\d.]+ (Call|Put)$/,
  /^[A-Z. ]+ \d{1,2}[A-Z]{3}\d{2} [\d.]+ [CP]$/,
  /^[A-Z.]+#[A-Z]\d{4}[A-Z]\d+$/,
  /^[A-Z.]+ \d{1,2}\/\d{1,2}\/\d{4} (Call|Put) \$[\d.,]+$/,
]

/** No symbol of an option is as short as this; an early answer for nearly every position. */
const longestTicker = 6

function setAsideReason(position: ImportedPosition, type: string): SetAsideReason | null {
  if (isOption(position, type)) return 'option'
  if (position.quantity.startsWith('-')) return 'short'
  if (/\b(futures?|forwards?|warrants?|swaps?|cfds?)\b/i.test(type)) return 'other-asset'
  return isPricedPerHundred(position) ? 'priced-per-hundred' : null
}

function isOption(position: ImportedPosition, type: string): boolean {
  if (type !== '' && /\boptions?\b|^OPT$|^FOP$/i.test(type)) return true
  const symbol = position.symbol ?? ''
  if (symbol.length > longestTicker && optionSymbols.some((pattern) => pattern.test(symbol))) return true
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
  return { line: line ?? null, kind: 'value-differs', stated: value, found: textOf(exact) }
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

function accountOf(row: Row, dialect: Dialect): string | null {
  return cellOf(row, dialect.columns, 'account') || dialect.account
}

function currencyOf(row: Row, dialect: Dialect): string | null {
  return cellOf(row, dialect.columns, 'currency') || dialect.currency
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
