/** Unknown tables: the guess can be seen and corrected, and what is no list of holdings is refused by name. */
import { describe, expect, test } from 'vitest'
import type { ColumnMapping } from '../../src/domain/mapping.ts'
import { mappingKey } from '../../src/domain/mapping.ts'
import { refusalSentence } from '../../src/domain/importWords.ts'
import { guessMapping } from '../../src/files/mapping.ts'
import { readImport } from '../../src/files/read.ts'
import { fixtureBytes, readText } from './fixtures.ts'

const source = (text: string, name = 'file.csv') => ({ name, bytes: new TextEncoder().encode(text) })

describe('the guess', () => {
  test('shows the header, some rows, and what each column is taken for', () => {
    const guess = guessMapping({ name: 'decimalComma.csv', bytes: fixtureBytes('decimalComma.csv') })
    expect(guess).toMatchObject({
      header: ['Depot', 'Wertpapier', 'Symbol', 'Stück', 'Kurs', 'Wert', 'Währung'],
      mapping: {
        delimiter: ';',
        decimal: 'comma',
        headerLine: 1,
        columns: ['account', 'name', 'symbol', 'quantity', 'price', 'value', 'currency'],
      },
      decimalIsSure: true,
    })
    expect(guess?.sample[0]?.[2]).toBe('VWCE')
  })

  test('of a table without a header comes from what the cells look like, and is not used unasked', () => {
    const text = 'VTI,10,250\nBND,5.5,72.1\n'
    expect(guessMapping(source(text))?.mapping).toEqual({
      delimiter: ',',
      decimal: 'point',
      headerLine: null,
      columns: ['symbol', 'quantity', 'price'],
    })
    expect(readText(text)).toMatchObject({
      kind: 'unreadable',
      because: 'no-header',
      problems: [{ line: 1, kind: 'no-header' }],
    })
  })

  test('is none for what is no table', () => {
    expect(guessMapping(source('one column\nonly'))).toBeNull()
    expect(guessMapping({ name: 'x.pdf', bytes: new TextEncoder().encode('%PDF-1.7') })).toBeNull()
  })

  test('is remembered by its header', () => {
    expect(mappingKey(['Symbol ', 'QTY'])).toBe('symbol|qty')
  })
})

describe('a mapping of the user', () => {
  const text = 'VTI;1.000;250\nBND;1.500;72\n'
  const mapping: ColumnMapping = {
    delimiter: ';',
    decimal: 'comma',
    headerLine: null,
    columns: ['symbol', 'quantity', 'price'],
  }

  test('is followed, header or not', () => {
    const file = readImport(source(text), mapping)
    expect(file.positions.map((position) => [position.symbol, position.quantity, position.price])).toEqual([
      ['VTI', '1000', '250'],
      ['BND', '1500', '72'],
    ])
  })

  test('decides what a point means', () => {
    const file = readImport(source(text), { ...mapping, decimal: 'point' })
    expect(file.positions.map((position) => position.quantity)).toEqual(['1.000', '1.500'])
  })

  test('reads a table even if it looks like a history', () => {
    const history = 'Action,Symbol,Quantity\nhold,VTI,10\n'
    expect(readText(history)).toMatchObject({ kind: 'not-positions', because: 'transaction-history' })
    const columns: ColumnMapping['columns'] = [null, 'symbol', 'quantity']
    expect(
      readImport(source(history), { delimiter: ',', decimal: 'point', headerLine: 1, columns }),
    ).toMatchObject({ kind: 'positions', positions: [{ quantity: '10' }] })
  })
})

