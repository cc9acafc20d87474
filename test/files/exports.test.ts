/** The files that leave the page: exact, guarded, the same everywhere, and readable by our own import. */
import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import type { Plan, Trade } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { decodeDocument } from '../../src/files/codec.ts'
import { driftCsv } from '../../src/files/driftCsv.ts'
import { guessMapping } from '../../src/files/mapping.ts'
import { readImport } from '../../src/files/read.ts'
import { tradesCsv } from '../../src/files/tradesCsv.ts'

function demo(): Portfolio {
  const decoded = decodeDocument(readFileSync('public/demo.json', 'utf8'))
  if (!decoded.ok) throw new Error('The demo does not decode.')
  return decoded.value
}

function read(csv: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  }).data
}

const trade: Trade = {
  account: 'x',
  instrument: 'A',
  side: 'buy',
  quantity: '12',
  price: '10.5',
  value: '126.00',
  phase: 2,
  costs: { commission: '1.00', spread: '0.07', impact: '0.00', gas: '0.30' },
  lots: [],
  because: { kind: 'underweight', class: 'us-stock', from: '0.1', to: '0.2' },
}

const demoPlan = rebalance(demo())

function planOf(trades: readonly Trade[]): Plan {
  return { ...demoPlan, trades, documentHash: 'sha256:00' }
}

/** The demo with one account and one instrument that are called like this. */
function called(account: string, name: string, currency = 'USD'): Portfolio {
  const document = demo()
  return {
    ...document,
    rates: { EUR: '1.0871' },
    accounts: [{ ...document.accounts[0]!, id: 'x', name: account }],
    instruments: [{ ...document.instruments[0]!, id: 'A', name, currency }],
  }
}

test('every order of a plan is a record with its words, costs, hash and day', () => {
  const document = demo()
  const plan = demoPlan
  const records = read(tradesCsv(plan, document))
  expect(plan.trades.length).toBeGreaterThan(3)
  expect(records).toHaveLength(plan.trades.length)
  for (const [at, order] of plan.trades.entries()) {
    expect(records[at]).toMatchObject({
      account: order.account,
      side: order.side,
      symbol: order.instrument,
      quantity: order.quantity,
      price: order.price,
      value: order.value,
      currency: 'USD',
      'plan hash': plan.documentHash,
      'as of': document.asOf,
    })
    expect(records[at]?.['reason']).toMatch(/\.$/)
  }
})

test('records end with CR LF, the header is first, and a plan without orders is only a header', () => {
  const csv = tradesCsv(planOf([]), demo())
  expect(csv).toMatch(/^account,account name,side,symbol,.*,as of\r\n$/)
  expect(tradesCsv(planOf([]), null)).toBe(csv)
})

test('costs add up exactly, in the base currency when the instrument has another', () => {
  const [record] = read(tradesCsv(planOf([trade]), called('X', 'A', 'EUR')))
  // (1.00 + 0.07) x 1.0871 + 0.30
  expect(record).toMatchObject({
    currency: 'EUR',
    spread: '0.07',
    gas: '0.30',
    costs: '1.463197',
    'costs currency': 'USD',
  })
  const [own] = read(tradesCsv(planOf([trade]), called('X', 'A')))
  expect(own).toMatchObject({ costs: '1.37', 'costs currency': 'USD' })
})

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tTab', "'\tTab"],
  ['\rReturn', "'\rReturn"],
  ['＝1', "'＝1"],
  ['a=1', 'a=1'],
  ['He said "no", twice', 'He said "no", twice'],
  ['two\nlines', 'two\nlines'],
])('the text %j reaches a spreadsheet as %j', (name, expected) => {
  const [record] = read(tradesCsv(planOf([trade]), called(name, name)))
  expect(record).toMatchObject({ 'account name': expected, name: expected, quantity: '12', value: '126.00' })
})

test('an id that looks like a formula is guarded, a number below zero is not', () => {
  const [order] = read(tradesCsv(planOf([{ ...trade, account: '-x', instrument: '=A' }]), demo()))
  expect(order).toMatchObject({ account: "'-x", symbol: "'=A" })
  const drifts = read(driftCsv(demo())).map((record) => record['drift'] ?? '')
  expect(drifts.some((text) => /^-0\.\d{10}$/.test(text))).toBe(true)
})

test('a byte order mark stands only where it is needed', () => {
  expect(tradesCsv(planOf([trade]), called('Plain', 'Plain')).startsWith('account')).toBe(true)
  const csv = tradesCsv(planOf([trade]), called('Sparkonto Müller', 'Öl'))
  expect(csv.startsWith('\uFEFFaccount')).toBe(true)
  expect(read(csv)[0]?.['account name']).toBe('Sparkonto Müller')
})

test('our own import knows the trade list as orders, and reads it back as a table number for number', () => {
  const document = demo()
  const plan = demoPlan
  const source = { name: 'trades.csv', bytes: new TextEncoder().encode(tradesCsv(plan, document)) }
  expect(readImport(source)).toMatchObject({ kind: 'not-positions', because: 'transaction-history' })
  const file = readImport(source, guessMapping(source)?.mapping)
  expect(file.kind).toBe('positions')
  expect(
    file.positions.map(({ account, symbol, quantity, price, value }) => ({
      account,
      symbol,
      quantity,
      price,
      value,
    })),
  ).toEqual(
    plan.trades.map((order) => ({
      account: order.account,
      symbol: order.instrument,
      quantity: order.quantity,
      price: order.price,
      value: order.value,
    })),
  )
})

test('the drift table holds every row, and with a plan where it lands', () => {
  const document = demo()
  const plan = demoPlan
  const records = read(driftCsv(document, plan))
  expect(records.map((record) => record['class'])).toEqual(plan.rows.map((row) => row.class))
  for (const [at, row] of plan.rows.entries()) {
    expect(records[at]).toMatchObject({
      target: row.target,
      low: row.low,
      high: row.high,
      weight: row.before,
      'weight after': row.after,
      breached: row.breached ? 'yes' : 'no',
      'plan hash': plan.documentHash,
    })
  }
  expect(read(driftCsv(document))[0]).toMatchObject({
    'weight after': '',
    'drift after': '',
    'plan hash': '',
  })
})
