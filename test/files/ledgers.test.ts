/** Histories of brokers and exchanges add up to what is held; each file here is small, with invented values. */
import { describe, expect, test } from 'vitest'
import type { ImportFile } from '../../src/domain/import.ts'
import { importNoteSentence, importProblemSentence } from '../../src/domain/importWords.ts'
import { applyImport } from '../../src/files/apply.ts'
import { blankDocument } from '../../src/state/blank.ts'
import { coverage } from './coverage.ts'
import { readText } from './fixtures.ts'
import { files, krakenHeader } from './ledgerTexts.ts'

function held(file: ImportFile): Record<string, string> {
  return Object.fromEntries(file.positions.map((each) => [each.symbol ?? each.name ?? '', each.quantity]))
}

describe.each(files)('%s', (source, text, expected) => {
  test('adds up, and says that it is a history', () => {
    const file = readText(text)
    expect(file).toMatchObject({ source, kind: 'ledger', problems: [] })
    expect(held({ ...file, positions: file.positions.filter(({ account }) => account !== 'Earn') })).toEqual(
      expected,
    )
    expect(file.notes.map(importNoteSentence).join(' ')).toMatch(/This is a history/)
  })

  test('every record is listed once, whatever became of it', () => {
    const { missing, twice } = coverage(readText(text), new TextEncoder().encode(text))
    expect(twice).toEqual([])
    expect(missing).toHaveLength(1)
  })

  test('what is held is the same whichever end of the history comes first', () => {
    const lines = text.split('\n')
    const headerAt = lines.findIndex((line) => line.split(/[,;]/).length > 5)
    const turned = [...lines.slice(0, headerAt + 1), ...lines.slice(headerAt + 1).toReversed()].join('\n')
    expect(held(readText(turned))).toEqual(held(readText(text)))
  })
})

test('lots are what sales, oldest first, have left, each with what a unit cost', () => {
  const robinhood = readText(files[4]?.[1] ?? '')
  expect(robinhood.lots).toEqual([
    { account: null, symbol: 'AAA', acquired: '2024-03-04', quantity: '3', unitCost: '33.3333333333' },
    { account: null, symbol: 'AAA', acquired: '2024-03-05', quantity: '6', unitCost: '40' },
  ])
  expect(robinhood.cash).toEqual([{ account: null, currency: 'USD', amount: '1750' }])
  const pence = readText(files[3]?.[1] ?? '')
  expect(pence.lots).toMatchObject([{ acquired: '2024-01-02', quantity: '6', unitCost: '2.5' }])
  expect(pence.positions).toMatchObject([{ currency: 'GBP' }])
})

test('a stated balance wins over records that begin in the middle', () => {
  const file = readText(`${krakenHeader}
L1,R1,2024-01-02 09:00:05,trade,,currency,XXBT,-0.5,0,1.5`)
  expect(held(file)).toEqual({ BTC: '1.5' })
  expect(file.notes).toContainEqual({ line: null, kind: 'balance-used', stated: 'BTC', found: '1.5' })
  expect(file.lots).toEqual([])
})

test('more going out than had come is never a short position', () => {
  const file = readText(`Date,Code,DataSource,Currency,Price,Quantity,Action,Fee,Note
02-01-2024,AAA,YAHOO,USD,50,10,sell,5,
02-01-2024,BBB,YAHOO,USD,50,10,buy,5,`)
  expect(file.positions).toMatchObject([
    { symbol: 'AAA', plannable: false, because: 'partial-history' },
    { symbol: 'BBB', plannable: true },
  ])
  const applied = applyImport(blankDocument(), [file])
  expect(applied.document.lots.map((lot) => lot.instrument)).toEqual(['BBB'])
})

test('what cannot be read is named with its line and column, and the rest is counted', () => {
  const file = readText(`Date,Code,DataSource,Currency,Price,Quantity,Action,Fee,Note
02-01-2024,AAA,YAHOO,USD,50,ten,buy,5,
02-01-2024,AAA,YAHOO,USD,50,10,lend,5,
16/13/2024,AAA,YAHOO,USD,50,10,buy,5,
02-01-2024,AAA,YAHOO,dollar,50,10,buy,5,
02-01-2024,AAA,YAHOO,USD,50,10,buy,5,`)
  expect(file.problems.map(importProblemSentence)).toEqual([
    expect.stringMatching(/^Line 2, column “Quantity”: “ten” is not a number/),
    expect.stringMatching(/^Line 3, column “Action”: “lend” is nothing that Evenkeel knows/),
    expect.stringMatching(/^Line 4, column “Date”: “16\/13\/2024” is not a day/),
    expect.stringMatching(/^Line 5, column “Currency”: “dollar” is not a currency/),
  ])
  expect(held(file)).toEqual({ AAA: '10' })
})

