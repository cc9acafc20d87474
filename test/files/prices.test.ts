/** Tables of prices, pasted or uploaded. */
import { expect, test } from 'vitest'
import { priceProblemSentence } from '../../src/domain/importWords.ts'
import { readPrices } from '../../src/files/prices.ts'

test('two columns without a header take the day they are given', () => {
  expect(readPrices('VTI\t250.10\nBTC\t64,000\n', '2026-03-01')).toEqual({
    prices: [
      { line: 1, symbol: 'VTI', price: '250.10', priceAsOf: '2026-03-01', currency: null },
      { line: 2, symbol: 'BTC', price: '64000', priceAsOf: '2026-03-01', currency: null },
    ],
    problems: [],
  })
})

test('a header may name a day and a currency, in any order', () => {
  const table = readPrices('Date,Currency,Symbol,Price\n2026-02-27,EUR,VWCE,110.5\n,USD,VTI,$250\n')
  expect(table.prices).toEqual([
    { line: 2, symbol: 'VWCE', price: '110.5', priceAsOf: '2026-02-27', currency: 'EUR' },
    { line: 3, symbol: 'VTI', price: '250', priceAsOf: null, currency: 'USD' },
  ])
})

test('without a header, day and currency are known by their look', () => {
  expect(readPrices('VWCE;110,50;EUR;27.02.2026\nIWDA;95,10;EUR;27.02.2026').prices).toEqual([
    { line: 1, symbol: 'VWCE', price: '110.50', priceAsOf: '2026-02-27', currency: 'EUR' },
    { line: 2, symbol: 'IWDA', price: '95.10', priceAsOf: '2026-02-27', currency: 'EUR' },
  ])
})

test('of several days of a symbol the latest counts', () => {
  const { prices, problems } = readPrices(
    'symbol,date,close\nVTI,2026-01-02,1\nVTI,2026-01-05,3\nVTI,2026-01-03,2\n',
  )
  expect(prices).toMatchObject([{ symbol: 'VTI', price: '3', priceAsOf: '2026-01-05' }])
  expect(problems).toEqual([])
})

test('cells that cannot be read are named by row and column', () => {
  const { prices, problems } = readPrices(
    'symbol,price,date,currency\nVTI,abc,,\n,5,,\nBND,,,\nVEA,-1,,\nVWO,0,,\nIAU,1,soon,\nGLD,1,,dollar\nVTI,1,,\nVTI,2,,\n',
  )
  expect(prices.map((entry) => entry.symbol)).toEqual(['VTI'])
  expect(problems.map(({ line, column, kind }) => [line, column, kind])).toEqual([
    [2, 1, 'not-a-number'],
    [3, 0, 'symbol-missing'],
    [4, 1, 'price-missing'],
    [5, 1, 'not-positive'],
    [6, 1, 'not-positive'],
    [7, 2, 'not-a-day'],
    [8, 3, 'not-a-currency'],
    [10, 0, 'symbol-twice'],
  ])
  expect(problems.map(priceProblemSentence)[0]).toBe('Row 2, column 2: “abc” is not a number.')
})

test('nothing is nothing, and a cell that never ends is a problem', () => {
  expect(readPrices('\n \n')).toEqual({ prices: [], problems: [] })
  expect(readPrices('a,1\n"b,2\n').problems).toEqual([
    { line: 2, column: 0, kind: 'unclosed-quote', text: '' },
  ])
})
