/** Column headers to roles: which cell of a holdings table is the symbol, the quantity, the price and so on. */
import type { ColumnRole } from '../domain/mapping.ts'
import type { Row } from './table.ts'

export const roles: readonly ColumnRole[] = [
  'account',
  'accountName',
  'symbol',
  'name',
  'quantity',
  'price',
  'value',
  'costBasis',
  'unitCost',
  'currency',
  'date',
  'type',
]

/** Where each role stands in a record; a role that is absent has no column. */
export type Columns = { readonly [R in ColumnRole]?: number }

/** The names that mean a role, the most telling first. */
export type Vocabulary = { readonly [R in ColumnRole]?: readonly string[] }

/** The readings of a header cell: "Qty (Quantity)" is "qty" and "quantity", "Price ($)" is "price". */
export function readings(cell: string): readonly string[] {
  const inner = /\(([^)]*)\)/.exec(cell)?.[1] ?? ''
  const outer = cell.replace(/\([^)]*\)/g, ' ')
  return [simplified(outer), simplified(inner)].filter((reading) => reading !== '')
}

function simplified(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return bare
    .replace(/[$#.:?*]/g, '')
    .replace(/[_\s]+/g, ' ')
    .trim()
}

/** The columns of a header under a vocabulary; for each role the most telling name that is present wins. */
export function columnsOf(header: readonly string[], vocabulary: Vocabulary): Columns {
  const places = new Map<string, number>()
  header.forEach((cell, at) => {
    for (const reading of readings(cell)) if (!places.has(reading)) places.set(reading, at)
  })
  const columns: { [R in ColumnRole]?: number } = {}
  const taken = new Set<number>()
  for (const role of roles) {
    for (const name of vocabulary[role] ?? []) {
      const at = places.get(name)
      if (at === undefined || taken.has(at)) continue
      columns[role] = at
      taken.add(at)
      break
    }
  }
  return columns
}

/** Does a header hold all of these names? */
export function hasAll(header: readonly string[], names: readonly string[]): boolean {
  const present = new Set(header.flatMap(readings))
  return names.every((name) => present.has(name))
}

/** How far into a file a header is looked for; broker preambles are shorter than this. */
const rowsBeforeHeader = 60

/** Nor has any header as many cells; a record of a hundred thousand would be looked at for seconds. */
const widestHeader = 500

/** The first record, not too far down, that satisfies a test; its place among the rows, or -1. */
export function findRow(rows: readonly Row[], test: (cells: readonly string[]) => boolean, from = 0): number {
  const end = Math.min(rows.length, from + rowsBeforeHeader)
  for (let at = from; at < end; at += 1) {
    const row = rows[at]
    if (row && test(row.cells.slice(0, widestHeader))) return at
  }
  return -1
}

/** The cell in which a role stands; empty when the role has no column or the record is too short. */
export function cellOf(row: Row, columns: Columns, role: ColumnRole): string {
  const at = columns[role]
  return at === undefined ? '' : (row.cells[at] ?? '')
}

/** Names in holdings tables of programs and brokers that have no importer of their own. */
export const commonNames: Vocabulary = {
  account: [
    'account number',
    'account',
    'account id',
    'account name',
    'portfolio',
    'depot',
    'konto',
    'conto',
    'compte',
    'cuenta',
  ],
  accountName: ['account name', 'account type'],
  symbol: [
    'symbol',
    'ticker',
    'ticker symbol',
    'stock symbol',
    'security symbol',
    'coin',
    'asset',
    'simbolo',
    'symbole',
    'kurzel',
    'isin',
    'instrument',
  ],
  name: [
    'name',
    'description',
    'security name',
    'security',
    'fund name',
    'fund',
    'investment name',
    'investment',
    'holding',
    'company',
    'company name',
    'product',
    'bezeichnung',
    'wertpapier',
    'descrizione',
    'titolo',
    'libelle',
    'produit',
    'nombre',
  ],
  quantity: [
    'quantity',
    'qty',
    'shares',
    'units',
    'no of shares',
    'number of shares',
    'share count',
    'position',
    'holdings',
    'amount held',
    'menge',
    'anzahl',
    'stuck',
    'stucke',
    'anteile',
    'quantita',
    'quantite',
    'cantidad',
    'balance',
    // An amount is a quantity only where nothing else is: it may also be money.
    'amount',
  ],
  price: [
    'price',
    'last price',
    'current price',
    'cur price',
    'market price',
    'share price',
    'unit price',
    'closing price',
    'close price',
    'mark price',
    'close',
    'last',
    'nav',
    'kurs',
    'schlusskurs',
    'preis',
    'prezzo',
    'cours',
    'cloture',
    'prix',
    'precio',
  ],
  value: [
    'market value',
    'mkt value',
    'mkt val',
    'current value',
    'total value',
    'value',
    'marktwert',
    'kurswert',
    'wert',
    'valore',
    'controvalore',
    'valeur',
    'valor',
  ],
  costBasis: [
    'cost basis',
    'cost basis total',
    'total cost',
    'book value',
    'book cost',
    'cost',
    'einstandswert',
    'costo',
  ],
  unitCost: [
    'average cost basis',
    'average cost',
    'avg cost',
    'cost per share',
    'cost/share',
    'unit cost',
    'avg price',
    'average price',
    'price paid',
    'purchase price',
    'cost basis per share',
    'einstandskurs',
    'kaufkurs',
    'prezzo medio',
    'prezzo di carico',
    'pru',
  ],
  currency: ['currency', 'ccy', 'price currency', 'wahrung', 'valuta', 'devise', 'divisa', 'moneda'],
  date: ['as of', 'as of date', 'snapshot date', 'date', 'datum', 'data', 'fecha'],
  type: ['asset type', 'security type', 'asset class', 'asset category', 'type'],
}

const everyCommonName = new Set(Object.values(commonNames).flat())

/** How many cells of a record are names that holdings tables use; used to guess delimiters and find headers. */
export function headerWeight(cells: readonly string[]): number {
  let weight = 0
  for (const cell of cells)
    if (cell.length < 60 && readings(cell).some((reading) => everyCommonName.has(reading))) weight += 1
  return weight
}
