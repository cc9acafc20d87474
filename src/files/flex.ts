/** Interactive Brokers: Flex queries, as one plain table of open positions or with section markers around many tables. */
import type { ImportFile } from '../domain/import.ts'
import { noteAccount } from './accounts.ts'
import { cellOf, columnsOf, hasAll, type Columns, type Vocabulary } from './columns.ts'
import { readDay } from './dates.ts'
import { type Dialect, ignore, newTally, readHolding, report, type Tally } from './holdings.ts'
import { readNumber } from './numbers.ts'
import { finished, notPositions, type Sheet } from './outcome.ts'
import type { Row } from './table.ts'

const names: Vocabulary = {
  account: ['clientaccountid', 'accountid', 'account id', 'client account id'],
  symbol: ['symbol'],
  name: ['description'],
  quantity: ['quantity', 'position'],
  price: ['markprice', 'mark price'],
  value: ['positionvalue', 'position value'],
  costBasis: ['costbasismoney', 'cost basis money'],
  unitCost: ['costbasisprice', 'cost basis price'],
  currency: ['currencyprimary', 'currency', 'currency primary'],
  date: ['opendatetime', 'open date time', 'open date/time'],
  type: ['assetclass', 'asset class'],
}

/** The two columns of which the cash tables have one: the cash report by currency, and the equity summary. */
const cashNames: Vocabulary = {
  account: names.account ?? [],
  value: ['endingcash', 'ending cash', 'cash'],
  currency: ['currencyprimary', 'currency'],
}

const cashReport = 'CRTT'
const equity = 'EQUT'
const positions = 'POST'

/** One table of the file: its section code, its header, and its records with the markers taken off. */
interface Section {
  readonly code: string
  header: Row | null
  readonly rows: Row[]
}

/** Reads a Flex query; null when the file is none. */
export function readFlex(sheet: Sheet): ImportFile | null {
  const first = sheet.rows[0]
  if (first?.cells[0] === 'BOF') return readSections(sheet)
  return first && isPositionsHeader(first.cells) ? readPlain(sheet, first) : null
}

function isPositionsHeader(cells: readonly string[]): boolean {
  const columns = columnsOf(cells, names)
  return (
    columns.account !== undefined &&
    columns.price !== undefined &&
    columns.value !== undefined &&
    columns.quantity !== undefined
  )
}

function readPlain(sheet: Sheet, header: Row): ImportFile {
  const tally = newTally()
  const dialect = dialectOf(header)
  for (const row of sheet.rows.slice(1)) readPosition(tally, row, dialect)
  noteMissingCash(tally)
  return finished(sheet, 'ibkr', 'positions', reportDayOf(sheet.rows), tally)
}

/** The report date that a plain query may repeat on every row. */
function reportDayOf(rows: readonly Row[]): string | null {
  const at = rows[0]?.cells.findIndex((cell) => /^report ?date$/i.test(cell)) ?? -1
  return at < 0 ? null : readDay(rows[1]?.cells[at] ?? '')
}

function readSections(sheet: Sheet): ImportFile {
  const tally = newTally()
  const { sections, asOf } = splitSections(tally, sheet.rows)
  const held = sections.filter((section) => section.code === positions && section.header)
  const mainHeader = held[0]?.header
  if (!mainHeader) return notPositions(sheet, 'ibkr', 'no-open-positions', -1, 'other-section')
  const cashCode = sections.some(statesCurrencies) ? cashReport : equity
  const account = onlyAccountOf(held)
  for (const section of sections) {
    const { header } = section
    if (header && header !== mainHeader) ignore(tally, header, 'other-header')
    if (header && section.code === positions)
      for (const row of section.rows) readPosition(tally, row, dialectOf(header))
    else if (header && section.code === cashCode) readCashTable(tally, section, header, account)
    else for (const row of section.rows) ignore(tally, row, 'other-section')
  }
  noteMissingCash(tally)
  return finished(sheet, 'ibkr', 'positions', asOf, tally)
}

