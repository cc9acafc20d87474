/** Files of orders say exactly what the plan says, in the layout of their reader, and name what they cannot hold. */
import { expect, test } from 'vitest'
import { leftOutSentence, type OrderChoices } from '../../src/domain/orderFile.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { orderFile } from '../../src/files/orders/orderFile.ts'
import { readTable } from '../../src/files/table.ts'
import { blankDocument } from '../../src/state/blank.ts'
import { documentOf } from '../../src/domain/decode.ts'

const decoded = documentOf({
  ...blankDocument(),
  baseCurrency: 'USD',
  asOf: '2026-03-02',
  instruments: [
    { id: 'AAA', currency: 'USD', price: '100', exposure: { a: '1' } },
    { id: 'BTC', currency: 'USD', price: '0.5', step: '0.00000001', exposure: { b: '1' } },
    { id: '=CMD', currency: 'USD', price: '10', exposure: { c: '1' } },
  ],
  targets: [
    { class: 'a', weight: '0.2' },
    { class: 'b', weight: '0.3' },
    { class: 'c', weight: '0.5' },
  ],
  accounts: [
    { id: 'U1234567', name: 'Broker', kind: 'taxable', cash: { USD: '1000' } },
    { id: 'wallet', name: 'Wallet', kind: 'taxable', cash: { USD: '500' }, allowed: ['BTC'] },
  ],
  lots: [
    { account: 'U1234567', instrument: 'AAA', quantity: '80' },
    { account: 'U1234567', instrument: '=CMD', quantity: '100' },
  ],
  policy: {
    ...blankDocument().policy,
    trigger: { any: [{ kind: 'always' }] },
    destination: '1',
  },
})
if (!decoded.ok) throw new Error(decoded.problems.map((problem) => problem.kind + problem.path).join())
const document = decoded.value
const planned = rebalance(document)
const all: OrderChoices = { format: 'generic-csv', price: 'market', sides: 'all', account: null }

test('the document plans orders of every kind that is tried here', () => {
  expect(planned.trades.map(({ instrument, side }) => `${side} ${instrument}`).toSorted()).toEqual([
    'buy =CMD',
    'buy BTC',
    'buy BTC',
    'sell AAA',
  ])
})

test('a basket has one header and an order a row; coins and odd names are left out with a sentence', () => {
  const file = orderFile(planned, document, { ...all, format: 'ibkr-basket', price: 'limit' })
  const sale = planned.trades.find((trade) => trade.side === 'sell')
  expect(file.text).toBe(
    'Action,Quantity,Symbol,SecType,Exchange,Currency,TimeInForce,OrderType,LmtPrice,BasketTag,Account\r\n' +
      `SELL,${sale?.quantity},AAA,STK,SMART,USD,DAY,LMT,100.00,${planned.documentHash.slice(7, 19)}-1,U1234567\r\n`,
  )
  expect(file.leftOut.map(({ because }) => because).toSorted()).toEqual(['coin', 'coin', 'symbol'])
  for (const { trade, because } of file.leftOut)
    expect(leftOutSentence(trade, because)).toMatch(/^(Buy|Sell) .* left out, as it .*\.$/)
})

test('requests are a list whose numbers are text, coins as pairs', () => {
  const file = orderFile(planned, document, { ...all, format: 'alpaca-json' })
  const requests = JSON.parse(file.text) as Record<string, string>[]
  expect(file.orders).toBe(requests.length)
  expect(requests[0]).toEqual({
    symbol: 'AAA',
    qty: planned.trades[0]?.quantity,
    side: 'sell',
    type: 'market',
    time_in_force: 'day',
    client_order_id: `${planned.documentHash.slice(7, 19)}-1`,
  })
  expect(requests.filter(({ symbol }) => symbol === 'BTC/USD').map((each) => each['time_in_force'])).toEqual([
    'gtc',
    'gtc',
  ])
})

test('a plain list holds every order, cannot run as a formula, and reads back', () => {
  const file = orderFile(planned, document, { ...all, price: 'limit' })
  expect(file.leftOut).toEqual([])
  const [, ...rows] = readTable(file.text.replaceAll('\r\n', '\n'), ',').rows
  expect(rows.map(({ cells }) => [cells[0], cells[1], cells[2]?.replace(/^'/, ''), cells[3]])).toEqual(
    planned.trades.map(({ account, side, instrument, quantity }) => [account, side, instrument, quantity]),
  )
  expect(file.text).toContain("'=CMD")
  expect(rows.find(({ cells }) => cells[2] === 'BTC')?.cells[5]).toBe('0.5000')
})

test('only the sides and the account that were asked for', () => {
  expect(orderFile(planned, document, { ...all, sides: 'sell' }).orders).toBe(1)
  expect(orderFile(planned, document, { ...all, account: 'wallet' }).orders).toBe(1)
  expect(orderFile(planned, document, { ...all, sides: 'sell', account: 'wallet' }).orders).toBe(0)
})
