/** Households with taxes, from the document to the plan: what is sold, what is left alone, and what is said about it. */
import { expect, test } from 'vitest'
import { Decimal, sumOf } from '../../src/domain/decimal.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { proof } from '../../src/engine/proof.ts'
import type { RawAccount, RawDocument, RawLot, RawTax } from '../laws/raw.ts'
import { violationsOf } from '../laws/checker.ts'

const rates: RawTax = { shortRate: '0.35', longRate: '0.15' }

/** Stocks at 100 in three guises, of which the first two are substantially identical; bonds at 50. */
function household(
  accounts: RawAccount[],
  lots: RawLot[],
  stocks: string,
  tax: RawTax,
  destination = '1',
): RawDocument {
  const stock = (id: string, preference: number, washGroup: string): RawDocument['instruments'][number] => ({
    id,
    currency: 'USD',
    price: '100',
    exposure: { stock: '1' },
    preference,
    washGroup,
  })
  return {
    evenkeel: 1,
    baseCurrency: 'USD',
    asOf: '2026-11-20',
    instruments: [
      stock('INDEX', 1, 'index'),
      stock('INDEX-TWIN', 3, 'index'),
      stock('WIDER', 2, 'wider'),
      { id: 'BOND', currency: 'USD', price: '50', exposure: { bond: '1' } },
    ],
    accounts,
    lots,
    targets: [
      { class: 'stock', weight: stocks },
      { class: 'bond', weight: new Decimal(1).minus(stocks).toFixed() },
    ],
    policy: {
      trigger: { any: [{ kind: 'always' }] },
      band: { kind: 'absolute', width: '0.05' },
      destination,
    },
    tax: { ...rates, ...tax },
  }
}

const lot = (
  account: string,
  instrument: string,
  quantity: string,
  acquired: string,
  unitCost: string,
): RawLot => ({
  account,
  instrument,
  quantity,
  acquired,
  unitCost,
})

/** The plan, which keeps every law. */
function planOf(document: RawDocument): Plan {
  const plan = rebalance(document)
  expect(violationsOf(document, plan)).toEqual([])
  return plan
}

const ordersOf = (plan: Plan): string[] =>
  plan.trades.map((each) => `${each.account} ${each.side} ${each.quantity} ${each.instrument}`).toSorted()

const gainsOf = (plan: Plan): Decimal =>
  sumOf(plan.trades.flatMap((trade) => trade.lots.map((each) => new Decimal(each.gain ?? 0))))

const threeAccounts: RawDocument = household(
  [
    { id: 'broker', kind: 'taxable', cash: { USD: '0' }, flow: '3000' },
    { id: 'ira', kind: 'deferred', cash: { USD: '0' }, flow: '2000' },
    { id: 'roth', kind: 'exempt', cash: { USD: '0' }, flow: '1000' },
  ],
  [
    lot('broker', 'INDEX', '250', '2016-05-02', '40'),
    lot('broker', 'BOND', '60', '2026-06-01', '45'),
    lot('ira', 'BOND', '100', '2020-01-02', '48'),
    lot('roth', 'BOND', '120', '2021-01-04', '51'),
  ],
  '0.6',
  {},
)

test('a contribution is invested across three accounts without realising a gain', () => {
  const plan = planOf(threeAccounts)
  expect(plan.status).toBe('trade')
  expect(plan.trades.every((trade) => trade.side === 'buy' || trade.account !== 'broker')).toBe(true)
  expect(new Set(plan.trades.filter((trade) => trade.side === 'buy').map((trade) => trade.account))).toEqual(
    new Set(['broker', 'ira', 'roth']),
  )
  expect(plan.totals).toMatchObject({ tax: '0.00', gains: { short: '0.00', long: '0.00' } })
  expect(plan.cash.map((line) => Number(line.after)).every((amount) => amount < 50)).toBe(true)
  expect(plan.totals?.maxDriftAfter.startsWith('0.00')).toBe(true)
})

test('of two sells that cost the same, the sheltered one goes first', () => {
  const plan = planOf(
    household(
      [
        { id: 'a broker', kind: 'taxable', cash: { USD: '0' } },
        { id: 'ira', kind: 'deferred', cash: { USD: '0' } },
      ],
      [lot('a broker', 'INDEX', '50', '2020-01-02', '100'), lot('ira', 'INDEX', '50', '2020-01-02', '20')],
      '0.6',
      {},
    ),
  )
  expect(ordersOf(plan)).toEqual(['ira buy 80 BOND', 'ira sell 40 INDEX'])
  expect(plan.trades.flatMap((trade) => trade.lots.map((each) => [each.gain, each.term, each.tax]))).toEqual([
    ['3200.00', null, '0.00'],
  ])
})

const overweight = (gainsBudget: string | null): RawDocument =>
  household(
    [{ id: 'broker', kind: 'taxable', cash: { USD: '0' } }],
    [
      lot('broker', 'INDEX', '60', '2018-03-01', '40'),
      lot('broker', 'INDEX', '20', '2026-02-02', '90'),
      lot('broker', 'BOND', '40', '2020-01-02', '50'),
    ],
    '0.5',
    { gainsBudget },
  )

