/** Interactive Brokers: the activity statement, whose every record names its section, in several languages. */
import type { ImportedPosition, ImportFile } from '../domain/import.ts'
import { noteAccount } from './accounts.ts'
import { cellOf, columnsOf, readings, type Vocabulary } from './columns.ts'
import { lastDayIn, readDay } from './dates.ts'
import { type Dialect, ignore, newTally, noteTotal, readHolding, report, type Tally } from './holdings.ts'
import { readNumber } from './numbers.ts'
import { finished, notPositions, type Sheet } from './outcome.ts'
import type { Row } from './table.ts'

/** Column names in English, Italian, German, French and Spanish, without accents. */
const names: Vocabulary = {
  account: ['account', 'conto', 'konto', 'compte', 'cuenta'],
  symbol: ['symbol', 'simbolo', 'symbole'],
  quantity: ['quantity', 'quantita', 'menge', 'anzahl', 'quantite', 'cantidad'],
  price: [
    'close price',
    'prezzo di chiusura',
    'schlusskurs',
    'cours de cloture',
    'prix de cloture',
    'precio de cierre',
  ],
  value: ['value', 'valore', 'wert', 'valeur', 'valor'],
  costBasis: ['cost basis', 'costo', 'kostenbasis', 'base de cout', 'base de coste', 'coste base'],
  unitCost: ['cost price', 'prezzo di costo', 'einstandskurs', 'prix de revient', 'precio de coste'],
  currency: ['currency', 'valuta', 'wahrung', 'devise', 'divisa'],
  date: ['open', 'apertura', 'eroffnung', 'ouverture', 'abierto'],
  type: [
    'asset category',
    'tipo di attivo',
    'vermogenswertkategorie',
    'categorie dactif',
    'categoria de activo',
  ],
}

const periodNames = new Set(['period', 'periodo', 'zeitraum', 'periode'])
const accountNames = new Set(['account', 'conto', 'konto', 'compte', 'cuenta'])
const baseNames = new Set([
  'base currency',
  'valuta di base',
  'basiswahrung',
  'devise de base',
  'divisa base',
])
const lotNames = /^(lot|lots|lotto|lote|posten)$/i
const endingCash = /^ending cash$/i
const settledCash = /^ending settled cash$/i
const cashSection = 'Cash Report'

/** What the statement says outside its table of positions. */
interface Facts {
  asOf: string | null
  account: string | null
  baseCurrency: string | null
  readonly namesBySymbol: Map<string, string>
  /** The currencies whose total was met; the second total in a currency is the one of all, in the base currency. */
  readonly totalled: Set<string>
}

/** Reads an activity statement; null when the file is none. */
export function readIbkr(sheet: Sheet): ImportFile | null {
  const [first, second] = sheet.rows
  if (first?.cells[1] !== 'Header' || second?.cells[0] !== first.cells[0]) return null
  const mainHeader = sheet.rows.find(isPositionsHeader)
  if (!mainHeader) return notPositions(sheet, 'ibkr', 'no-open-positions', 0, 'other-section')
  const facts = factsOf(sheet.rows)
  const tally = newTally()
  let dialect = dialectOf(mainHeader, facts)
  for (const row of sheet.rows) {
    if (isPositionsHeader(row)) {
      dialect = dialectOf(row, facts)
      if (row !== mainHeader) ignore(tally, row, 'other-header')
    } else if (row.cells[0] === mainHeader.cells[0]) readOpenPosition(tally, row, dialect, facts)
    else if (row.cells[0] !== cashSection) ignore(tally, row, 'other-section')
  }
  readCashReport(tally, sheet.rows, facts)
  if (facts.account !== null) noteAccount(tally.accounts, facts.account, null)
  return finished(sheet, 'ibkr', 'positions', facts.asOf, tally)
}

/** Open positions are known by their columns, so that the section may have its name in any language. */
function isPositionsHeader({ cells }: Row): boolean {
  if (cells[1] !== 'Header') return false
  const columns = columnsOf(cells, names)
  return (
    columns.symbol !== undefined &&
    columns.quantity !== undefined &&
    columns.price !== undefined &&
    columns.costBasis !== undefined
  )
}

function dialectOf(header: Row, facts: Facts): Dialect {
  return {
    header: header.cells,
    columns: columnsOf(header.cells, names),
    mark: 'point',
    account: facts.account,
    currency: null,
    cashCurrency: () => undefined,
  }
}

function factsOf(rows: readonly Row[]): Facts {
  const facts: Facts = {
    asOf: null,
    account: null,
    baseCurrency: null,
    namesBySymbol: new Map(),
    totalled: new Set(),
  }
  let header: readonly string[] = []
  for (const { cells } of rows) {
    const [, kind, label = '', value = ''] = cells
    const field = readings(label)[0] ?? ''
    if (kind === 'Header') header = cells
    if (kind !== 'Data') continue
    if (periodNames.has(field)) facts.asOf ??= lastDayIn(value)
    if (accountNames.has(field)) facts.account ??= value.split(' ')[0] || null
    if (baseNames.has(field)) facts.baseCurrency ??= value
    if (header.some((cell) => cell === 'Conid')) learnName(facts, cells)
  }
  return facts
}