/** Markers are set aside on the way; some queries repeat the section code after HEADER and DATA. */
function splitSections(
  tally: Tally,
  rows: readonly Row[],
): { readonly sections: readonly Section[]; readonly asOf: string | null } {
  const sections: Section[] = []
  let asOf: string | null = null
  for (const row of rows) {
    const [marker = '', second = ''] = row.cells
    const section = sections.at(-1)
    const isTable = marker === 'HEADER' || marker === 'DATA'
    if (!isTable || !section) {
      ignore(tally, row, 'section-marker')
      if (marker === 'BOS') sections.push({ code: second, header: null, rows: [] })
      if (marker === 'BOA')
        asOf = row.cells.map((cell) => readDay(cell)).findLast((day) => day !== null) ?? null
      continue
    }
    const cells = row.cells.slice(second === section.code ? 2 : 1)
    if (marker === 'HEADER' && section.header === null) section.header = { line: row.line, cells }
    else section.rows.push({ line: row.line, cells })
  }
  return { sections, asOf }
}

function statesCurrencies({ code, header, rows }: Section): boolean {
  const columns: Columns = header ? columnsOf(header.cells, cashNames) : {}
  return (
    code === cashReport && columns.currency !== undefined && columns.value !== undefined && rows.length > 0
  )
}

function dialectOf(header: Row): Dialect {
  return {
    header: header.cells,
    columns: columnsOf(header.cells, names),
    mark: 'point',
    account: null,
    currency: null,
    cashCurrency: () => undefined,
  }
}

function readPosition(tally: Tally, row: Row, dialect: Dialect): void {
  if (hasAll(row.cells, ['symbol']) && isPositionsHeader(row.cells)) return ignore(tally, row, 'other-header')
  if (row.cells.some((cell) => cell === 'LOT')) return readLot(tally, row, dialect)
  const account = cellOf(row, dialect.columns, 'account')
  if (account !== '') noteAccount(tally.accounts, account, null)
  readHolding(tally, row, dialect)
}

function readLot(tally: Tally, row: Row, dialect: Dialect): void {
  const { columns } = dialect
  const quantity = readNumber(cellOf(row, columns, 'quantity'), 'point')
  const unitCost = readNumber(cellOf(row, columns, 'unitCost'), 'point')
  if (quantity.kind !== 'number') return report(tally, row, dialect, 'quantity', 'not-a-number')
  tally.lots.push({
    line: row.line,
    account: cellOf(row, columns, 'account') || null,
    symbol: cellOf(row, columns, 'symbol'),
    acquired: readDay(cellOf(row, columns, 'date')),
    quantity: quantity.text,
    unitCost: unitCost.kind === 'number' ? unitCost.text : null,
  })
}

function readCashTable(tally: Tally, section: Section, header: Row, onlyAccount: string | null): void {
  const columns = columnsOf(header.cells, cashNames)
  for (const row of section.rows) {
    const currency = cellOf(row, columns, 'currency')
    const amount = readNumber(cellOf(row, columns, 'value'), 'point')
    const account = cellOf(row, columns, 'account') || onlyAccount
    if (!/^[A-Z]{3}$/.test(currency)) ignore(tally, row, 'same-cash-again')
    else if (amount.kind === 'number')
      tally.cash.push({ line: row.line, account, currency, amount: amount.text })
    else complain(tally, row, header.cells[columns.value ?? -1] ?? null, cellOf(row, columns, 'value'))
  }
}

function complain(tally: Tally, row: Row, column: string | null, text: string): void {
  tally.problems.push({ line: row.line, column, kind: 'not-a-number', text })
}

/** The account of all positions, if it is one: the cash tables of some queries do not name theirs. */
function onlyAccountOf(sections: readonly Section[]): string | null {
  const accounts = new Set<string>()
  for (const { header, rows } of sections) {
    const columns = header ? columnsOf(header.cells, names) : {}
    for (const row of rows) accounts.add(cellOf(row, columns, 'account'))
  }
  const [account] = accounts
  return accounts.size === 1 && account ? account : null
}

function noteMissingCash(tally: Tally): void {
  if (tally.cash.length === 0)
    tally.notes.push({ line: null, kind: 'cash-unknown', stated: null, found: null })
}