test('a gains budget is kept, says that it binds, and a larger one comes closer', () => {
  const [tight, loose, free] = ['620', '700', null].map((budget) => planOf(overweight(budget))) as [
    Plan,
    Plan,
    Plan,
  ]
  expect(gainsOf(tight).toNumber()).toBeLessThanOrEqual(620)
  expect(gainsOf(tight).toNumber()).toBeGreaterThan(500)
  const rule = proof(overweight('620'))?.rules.find((each) => each.rule.kind === 'gains-budget')
  expect(Number(rule?.distance)).toBeGreaterThan(0)
  expect(gainsOf(loose).toNumber()).toBeLessThanOrEqual(700)
  const drift = (plan: Plan): number => Number(plan.totals?.maxDriftAfter)
  expect(drift(tight)).toBeGreaterThan(drift(loose))
  expect(drift(loose)).toBeGreaterThan(drift(free))
})

test('a gains budget of nothing says which sell it forbids', () => {
  const plan = planOf(overweight('0'))
  expect(ordersOf(plan)).toEqual([])
  expect(plan.skipped).toContainEqual(
    expect.objectContaining({
      instrument: 'INDEX',
      side: 'sell',
      because: { kind: 'gains-budget', budget: '0' },
    }),
  )
})

test('a withdrawal that the gains budget makes impossible is refused, and the budget is named', () => {
  const document = overweight('100')
  const broker = document.accounts.map((each) => ({ ...each, flow: '-5000' }))
  const plan = planOf({ ...document, accounts: broker })
  expect(plan.status).toBe('refused')
  expect(plan.problems).toEqual([expect.objectContaining({ kind: 'cash-short', account: 'broker' })])
  expect(JSON.stringify(plan.problems)).toMatch(/gains/i)
  expect(planOf({ ...document, accounts: broker, tax: rates }).status).toBe('trade')
})

/** The broker has to sell its index fund at a loss, while the retirement account is short of stocks. */
const losing = (more: RawLot[] = []): RawDocument =>
  household(
    [
      { id: 'broker', kind: 'taxable', cash: { USD: '0' }, flow: '-2000' },
      { id: 'ira', kind: 'deferred', cash: { USD: '0' } },
    ],
    [
      lot('broker', 'INDEX', '50', '2024-01-02', '130'),
      lot('ira', 'BOND', '200', '2020-01-02', '50'),
      ...more,
    ],
    '0.6',
    {},
  )

test('a wash sale that would have happened is avoided by buying the next equivalent', () => {
  const free = planOf({ ...losing(), tax: { ...rates, washSales: false } })
  expect(ordersOf(free)).toContain('broker sell 20 INDEX')
  expect(free.trades.some((trade) => trade.account === 'ira' && trade.instrument === 'INDEX')).toBe(true)

  const plan = planOf(losing())
  expect(plan.washSales).toEqual([])
  expect(plan.trades.filter((trade) => trade.side === 'buy').map((trade) => trade.instrument)).toEqual([
    'WIDER',
  ])
  expect(plan.totals?.gains).toEqual({ short: '0.00', long: '-600.00' })
})

test('a wash sale that cannot be avoided is announced, with what becomes of the loss', () => {
  const plan = planOf(losing([lot('ira', 'INDEX-TWIN', '12', '2026-11-10', '98')]))
  expect(plan.washSales).toEqual([
    {
      account: 'broker',
      instrument: 'INDEX',
      sold: '2026-11-20',
      acquired: '2024-01-02',
      quantity: '12',
      loss: '360.00',
      replacedBy: [
        {
          account: 'ira',
          instrument: 'INDEX-TWIN',
          acquired: '2026-11-10',
          quantity: '12',
          loss: '360.00',
          lostForGood: true,
        },
      ],
    },
  ])
  expect(plan.totals?.gains).toEqual({ short: '0.00', long: '-240.00' })
  expect(plan.trades.some((trade) => trade.side === 'buy' && trade.instrument.startsWith('INDEX'))).toBe(
    false,
  )
})

test('a lot nine days short of long-term is left alone while others cost less', () => {
  const nearlyLong = lot('broker', 'INDEX', '20', '2025-11-28', '60')
  const document = (lotMethod: NonNullable<RawTax['lotMethod']>, asOf = '2026-11-20'): RawDocument => ({
    ...household(
      [{ id: 'broker', kind: 'taxable', cash: { USD: '0' }, flow: '-1000' }],
      [
        nearlyLong,
        lot('broker', 'INDEX', '20', '2020-03-02', '30'),
        lot('broker', 'INDEX', '5', '2026-10-01', '99'),
      ],
      '1',
      { lotMethod },
    ),
    asOf,
  })
  const lotsOf = (plan: Plan): (string | null)[][] =>
    plan.trades.flatMap((trade) =>
      trade.lots.map((each) => [each.acquired, each.quantity, each.term, each.tax]),
    )
  // 40 x 0.35 a unit is more than 70 x 0.15.
  expect(lotsOf(planOf(document('min-tax')))).toEqual([
    ['2026-10-01', '5', 'short', '1.75'],
    ['2020-03-02', '5', 'long', '52.50'],
  ])
  expect(lotsOf(planOf(document('hifo')))).toEqual([
    ['2026-10-01', '5', 'short', '1.75'],
    ['2025-11-28', '5', 'short', '70.00'],
  ])
  // Nine days later it is the cheapest.
  expect(lotsOf(planOf(document('min-tax', '2026-11-29')))).toEqual([
    ['2026-10-01', '5', 'short', '1.75'],
    ['2025-11-28', '5', 'long', '30.00'],
  ])
})