describe('a table', () => {
  test('of one day for each price keeps all its rows', () => {
    const file = readText('Date,Symbol,Quantity\n2026-01-02,VTI,1\n2026-01-03,BND,2\n')
    expect(file.positions.map((position) => position.symbol)).toEqual(['VTI', 'BND'])
    expect(file.asOf).toBe('2026-01-03')
  })

  test('of several snapshots is read for the latest day only, and says so', () => {
    const file = readText(
      'Date,Symbol,Quantity\n30/01/2026,VTI,1\n30/01/2026,BND,2\n28/02/2026,VTI,3\nsoon,VTI,4\n',
    )
    expect(file.positions).toMatchObject([{ line: 4, quantity: '3' }])
    expect(file.ignored).toEqual([
      { line: 2, because: 'older-snapshot' },
      { line: 3, because: 'older-snapshot' },
    ])
    expect(file.problems).toEqual([{ line: 5, column: 'Date', kind: 'not-a-day', text: 'soon' }])
    expect(file.notes).toEqual([{ line: null, kind: 'several-dates', stated: '2026-02-28', found: '3' }])
  })

  test('whose decimal mark nothing tells says that it guessed', () => {
    expect(readText('Symbol,Quantity\nVTI,1.234\n').notes).toEqual([
      { line: null, kind: 'decimal-guessed', stated: null, found: 'point' },
    ])
  })

  test('may state the average cost instead of the whole, and keeps them apart', () => {
    const file = readText('Ticker,Shares,Avg_Cost\nVTI,3,100.10\n')
    expect(file.positions).toMatchObject([{ costBasis: null, unitCost: '100.10' }])
  })

  test('in euros by its signs is in euros', () => {
    expect(readText('Symbol,Quantity,Price\nVWCE,2,\u20ac110.50\n').positions[0]?.currency).toBe('EUR')
    expect(readText('Symbol,Quantity,Price\nVTI,2,$250.50\n').positions[0]?.currency).toBeNull()
  })

  test('stops at a second table with other columns', () => {
    const file = readText('Symbol,Quantity\nVTI,2\n\nSymbol,Quantity,Price,Value\nBND,3,1,3\n')
    expect(file.positions).toHaveLength(1)
    expect(file.ignored).toEqual([
      { line: 4, because: 'other-section' },
      { line: 5, because: 'other-section' },
    ])
  })

  test('names its damaged cells by line and column', () => {
    const file = readText(
      'Symbol,Quantity,Currency\n<invalid>,2,USD\nVTI,,USD\nBND,1,<bad>\n,4,USD\nVEA,1,USD\n',
    )
    expect(file.problems.map(({ line, column, kind }) => [line, column, kind])).toEqual([
      [2, 'Symbol', 'symbol-damaged'],
      [3, 'Quantity', 'quantity-missing'],
      [4, 'Currency', 'not-a-currency'],
      [5, 'Symbol', 'symbol-missing'],
    ])
  })

  test('in which nothing can be read is refused, with its problems', () => {
    expect(readText('Symbol,Quantity\nVTI,many\n')).toMatchObject({
      kind: 'not-positions',
      because: 'no-holdings',
      problems: [{ line: 2 }],
    })
  })

  test.each([
    ['$CASH', 'EUR', 'EUR'],
    ['$EUR', '', 'EUR'],
    ['EUR', '', 'EUR'],
    ['CASH', 'EUR', 'EUR'],
    ['Cash & Cash Investments', 'USD', 'USD'],
    ['CASH & CASH FUND & FTX CASH (EUR)', '', 'EUR'],
  ])('has cash as %s', (symbol, currency, expected) => {
    const file = readText(`Symbol,Quantity,Currency\nVTI,1,USD\n${symbol},12.5,${currency}\n`)
    expect(file.cash).toEqual([{ line: 3, account: null, currency: expected, amount: '12.5' }])
  })

  test.each(['$AAPL', 'ALL', 'CASHX', 'USDT'])('does not take %s for cash', (symbol) => {
    expect(readText(`Symbol,Quantity\n${symbol},12.5\n`).cash).toEqual([])
  })

  test('knows the bank whose ticker is CASH by its name', () => {
    expect(readText('Symbol,Name,Quantity\nCASH,Pathward Financial Inc,3\n').positions).toHaveLength(1)
  })
})

describe('refused, with a sentence that says what it is', () => {
  test.each([
    [
      'Run Date,Action,Symbol,Quantity\n1/1/2026,BUY,VTI,1\n',
      'fidelity',
      'transaction-history',
      'This is a Fidelity history of transactions',
    ],
    [
      '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"\n"1/1/2026","Buy","VTI","","1","1","","1"\n',
      'schwab',
      'transaction-history',
      'This is a Schwab history',
    ],
    ['Date,Close\n2026-01-02,1.5\n', 'generic', 'price-history', 'This is a history of prices'],
    ['Symbol,Name\nVTI,Total\n', 'generic', 'no-quantities', 'This list names securities but not how many'],
    ['Date,Text,Sum\n1,2,3\n', 'generic', 'no-holdings-columns', 'This table has no column'],
    ['{"evenkeel": 1}', 'evenkeel', 'evenkeel-document', 'This is an Evenkeel document'],
    ['{"a": 1}', 'unknown', 'unknown-json', 'This is JSON'],
    ['{', 'unknown', 'unknown-json', 'This is JSON'],
    ['<!DOCTYPE html><p>', 'unknown', 'web-page', 'This is a web page'],
    ['OFXHEADER:100\nDATA:OFXSGML\n', 'unknown', 'ofx', 'This is an OFX'],
    ['<?xml version="1.0"?><FlexQueryResponse>', 'ibkr', 'flex-xml', 'This is a Flex query as XML'],
    [
      'Description,Date acquired,Date sold,Proceeds\nVTI,1/1/2020,1/1/2026,5\n',
      'unknown',
      'realised-gains',
      'This is a list of sales',
    ],
    ['', 'unknown', 'empty', 'This file is empty'],
  ])('%j', (text, from, because, sentence) => {
    const file = readText(text)
    expect(file).toMatchObject({ source: from, because, positions: [], cash: [], lots: [] })
    expect(refusalSentence(file)).toContain(sentence)
  })
})

test('a header of words that nobody knows is still a header, by which its mapping can be remembered', () => {
  const text = 'Thing,Code,How many,Each\nA fund,VTI,12,250\nAnother,BND,30,73\n'
  const guess = guessMapping({ name: 'odd.csv', bytes: new TextEncoder().encode(text) })
  expect(guess?.header).toEqual(['Thing', 'Code', 'How many', 'Each'])
  expect(guess?.mapping).toMatchObject({ headerLine: 1, columns: [null, 'symbol', 'quantity', 'price'] })
})
