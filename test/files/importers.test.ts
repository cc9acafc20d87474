/** Each importer reads its own small file to the last cell, and every record of it is accounted for. */
import { describe, expect, test } from 'vitest'
import type { ImportFile } from '../../src/domain/import.ts'
import { coverage } from './coverage.ts'
import { fixtureBytes, readFixture } from './fixtures.ts'

/** Positions as "line account symbol quantity @ price = value cost", what is not plannable with its reason. */
function positions(file: ImportFile): string[] {
  return file.positions.map((p) =>
    [
      p.line,
      p.account,
      p.symbol ?? `(${p.name})`,
      p.quantity,
      '@',
      p.price,
      '=',
      p.value,
      p.costBasis,
      p.currency,
      p.because,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  )
}

function cash(file: ImportFile): string[] {
  return file.cash.map((entry) => [entry.line, entry.account, entry.amount, entry.currency].join(' '))
}

function ignored(file: ImportFile): string[] {
  return file.ignored.map((record) => `${record.line} ${record.because}`)
}

describe('Fidelity', () => {
  const file = readFixture('fidelity.csv')

  test('positions, with an option, a bond and an unknown cost', () => {
    expect(file).toMatchObject({ source: 'fidelity', kind: 'positions', asOf: '2026-03-02' })
    expect(positions(file)).toEqual([
      '3 Z00000001 VTI 40.125 @ 250.00 = 10031.25 8025.00 USD',
      '4 Z00000001 -VTI270115C300 -1 @ 2.00 = -200.00 -150.00 USD option',
      '5 Z00000002 FXNAX 100.5 @ 10.20 = 1025.10  USD',
      '7 Z00000002 912828XX1 5000 @ 98.50 = 4925.00 4900.00 USD priced-per-hundred',
    ])
    expect(file.positions[2]?.costBasis).toBeNull()
  })

  test('the core position is cash, pending activity is not, a damaged number is a problem', () => {
    expect(cash(file)).toEqual(['2 Z00000001 512.30 USD'])
    expect(ignored(file)).toEqual(['6 unsettled-cash', '10 footer', '11 footer'])
    expect(file.notes).toEqual([{ line: 6, kind: 'unsettled-cash', stated: '-75.00', found: null }])
    expect(file.problems).toEqual([{ line: 8, column: 'Quantity', kind: 'not-a-number', text: '1,2,3' }])
  })

  test('accounts have their names and what these say about taxes', () => {
    expect(file.accounts).toEqual([
      { account: 'Z00000001', name: 'Individual - TOD', kind: 'taxable' },
      { account: 'Z00000002', name: 'ROTH IRA', kind: 'exempt' },
    ])
  })
})

describe('Schwab', () => {
  const file = readFixture('schwab.csv')

  test('blocks of several accounts, the last line without its end', () => {
    expect(file).toMatchObject({ source: 'schwab', kind: 'positions', asOf: '2026-02-27', problems: [] })
    expect(positions(file)).toEqual([
      '5 Individual ...111 VTI 10.5 @ 250.00 = 2625.00 2100.00 USD',
      '12 Roth IRA ...222 SWVXX 1000 @ 1.00 = 1000.00  USD',
      '13 Roth IRA ...222 ABCD -5 @ 20.00 = -100.00 -110.00 USD short',
    ])
    expect(cash(file)).toEqual(['6 Individual ...111 300.25 USD', '14 Roth IRA ...222 -12.00 USD'])
  })

  test('titles, headings, the second header and totals are set aside; a wrong total is a note', () => {
    expect(ignored(file)).toEqual([
      '1 title',
      '3 account-heading',
      '7 total',
      '10 account-heading',
      '11 other-header',
      '15 total',
    ])
    expect(file.notes).toEqual([{ line: 15, kind: 'total-differs', stated: '900.00', found: '888' }])
  })

  test('lots of one symbol, and a day that does not exist', () => {
    const lots = readFixture('schwabLots.csv')
    expect(lots).toMatchObject({ source: 'schwab', kind: 'lots', asOf: '2026-02-27' })
    expect(lots.lots).toEqual([
      {
        line: 4,
        account: '...111',
        symbol: 'VTI',
        acquired: '2021-01-05',
        quantity: '4.5',
        unitCost: '180.00',
      },
      {
        line: 5,
        account: '...111',
        symbol: 'VTI',
        acquired: '2025-11-20',
        quantity: '6',
        unitCost: '215.00',
      },
    ])
    expect(lots.problems).toEqual([{ line: 6, column: 'Open Date', kind: 'not-a-day', text: '13/45/2025' }])
    expect(ignored(lots)).toEqual(['1 title', '7 total'])
  })
})

describe('Vanguard', () => {
  const file = readFixture('vanguard.csv')

  test('the settlement fund is cash, a trust has no ticker, transactions are no holdings', () => {
    expect(positions(file)).toEqual([
      '3 10000001 VTSAX 20.5 @ 120.00 = 2460.00  USD',
      '4 10000002 (A Trust Without A Ticker) 7.125 @ 40.00 = 285.00  USD',
    ])
    expect(cash(file)).toEqual(['2 10000001 250.75 USD'])
    expect(ignored(file)).toEqual(['8 other-header', '9 transaction', '10 transaction'])
  })

  test('the transactions tell the kind of the account', () => {
    expect(file.accounts).toEqual([
      { account: '10000001', name: null, kind: 'taxable' },
      { account: '10000002', name: null, kind: 'exempt' },
    ])
  })
})

describe('Interactive Brokers', () => {
  test('an activity statement: positions, lots, options, bonds, cash of each currency', () => {
    const file = readFixture('ibkrActivity.csv')
    expect(file).toMatchObject({ source: 'ibkr', kind: 'positions', asOf: '2026-01-30', problems: [] })
    expect(positions(file)).toEqual([
      '14 U0000001 VWCE 12 @ 110 = 1320 1200 EUR',
      '17 U0000001 DBR 2.5 2035 2000 @ 98.5 = 1970 1980 EUR priced-per-hundred',
      '20 U0000001 ABC 19JUN26 30 C 2 @ 1.5 = 300 200 USD option',
    ])
    expect(file.positions[0]?.name).toBe('VANG FTSE AW USDA')
    expect(file.lots.map((lot) => [lot.line, lot.symbol, lot.acquired, lot.quantity, lot.unitCost])).toEqual([
      [15, 'VWCE', '2024-03-01', '5', '98'],
      [16, 'VWCE', '2025-06-02', '7', '101.4285714'],
    ])
    expect(cash(file)).toEqual(['11 U0000001 150.00 EUR', '12 U0000001 50.00 USD'])
    expect(ignored(file).slice(6, 12)).toEqual([
      '7 other-header',
      '8 cash-movement',
      '9 same-cash-again',
      '10 same-cash-again',
      '18 total',
      '19 other-header',
    ])
    expect(file.notes).toEqual([])
  })

  test('a Flex query as one table', () => {
    const file = readFixture('ibkrFlex.csv')
    expect(file).toMatchObject({ source: 'ibkr', kind: 'positions', asOf: '2026-02-27' })
    expect(positions(file)).toEqual([
      '2 U0000002 VTI 10 @ 250 = 2500 2000 USD',
      '4 U0000002 ABC   260619C00030000 1 @ 1.5 = 150 100 USD option',
    ])
    expect(file.lots).toEqual([
      {
        line: 3,
        account: 'U0000002',
        symbol: 'VTI',
        acquired: '2024-01-05',
        quantity: '10',
        unitCost: '200',
      },
    ])
    expect(file.notes).toEqual([{ line: null, kind: 'cash-unknown', stated: null, found: null }])
  })

  test('a Flex query in sections that repeats the section code', () => {
    const file = readFixture('ibkrFlexSections.csv')
    expect(file).toMatchObject({ source: 'ibkr', kind: 'positions', asOf: '2026-02-27' })
    expect(positions(file)).toEqual(['11 U0000003 IWDA 15 @ 100.5 = 1507.5 1300 EUR'])
    expect(cash(file)).toEqual(['6 U0000003 100 USD', '7 U0000003 150 EUR'])
    expect(ignored(file)).toContain('5 same-cash-again')
  })
})

describe('any table', () => {
  test('semicolons, decimal commas, a total', () => {
    const file = readFixture('decimalComma.csv')
    expect(file).toMatchObject({ source: 'generic', kind: 'positions', problems: [], notes: [] })
    expect(positions(file)).toEqual([
      '2 Depot 1 VWCE 12.5 @ 110.40 = 1380.00  EUR',
      '3 Depot 1 IWDA 1000 @ 100.5 = 100500.00  EUR',
    ])
    expect(cash(file)).toEqual(['4 Depot 1 2500.75 EUR'])
    expect(ignored(file)).toEqual(['5 total'])
  })

  test('tabs and a line break inside a cell: lines stay the physical ones', () => {
    const file = readFixture('spreadsheet.tsv')
    expect(positions(file)).toEqual([
      '2 Mine VTI 10 @ 250 =   ',
      '4 Mine BRK.B 3 @ 410.5 =   ',
      '5 Yours BTC 0.12345678 @ 64000 =   ',
      '8  VEA 4 @ 50 =   ',
    ])
    expect(cash(file)).toEqual(['6 Yours 1500 '])
    expect(file.problems).toEqual([{ line: 7, column: 'Shares', kind: 'not-a-number', text: 'abc' }])
  })

  test('a cell that never ends refuses the file and names its line', () => {
    const file = readFixture('unclosedQuote.csv')
    expect(file).toMatchObject({ kind: 'unreadable', because: 'unclosed-quote', positions: [] })
    expect(file.problems).toEqual([
      { line: 3, column: null, kind: 'unclosed-quote', text: expect.stringContaining('VEA') as string },
    ])
  })
})

test.each([
  ['fidelity.csv', [1]],
  ['schwab.csv', [4]],
  ['schwabLots.csv', [3]],
  ['vanguard.csv', [1]],
  ['ibkrActivity.csv', [13]],
  ['ibkrFlex.csv', [1]],
  ['ibkrFlexSections.csv', [10]],
  ['decimalComma.csv', [1]],
  ['spreadsheet.tsv', [1]],
])('%s has every record exactly once, its header aside', (name, header) => {
  expect(coverage(readFixture(name), fixtureBytes(name))).toEqual({ missing: header, twice: [] })
})
