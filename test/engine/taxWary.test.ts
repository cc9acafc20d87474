/** Losses that the household's latest purchases take away: what they count in the choice, and many of them at once on a large board. */
import { expect, test } from 'vitest'
import type { Plan } from '../../src/domain/plan.ts'
import { lotCurveOf, realise, type Rates, type SoldLot } from '../../src/engine/lotCurve.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { violationsOf } from '../laws/checker.ts'
import { orderless, permuted } from '../laws/permute.ts'
import type { RawDocument, RawInstrument, RawLot } from '../laws/raw.ts'

const rates: Rates = {
  short: 0.4,
  long: 0.2,
  harvest: false,
  least: true,
  budget: true,
  gainsOnly: false,
  lost: 0,
}
/** Ten steps at a loss of 30 each, then ten at a gain of 50, a step being worth 100. */
const lots: readonly SoldLot[] = [
  { steps: 10, unitShare: 1.3, term: 'short' },
  { steps: 10, unitShare: 0.5, term: 'long' },
]

function realised(more: Partial<Rates>, steps: number): { tax: number; gain: number } {
  const into = { tax: 0, gain: 0 }
  realise(lotCurveOf(lots, { ...rates, ...more }, 100, 0), steps, 0, 0.01, into)
  return { tax: Math.round(into.tax * 100) / 100, gain: Math.round(into.gain * 100) / 100 }
}

test('losses that are taken away count what they would have been worth, and make no room in a budget', () => {
  expect(realised({}, 8)).toEqual({ tax: 0, gain: -240 })
  expect(realised({ lost: 5 }, 8)).toEqual({ tax: 60, gain: -90 })
  expect(realised({ lost: 5 }, 12)).toEqual({ tax: 60 + 20, gain: -150 + 100 })
  // Harvested losses give nothing back where they are taken away.
  expect(realised({ harvest: true }, 8)).toEqual({ tax: -96, gain: -240 })
  expect(realised({ harvest: true, lost: 5 }, 8)).toEqual({ tax: -36, gain: -90 })
})

test('what the relaxation counts of them is never more than they come to', () => {
  const { search, bound } = lotCurveOf(lots, { ...rates, lost: 5 }, 100, 0)
  const along = (pieces: typeof search, steps: number): number => {
    let [left, sum] = [steps, 0]
    for (const piece of pieces) {
      sum += Math.min(left, piece.steps) * piece.tax * 100
      left -= Math.min(left, piece.steps)
    }
    return sum
  }
  for (let steps = 1; steps <= 20; steps += 1) {
    expect(along(search, steps)).toBeLessThanOrEqual(realised({ lost: 5 }, steps).tax + 1e-6)
    expect(along(bound, steps)).toBeLessThanOrEqual(realised({}, steps).tax + 1e-6)
  }
})

const pairs = 40
/** Stocks are to shrink. Of each pair of funds one stands at a loss and was bought lately in the retirement account, too. */
function household(): RawDocument {
  const names = Array.from({ length: pairs }, (_, at) => String(at + 10))
  const fund = (id: string, name: string): RawInstrument => ({
    id,
    currency: 'USD',
    price: '50',
    exposure: { [name]: '1' },
    cost: { halfSpread: '0.0005' },
  })
  const lot = (account: string, instrument: string, acquired: string, unitCost: string): RawLot => ({
    account,
    instrument,
    quantity: '40',
    acquired,
    unitCost,
  })
  return {
    evenkeel: 1,
    baseCurrency: 'USD',
    asOf: '2026-11-20',
    instruments: [
      ...names.flatMap((name) => [fund(`L${name}`, 'stock'), fund(`G${name}`, 'stock')]),
      fund('BOND', 'bond'),
    ],
    accounts: [
      { id: 'broker', kind: 'taxable', cash: { USD: '0' } },
      { id: 'ira', kind: 'deferred', cash: { USD: '0' }, rules: names.map((name) => noSell(`L${name}`)) },
    ],
    lots: names.flatMap((name) => [
      lot('broker', `L${name}`, '2020-03-02', '70'),
      lot('broker', `G${name}`, '2020-03-02', '48'),
      lot('ira', `L${name}`, '2026-11-10', '51'),
    ]),
    targets: [
      { class: 'stock', weight: '0.8' },
      { class: 'bond', weight: '0.2' },
    ],
    policy: {
      trigger: { any: [{ kind: 'always' }] },
      band: { kind: 'absolute', width: '0.05' },
      destination: '1',
    },
    tax: { shortRate: '0.35', longRate: '0.15', lotMethod: 'min-tax', washSales: true },
  }
}

const noSell = (instrument: string) => ({ instrument, do: 'no-sell' as const })

test('of many wash groups at once none loses anything where gains are cheaper than the losses are worth', () => {
  const document = household()
  const plan: Plan = rebalance(document)
  expect(violationsOf(document, plan)).toEqual([])
  expect(plan.status).toBe('trade')
  expect(plan.washSales).toEqual([])
  const sold = plan.trades.filter((each) => each.side === 'sell')
  expect(sold.length).toBeGreaterThan(5)
  expect(sold.every((each) => each.instrument.startsWith('G'))).toBe(true)
  // Without an eye on wash sales it would have sold at losses, which are not taxed.
  const free = rebalance({ ...document, tax: { ...document.tax, washSales: false } })
  expect(free.trades.some((each) => each.side === 'sell' && each.instrument.startsWith('L'))).toBe(true)
  expect(plan.skipped).toContainEqual(
    expect.objectContaining({ account: 'broker', side: 'sell', because: { kind: 'wash-sale' } }),
  )
  const other = rebalance(permuted(document, 7))
  expect(JSON.stringify(orderless(other))).toBe(JSON.stringify(orderless(plan)))
})