test('an export as JSON is read with the lines on which its activities begin', () => {
  const json = JSON.stringify(
    {
      activities: [
        {
          type: 'BUY',
          symbol: 'AAA',
          quantity: 3,
          unitPrice: 100,
          fee: 3,
          currency: 'USD',
          date: '2024-01-02T00:00:00.000Z',
        },
        {
          type: 'BUY',
          symbol: 'AAA',
          quantity: 'x',
          unitPrice: 100,
          fee: 0,
          currency: 'USD',
          date: '2024-01-02T00:00:00.000Z',
        },
      ],
      accounts: [
        {
          id: 'a',
          name: 'Main',
          currency: 'USD',
          balances: [
            { date: '2024-01-01', value: 5 },
            { date: '2024-02-01', value: 7 },
          ],
        },
      ],
    },
    null,
    2,
  )
  const file = readText(json, 'export.json')
  expect(file).toMatchObject({ source: 'ghostfolio', kind: 'ledger' })
  expect(file.lots).toEqual([
    { account: null, symbol: 'AAA', acquired: '2024-01-02', quantity: '3', unitCost: '101' },
  ])
  expect(file.cash).toEqual([{ account: 'Main', currency: 'USD', amount: '7' }])
  expect(file.problems).toMatchObject([{ line: 12, column: 'quantity', text: 'x' }])
})

test('tables of positions of brokers that swept their cash into a fund of their own', () => {
  const merrill =
    readText(`"COB Date","Security #","Symbol","CUSIP #","Security Description","Account Nickname","Account Registration","Account #","Quantity","Price ($)","Value ($)"
"3/9/2026","1","IIAXX","0","BANK, NA RASP","--","Roth IRA-Edge","AA-1","1,000.50","1.00","1,000.50"
"3/9/2026","2","AAA","0","INVENTED INC","--","Roth IRA-Edge","AA-1","20","10.00","200.00"`)
  expect(merrill).toMatchObject({
    source: 'merrill',
    asOf: '2026-03-09',
    cash: [{ line: 2, account: 'AA-1', currency: 'USD', amount: '1000.50' }],
    positions: [{ line: 3, symbol: 'AAA', quantity: '20', price: '10.00' }],
    accounts: [{ account: 'AA-1', kind: 'exempt' }],
  })
  const etrade = readText(`Account Summary
Account,Net Account Value,Total Gain $
Invented -1,3000.00,0.00
Symbol,Last Price $,Change $,Quantity,Price Paid $,Value $
AAA,100.00,0.00,20,0.00,2000.00
     01/05/2024,100.00,0.00,15,80.00,1500.00
     --,100.00,0.00,5,0.00,500.00
CASH,,,,,,1000.00
TOTAL,,,,,,3000.00
Generated at Sep 01 2026 10:00 AM ET`)
  expect(etrade).toMatchObject({
    source: 'etrade',
    asOf: '2026-09-01',
    positions: [{ symbol: 'AAA', quantity: '20', account: 'Invented -1' }],
    lots: [
      { acquired: '2024-01-05', quantity: '15', unitCost: '80.00' },
      { acquired: null, quantity: '5', unitCost: null },
    ],
    cash: [{ amount: '1000.00' }],
    problems: [],
    notes: [],
  })
  const degiro = readText(`Produkt,Symbol/ISIN,Anzahl,Schlußkurs,Wert in Lokalwährung,,Wert in EUR
CASH & CASH FUND & FTX CASH (EUR),,,,EUR,"250,10","250,10"
INVENTED CORP,US0000000001,10,"120,50",USD,"1.205,00","1.100,00"`)
  expect(degiro).toMatchObject({
    source: 'degiro',
    positions: [
      { symbol: 'US0000000001', quantity: '10', price: '120.50', currency: 'USD', value: '1205.00' },
    ],
    cash: [{ currency: 'EUR', amount: '250.10' }],
    problems: [],
    notes: [],
  })
})
