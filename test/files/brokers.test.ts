/** Every broker file of the shared collection reads as its expectation says; skipped where the collection is absent. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { ImportFile } from '../../src/domain/import.ts'
import { refusalSentence } from '../../src/domain/importWords.ts'
import { readImport } from '../../src/files/read.ts'
import { coverage } from './coverage.ts'

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url))
const isHere = existsSync(`${data}SOURCES.json`)

type Fields = Readonly<Record<string, unknown>>

interface Expected {
  readonly kind: string
  readonly as_of?: string | null
  readonly symbol?: string
  readonly header_line?: number
  readonly use?: string
  readonly by_date?: Readonly<
    Record<string, { readonly positions: readonly Fields[]; readonly cash: readonly Fields[] }>
  >
  readonly positions?: readonly Fields[]
  readonly cash?: readonly Fields[]
  readonly lots?: readonly Fields[]
  readonly ignored_rows?: readonly { readonly line: number | string; readonly why: string }[]
  readonly derived_holdings?: Readonly<Record<string, string>> | readonly Fields[]
  readonly arithmetic_mismatches?: readonly { readonly line: number }[]
}

interface Entry {
  readonly file: string
  readonly expected: Expected
}

const entries: readonly Entry[] = isHere
  ? (JSON.parse(readFileSync(`${data}SOURCES.json`, 'utf8')) as { entries: Entry[] }).entries
  : []

function read(file: string): ImportFile {
  return readImport({ name: file, bytes: readFileSync(data + file) })
}

const inBrokers = entries.filter(
  ({ file }) => file.startsWith('brokers/') && !file.startsWith('brokers/moomoo'),
)
const readable = inBrokers.filter(
  ({ expected }) => !['not_positions', 'transactions', 'malformed'].includes(expected.kind),
)
const ledgers = inBrokers.filter(({ expected }) => expected.kind === 'transactions')
const others = entries.filter((entry) => !readable.includes(entry) && !ledgers.includes(entry))
const refusable = others.filter(
  ({ file, expected }) => !file.startsWith('brokers/moomoo') && expected.kind !== 'malformed',
)
const malformed = entries.filter(({ expected }) => expected.kind === 'malformed')

/** The keys of the expectation beside those of an import; the rest of its keys is commentary. */
const positionKeys = {
  line: 'line',
  account: 'account',
  symbol: 'symbol',
  name: 'name',
  quantity: 'quantity',
  price: 'price',
  value: 'value',
  cost_basis: 'costBasis',
  currency: 'currency',
} as const
const cashKeys = { line: 'line', account: 'account', currency: 'currency', amount: 'amount' } as const

function picked(expected: Fields, keys: Readonly<Record<string, string>>): Fields {
  const known = Object.entries(keys).filter(([key]) => key in expected)
  return Object.fromEntries(known.map(([key, ours]) => [ours, expected[key]]))
}

/** The collection gives the cash of this file the line of its header; the record itself is the next line. */
function corrected(file: string, cash: Fields): Fields {
  return file.endsWith('flex_multisection_daily.csv') ? { ...cash, line: 9 } : cash
}

function reasonFor(why: string): RegExp {
  if (/title/i.test(why)) return /^title$/
  if (/account (heading|line)/i.test(why)) return /^account-heading$/
  if (/header/i.test(why)) return /^other-header$/
  if (/pending/i.test(why)) return /^pending-activity$/
  if (/footer/i.test(why)) return /^footer$/
  if (/transaction/i.test(why)) return /^transaction$/
  return /^total$/
}

/** Balances by what the collection calls them: an exchange's own code, a wallet and a coin, a symbol or a name. */
function balancesIn(found: ImportFile): Fields {
  const held = [
    ...found.positions.map((each) => [each.symbol ?? each.name ?? '', each.account, each.quantity] as const),
    ...(found.source === 'kraken' || found.source === 'binance' ? found.cash : []).map(
      (each) => [each.currency ?? '', each.account, each.amount] as const,
    ),
  ]
  const isByWallet = found.source === 'binance'
  return Object.fromEntries(
    held.map(([name, account, quantity]) => [isByWallet ? `${account ?? ''} / ${name}` : name, quantity]),
  )
}

