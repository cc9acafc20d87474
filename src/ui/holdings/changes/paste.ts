/** A pasted table into the document: by symbol where there is one, otherwise cell by cell from where one stands. */
import type { Portfolio } from '../../../domain/document.ts'
import type { Suggested } from '../../../state/tables.ts'
import { typedDay, typedNumber } from '../../typed.ts'
import { problemOf, type GridField } from '../field.ts'
import type { HoldingRow } from '../rows.ts'
import { freeId, withCash, withNewAccount } from './accounts.ts'
import { openBook } from './book.ts'
import { withPosition } from './positions.ts'

export type PasteColumn = 'account' | 'symbol' | 'name' | 'class' | 'quantity' | 'price' | 'day'

export interface UnreadCell {
  /** The row of the pasted table, from 1, its header counted. */
  readonly row: number
  readonly column: string
  readonly text: string
  readonly problem: string
}

export interface Pasted {
  readonly document: Portfolio
  readonly unread: readonly UnreadCell[]
  /** Rows that went in. */
  readonly rows: number
}

export type Cells = readonly (readonly string[])[]

type FieldsOf = (document: Portfolio) => readonly GridField<HoldingRow>[]

const headings: Readonly<Record<PasteColumn, readonly string[]>> = {
  account: ['account', 'account name', 'account number', 'portfolio', 'depot'],
  symbol: ['symbol', 'ticker', 'instrument', 'security', 'isin', 'coin', 'asset', 'fund'],
  name: ['name', 'description', 'security name', 'fund name', 'investment name', 'bezeichnung'],
  class: ['class', 'asset class', 'category', 'group'],
  quantity: [
    'quantity',
    'shares',
    'units',
    'qty',
    'amount',
    'holding',
    'holdings',
    'balance',
    'anzahl',
    'stück',
  ],
  price: ['price', 'last price', 'share price', 'nav', 'close', 'last', 'kurs', 'preis'],
  day: ['date', 'price date', 'as of', 'priced on', 'datum'],
}

/** What each column of a table is, from its first row; null where that row is no header. */
export function columnsByHeader(header: readonly string[]): (PasteColumn | null)[] | null {
  const entries = Object.entries(headings) as [PasteColumn, readonly string[]][]
  const columns = header.map((cell) => {
    const word = cell.trim().toLowerCase()
    return entries.find(([, words]) => words.includes(word))?.[0] ?? null
  })
  const named = columns.filter((column) => column !== null)
  return columns.includes('symbol') && named.length > 1 ? columns : null
}

/** Without a header: the first texts are symbol and name, the first numbers quantity and price, a day is a day. */
export function columnsByLook(cells: Cells): (PasteColumn | null)[] {
  const width = Math.max(...cells.map((row) => row.length))
  const texts: PasteColumn[] = ['symbol', 'name', 'class']
  const numbers: PasteColumn[] = ['quantity', 'price']
  return Array.from({ length: width }, (_, at) => {
    const column = cells.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== '')
    if (column.length === 0) return null
    if (column.every((cell) => cell !== '' && typedDay(cell).ok)) return 'day'
    return (column.every((cell) => typedNumber(cell).ok) ? numbers : texts).shift() ?? null
  })
}

/** Every row with a symbol into its account: known positions are updated, others added. */
export function pasteTable(
  document: Portfolio,
  cells: Cells,
  into: string | null,
  fieldsOf: FieldsOf,
  suggest: (symbol: string) => Suggested | null,
): Pasted {
  const named = columnsByHeader(cells[0] ?? [])
  const body = named === null ? cells : cells.slice(1)
  const columns = named ?? columnsByLook(body)
  const firstRow = named === null ? 1 : 2
  const book = openBook(document)
  const unread: UnreadCell[] = []
  let rows = 0
  for (const [at, row] of body.entries()) {
    const texts = textsOf(columns, row)
    const symbol = texts.get('symbol') ?? ''
    if (symbol === '') continue
    const id = book.idOf(symbol)
    const first = accountFor(book.page(null, id), texts.get('account') ?? '', into)
    book.put(first.document, null, id)
    const cash = cashIn(first.document, first.account, symbol, texts.get('quantity') ?? '')
    if (cash !== null) {
      book.put(cash, null, id)
      rows += 1
      continue
    }
    const page = withPosition(book.page(first.account, id), first.account, id, suggest)
    const outcome = written(page, rowOf(page, first.account), texts, fieldsOf)
    book.put(outcome.document, first.account, id)
    unread.push(...outcome.unread.map((cell) => ({ ...cell, row: at + firstRow })))
    rows += 1
  }
  return { document: rows === 0 ? document : book.close(), unread, rows }
}

