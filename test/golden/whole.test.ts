/** Golden cases of whole shares, through the solver alone; `plans.test.ts` has them through the engine. */
import { expect, test } from 'vitest'
import { normalised } from '../../src/domain/normalise.ts'
import { solveWhole, type WholePlan } from '../../src/solver/whole.ts'
import { absent, caseOf } from './cases.ts'

/** All in cash, to be brought to these weights; what they leave is cash's own target. */
function invested(weights: readonly number[], prices: readonly number[], value: number): WholePlan {
  const each = (number: number): Float64Array => new Float64Array(prices.length).fill(number)
  const targets = Float64Array.from(weights, (weight) => weight * value)
  const left = value - targets.reduce((a, b) => a + b, 0)
  const plan = solveWhole({
    count: prices.length,
    price: Float64Array.from(prices),
    held: each(0),
    low: targets,
    high: targets,
    weight: each(1),
    fee: each(0),
    rate: each(0),
    minimum: each(0),
    spread: each(0),
    lower: each(0),
    upper: Float64Array.from(prices, (price) => Math.floor(value / price)),
    leastSell: each(1),
    leastBuy: each(1),
    squared: true,
    cash: value,
    floor: 0,
    cashLow: left,
    cashHigh: left,
    cashWeight: 1,
  })
  if (plan === null) throw new Error('no plan')
  return plan
}

test.skipIf(absent)('int-rounding-5: whole shares closest to the targets', () => {
  const [{ weights, value, prices }, expected] = caseOf('int-rounding-5') as readonly [
    { weights: readonly number[]; value: number; prices: readonly number[] },
    { shares: readonly number[]; leftover_cash: number },
  ]

  const plan = invested(weights, prices, value)
  expect([...plan.orders]).toEqual(expected.shares)
  expect(plan.cashLeft).toBeCloseTo(expected.leftover_cash, 6)
  expect(plan.bound).toBe(plan.objective)
})

test.skipIf(absent)('int-cash-implied: what the weights leave is cash', () => {
  const [{ rows }, expected] = caseOf('int-cash-implied') as readonly [
    { rows: readonly { w: readonly number[]; V: number; p: readonly number[] }[] },
    readonly { shares: readonly number[]; cash: number }[],
  ]

  for (const [at, { w, V, p }] of rows.entries()) {
    const over = w.reduce((a, b) => a + b, 0) > 1
    const weights = over
      ? (normalised(w.map((each) => ({ weight: String(each), locked: false }))) ?? []).map(Number)
      : w
    const plan = invested(weights, p, V)
    expect([...plan.orders]).toEqual(expected[at]?.shares)
    expect(plan.cashLeft).toBeCloseTo(expected[at]?.cash ?? NaN, 9)
  }
})