/** The instrument table: category, symbols, description. Former symbols follow the present one after a comma. */
function learnName(facts: Facts, cells: readonly string[]): void {
  const [, , , symbols = '', description = ''] = cells
  for (const symbol of symbols.split(',')) facts.namesBySymbol.set(symbol.trim(), description)
}

function readOpenPosition(tally: Tally, row: Row, dialect: Dialect, facts: Facts): void {
  const [, kind, discriminator = ''] = row.cells
  if (kind !== 'Data') readTotal(tally, row, dialect, facts)
  else if (lotNames.test(discriminator)) readLot(tally, row, dialect)
  else {
    readHolding(tally, row, dialect)
    nameLast(tally, row.line, facts)
    setBondsAside(tally, row, dialect)
  }
}

/** Positions state no description; the instrument table does. */
function nameLast(tally: Tally, line: number, facts: Facts): void {
  const last = tally.positions.at(-1)
  const name = facts.namesBySymbol.get(last?.symbol ?? '')
  if (last?.line === line && name) tally.positions[tally.positions.length - 1] = { ...last, name }
}

/** Bonds are quoted in percent even when the amounts happen not to show it. */
function setBondsAside(tally: Tally, row: Row, dialect: Dialect): void {
  const last = tally.positions.at(-1)
  const isBond = /\bbonds?\b|obbligazion|anleihe|treasury bill/i.test(cellOf(row, dialect.columns, 'type'))
  if (last?.line !== row.line || !last.plannable || !isBond) return
  const aside: ImportedPosition = { ...last, plannable: false, because: 'priced-per-hundred' }
  tally.positions[tally.positions.length - 1] = aside
}

function readLot(tally: Tally, row: Row, dialect: Dialect): void {
  const quantity = readNumber(cellOf(row, dialect.columns, 'quantity'), 'point')
  const unitCost = readNumber(cellOf(row, dialect.columns, 'unitCost'), 'point')
  if (quantity.kind !== 'number') return report(tally, row, dialect, 'quantity', 'not-a-number')
  if (unitCost.kind === 'damaged') return report(tally, row, dialect, 'unitCost', 'not-a-number')
  tally.lots.push({
    line: row.line,
    account: cellOf(row, dialect.columns, 'account') || dialect.account,
    symbol: cellOf(row, dialect.columns, 'symbol'),
    acquired: readDay(cellOf(row, dialect.columns, 'date')),
    quantity: quantity.text,
    unitCost: unitCost.kind === 'number' ? unitCost.text : null,
  })
}

/** A total that matches the rows says nothing; some statements print it one column too far left, so any cell may match. */
function readTotal(tally: Tally, row: Row, dialect: Dialect, facts: Facts): void {
  ignore(tally, row, 'total')
  const currency = cellOf(row, dialect.columns, 'currency')
  if (currency === '' || facts.totalled.has(currency)) return
  facts.totalled.add(currency)
  const values = tally.positions
    .filter((position) => position.currency === currency)
    .map((position) => position.value)
  const sum = values.reduce((total, value) => total + Number(value ?? 0), 0)
  const amounts = row.cells
    .map((cell) => readNumber(cell, 'point'))
    .flatMap((number) => (number.kind === 'number' ? [number.text] : []))
  if (amounts.some((amount) => Math.abs(Number(amount) - sum) < 0.01)) return
  const largest = amounts.toSorted((a, b) => Math.abs(Number(b)) - Math.abs(Number(a)))[0]
  noteTotal(tally, row.line, largest ?? null, values)
}

/** Ending cash of each currency. The summary in the base currency is the same money again, unless it is all there is. */
function readCashReport(tally: Tally, rows: readonly Row[], facts: Facts): void {
  const records = rows.filter((row) => row.cells[0] === cashSection)
  const ending = records.filter((row) => row.cells[1] === 'Data' && endingCash.test(row.cells[2] ?? ''))
  const byCurrency = ending.filter((row) => isCurrencyCode(row.cells[3] ?? ''))
  const counted = new Set(byCurrency.length > 0 ? byCurrency : ending)
  for (const row of records) {
    const [, kind, label = '', currency = '', total = ''] = row.cells
    const amount = readNumber(total, 'point')
    const isCounted = counted.has(row)
    if (isCounted && amount.kind === 'number') {
      const code = isCurrencyCode(currency) ? currency : facts.baseCurrency
      tally.cash.push({ line: row.line, account: facts.account, currency: code, amount: amount.text })
    } else if (isCounted)
      tally.problems.push({ line: row.line, column: 'Total', kind: 'not-a-number', text: total })
    else if (kind === 'Header') ignore(tally, row, 'other-header')
    else
      ignore(
        tally,
        row,
        endingCash.test(label) || settledCash.test(label) ? 'same-cash-again' : 'cash-movement',
      )
  }
  if (counted.size === 0) tally.notes.push({ line: null, kind: 'cash-unknown', stated: null, found: null })
}

function isCurrencyCode(text: string): boolean {
  return /^[A-Z]{3}$/.test(text)
}
