/** A plain-text portfolio of several tables, each under a heading such as "#holdings", "#symbols" or "#accounts". */
import { Decimal, textOf } from '../domain/decimal.ts'
import type { IgnoredReason, ImportedPosition, ImportFile } from '../domain/import.ts'
import { noteAccount } from './accounts.ts'
import { cashCurrencyOf } from './cash.ts'
import { cellOf, columnsOf, commonNames, type Columns } from './columns.ts'
import { type Dialect, ignore, newTally, readHolding, type Tally } from './holdings.ts'
import { readNumber } from './numbers.ts'
import { finished, type Sheet } from './outcome.ts'
import type { Row } from './table.ts'

interface Part {
  readonly name: string
  readonly header: Row
  readonly rows: readonly Row[]
}

const rowsAre: Readonly<Record<string, IgnoredReason>> = {
  symbols: 'price-row',
  accounts: 'account-row',
  targets: 'target-row',
}

/** Reads such a file; null when it has no "#holdings". */
export function readUniversal(sheet: Sheet): ImportFile | null {
  if (!sheet.rows.slice(0, 200).some(isHoldingsHeading)) return null
  const tally = newTally()
  const parts = partsOf(tally, sheet.rows)
  const prices = pricesOf(parts.find((part) => part.name === 'symbols'))
  const main = parts.find((part) => part.name === 'holdings')
  for (const part of parts) {
    if (part !== main) ignore(tally, part.header, 'other-header')
    for (const row of part.rows) {
      if (part.name === 'holdings') readRow(tally, row, part.header, prices)
      else ignore(tally, row, rowsAre[part.name] ?? 'other-section')
    }
  }
  noteAccounts(
    tally,
    parts.find((part) => part.name === 'accounts'),
  )
  return finished(sheet, 'generic', 'positions', null, tally)
}

function isHoldingsHeading(row: Row): boolean {
  return /^#\s*holdings$/i.test(row.cells[0] ?? '')
}

function partsOf(tally: Tally, rows: readonly Row[]): Part[] {
  const parts: Part[] = []
  let name = ''
  let open: { header: Row; rows: Row[] } | null = null
  for (const row of rows) {
    const heading = /^#\s*(\w+)$/.exec(row.cells[0] ?? '')?.[1]
    if (heading !== undefined) {
      ignore(tally, row, 'section-marker')
      name = heading.toLowerCase()
      open = null
    } else if (open) open.rows.push(row)
    else {
      open = { header: row, rows: [] }
      parts.push({ name, ...open })
    }
  }
  return parts
}

function pricesOf(part: Part | undefined): ReadonlyMap<string, string> {
  const prices = new Map<string, string>()
  const columns = part ? columnsOf(part.header.cells, { symbol: ['symbol', 'name'], price: ['price'] }) : {}
  for (const row of part?.rows ?? []) {
    const price = readNumber(cellOf(row, columns, 'price'), 'point')
    if (price.kind === 'number') prices.set(cellOf(row, columns, 'symbol'), price.text)
  }
  return prices
}

function readRow(tally: Tally, row: Row, header: Row, prices: ReadonlyMap<string, string>): void {
  const columns: Columns = columnsOf(header.cells, commonNames)
  const dialect: Dialect = {
    header: header.cells,
    columns,
    mark: 'point',
    account: null,
    currency: null,
    cashCurrency: cashCurrencyOf,
  }
  readHolding(tally, row, dialect)
  const last = tally.positions.at(-1)
  if (last?.line === row.line)
    tally.positions[tally.positions.length - 1] = priced(last, prices.get(last.symbol ?? '') ?? last.price)
}

function priced(position: ImportedPosition, price: string | null): ImportedPosition {
  if (price === null) return position
  const value = new Decimal(position.quantity).times(price)
  return { ...position, price, value: position.value ?? textOf(value, value.isInteger() ? 0 : 2) }
}

function noteAccounts(tally: Tally, part: Part | undefined): void {
  const columns = part
    ? columnsOf(part.header.cells, { account: ['name', 'account'], type: ['tax status', 'type'] })
    : {}
  for (const row of part?.rows ?? [])
    noteAccount(tally.accounts, cellOf(row, columns, 'account'), null, cellOf(row, columns, 'type'))
}