/** A row called cash, or like a currency that the document knows, is the account's cash. */
function cashIn(
  document: Portfolio,
  account: string | null,
  symbol: string,
  quantity: string,
): Portfolio | null {
  const currency = symbol.toLowerCase() === 'cash' ? document.baseCurrency : symbol
  const isCurrency = currency === document.baseCurrency || Object.hasOwn(document.rates, currency)
  const amount = typedNumber(quantity)
  if (account === null || !isCurrency || document.instruments.length > 0 || !amount.ok) return null
  return withCash(document, account, currency, amount.value)
}

function textsOf(
  columns: readonly (PasteColumn | null)[],
  row: readonly string[],
): ReadonlyMap<PasteColumn, string> {
  return new Map(
    columns.flatMap((column, at) => (column === null ? [] : [[column, (row[at] ?? '').trim()] as const])),
  )
}

/** The account that a row names, made where there is none of that name; otherwise the one that is pasted into. */
function accountFor(
  document: Portfolio,
  named: string,
  into: string | null,
): { document: Portfolio; account: string | null } {
  if (named === '') return { document, account: into }
  const lower = named.toLowerCase()
  const known = document.accounts.find((each) => each.id === named || each.name.toLowerCase() === lower)
  if (known !== undefined) return { document, account: known.id }
  return { account: freeId(document, named), document: withNewAccount(document, named) }
}

/** The row of the only instrument of a page. */
function rowOf({ instruments, lots }: Portfolio, account: string | null): HoldingRow | null {
  const [instrument] = instruments
  if (instrument === undefined) return null
  return {
    kind: 'position',
    key: '',
    account,
    instrument,
    quantity: lots[0]?.quantity ?? '0',
    lots: lots.length,
  }
}

interface Written {
  readonly document: Portfolio
  readonly unread: readonly Omit<UnreadCell, 'row'>[]
}

function written(
  document: Portfolio,
  row: HoldingRow | null,
  texts: ReadonlyMap<PasteColumn, string>,
  fieldsOf: FieldsOf,
): Written {
  const fields = fieldsOf(document)
  const unread: Omit<UnreadCell, 'row'>[] = []
  let now = document
  for (const [column, text] of dayLast(texts)) {
    const field = fields.find((each) => each.column.id === column)
    const isPlace = column === 'symbol' || column === 'account'
    if (isPlace || text === '' || field === undefined || row === null) continue
    const read = field.read?.(row, text)
    if (read?.ok === true && read.value !== null) now = read.value.change(now)
    else if (read?.ok === false) unread.push({ column: field.column.title, text, problem: read.problem })
  }
  return { document: now, unread }
}

/** A price that is set is of the plan's day, so the day that the table states comes after it. */
function dayLast(texts: ReadonlyMap<PasteColumn, string>): [PasteColumn, string][] {
  return [...texts].toSorted(([a], [b]) => Number(a === 'day') - Number(b === 'day'))
}

/** Cell by cell from one cell on, in the order of the grid; rows that are too many are left out. */
export function pasteCells(
  document: Portfolio,
  cells: Cells,
  rows: readonly HoldingRow[],
  from: { readonly row: number; readonly column: number },
  fieldsOf: FieldsOf,
): Pasted {
  let now = document
  const unread: UnreadCell[] = []
  const fields = fieldsOf(document)
  for (const [down, texts] of cells.entries()) {
    const row = rows[from.row + down]
    if (row === undefined) break
    for (const [right, text] of texts.entries()) {
      const field = fields[from.column + right]
      const read = field?.read?.(row, text)
      if (read?.ok === true && read.value !== null) now = read.value.change(now)
      const problem = problemOf(field, row, text)
      if (field !== undefined && problem !== null)
        unread.push({ row: down + 1, column: field.column.title, text, problem })
    }
  }
  return { document: now, unread, rows: cells.length }
}