const krakenNames: Readonly<Record<string, string>> = { XXBT: 'BTC', ZEUR: 'EUR' }

function expectedBalances(file: string, { derived_holdings: derived = {} }: Expected): Fields {
  const all = Array.isArray(derived)
    ? (derived as readonly Fields[]).map(
        (each) => [String(each['symbol']), String(each['quantity'])] as const,
      )
    : Object.entries(derived as Readonly<Record<string, string>>)
  return Object.fromEntries(
    all
      .filter(([, quantity]) => /[1-9]/.test(quantity))
      .map(([name, quantity]) => [
        file.includes('kraken') ? (krakenNames[name] ?? name) : name,
        quantity.includes('.') ? quantity.replace(/0+$/, '').replace(/\.$/, '') : quantity,
      ]),
  )
}

describe.skipIf(!isHere)('the shared collection', () => {
  test.each(readable)('$file reads exactly', ({ file, expected }) => {
    const found = read(file)
    const dated = expected.by_date?.[expected.use?.replace('latest date ', '') ?? '']
    const positions = expected.positions ?? dated?.positions ?? []
    const cash = expected.cash ?? dated?.cash ?? []
    expect(found.kind).toBe(expected.kind === 'lots' ? 'lots' : 'positions')
    expect(found.problems).toEqual([])
    expect(found.positions.map((position) => position.line)).toEqual(
      positions.map((position) => position['line']),
    )
    positions.forEach((position, at) =>
      expect(found.positions[at]).toMatchObject(picked(position, positionKeys)),
    )
    expect(found.cash).toHaveLength(cash.length)
    cash.forEach((amount, at) =>
      expect(found.cash[at]).toMatchObject(picked(corrected(file, amount), cashKeys)),
    )
    expect(found.asOf).toBe(expected.as_of === undefined ? found.asOf : expected.as_of)
  })

  test.each(readable)('$file: a cost that is not stated is unknown', ({ file, expected }) => {
    const found = read(file)
    ;(expected.positions ?? []).forEach((position, at) =>
      expect(found.positions[at]?.costBasis).toBe(position['cost_basis'] ?? null),
    )
  })

  test.each(readable)('$file lists its ignored rows with their reasons', ({ file, expected }) => {
    const found = read(file)
    for (const { line, why } of expected.ignored_rows ?? []) {
      // A lot that details a position stands among the lots; a record stands in one list only.
      if (typeof line !== 'number' || found.lots.some((lot) => lot.line === line)) continue
      const because = found.ignored.find((record) => record.line === line)?.because
      expect(because, `line ${line}: ${why}`).toMatch(reasonFor(why))
    }
  })

  test.each(readable)('$file has every record exactly once, its header aside', ({ file, expected }) => {
    const missing = coverage(read(file), readFileSync(data + file)).missing
    expect(missing).toEqual([expected.header_line ?? (expected.by_date ? 1 : 2)])
  })

  test.each(readable.filter(({ expected }) => expected.arithmetic_mismatches))(
    '$file notes the values that do not multiply out',
    ({ file, expected }) => {
      const noted = read(file).notes.filter((note) => note.kind === 'value-differs')
      expect(noted.map((note) => note.line)).toEqual(
        expected.arithmetic_mismatches?.map((mismatch) => mismatch.line),
      )
    },
  )

  test.each(readable.filter(({ expected }) => expected.kind === 'lots'))(
    '$file reads its lots',
    ({ file, expected }) => {
      const lots = (expected.lots ?? []).map((lot) => ({
        line: lot['line'],
        account: lot['account'],
        symbol: lot['symbol'],
        acquired: String(lot['acquired']).replace(/^(\d\d)\/(\d\d)\/(\d{4}).*/, '$3-$1-$2'),
        quantity: lot['quantity'],
        unitCost: lot['cost_per_share'],
      }))
      expect(read(file).lots).toEqual(lots)
    },
  )

  test.each(refusable)('$file is refused with a reason, never read wrongly', ({ file, expected }) => {
    const found = read(file)
    const kinds = expected.kind === 'not_positions' ? ['not-positions'] : ['not-positions', 'unreadable']
    expect(kinds).toContain(found.kind)
    expect(found).toMatchObject({ positions: [], cash: [], lots: [] })
    expect(refusalSentence(found)).toMatch(/^[A-Z].*\.$/)
    expect(coverage(found, readFileSync(data + file)).twice).toEqual([])
  })

  test.each(ledgers)('$file adds up to what its records imply', ({ file, expected }) => {
    const found = read(file)
    expect(found.kind).toBe('ledger')
    expect(balancesIn(found)).toEqual(expectedBalances(file, expected))
    expect(found.notes.map((note) => note.kind)).toContain('balances-derived')
    for (const position of found.positions) {
      expect(position).not.toHaveProperty('line')
      expect(position.plannable).toBe(
        !position.quantity.startsWith('-') && !position.symbol?.includes('Call'),
      )
    }
  })

  test.each(ledgers.filter(({ file }) => file.endsWith('.csv')))(
    '$file lists every record once, its header aside',
    ({ file, expected }) => {
      const { missing, twice } = coverage(read(file), readFileSync(data + file))
      expect(twice).toEqual([])
      expect(missing).toEqual([expected.header_line ?? 1])
    },
  )

  test.each(malformed)('$file is refused, or every record that is wrong is named', ({ file }) => {
    const found = read(file)
    const isOddOnly = file.endsWith('btc-usd.csv')
    if (refusalSentence(found) === null && !isOddOnly) {
      expect(found.problems.length).toBeGreaterThan(0)
      for (const problem of found.problems) expect(problem.column).not.toBeNull()
    }
    expect(coverage(found, readFileSync(data + file)).twice).toEqual([])
  })

  test('rows that an older header cannot explain are named, not guessed', () => {
    const found = read('brokers/trading212/history_eur.csv')
    expect(found.problems.map(({ line, column }) => [line, column])).toEqual(
      [11, 12, 13, 14].map((line) => [line, 'No. of shares']),
    )
  })

  test('what an exchange has never called an operation is counted and said', () => {
    const found = read('brokers/binance/statement_with_user_id.csv')
    expect(found.notes.filter((note) => note.kind === 'operation-guessed')).toEqual([
      { line: 42, kind: 'operation-guessed', stated: 'ABC', found: null },
    ])
    expect(found.ignored).toContainEqual({ line: 6, because: 'incomplete-record' })
  })

  test('the table of a program without an importer is read by its column names', () => {
    const expected = others.find(({ file }) => file.startsWith('brokers/moomoo'))?.expected
    const found = read('brokers/moomoo/positions.csv')
    expect(found.positions).toMatchObject(
      (expected?.positions ?? []).map((position) => picked(position, positionKeys)),
    )
    expect(found.cash).toMatchObject((expected?.cash ?? []).map((amount) => picked(amount, cashKeys)))
  })

  test('the lot of an Italian statement is a lot, not a second position', () => {
    expect(read('brokers/ibkr/activity_statement_italian.csv').lots).toEqual([
      { line: 9, account: null, symbol: 'BBB', acquired: '2025-01-01', quantity: '20', unitCost: '9' },
    ])
  })

  test('a stated total that is not the sum of the rows is a note', () => {
    const totals = read('brokers/schwab/positions_2024plus_single_account.csv').notes
    expect(totals).toEqual([{ line: 10, kind: 'total-differs', stated: '33828.04', found: '23971.39' }])
    expect(read('brokers/ibkr/activity_statement_2024.csv').notes).toEqual([
      { line: 115, kind: 'total-differs', stated: '41045.50', found: '24692.35' },
    ])
  })
})

test.runIf(!isHere)('the shared collection of broker files is not here: its tests are skipped', () => {
  expect(entries).toEqual([])
})
