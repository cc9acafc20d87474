/** The lab's trade rule beside the plan engine: one look, away from a band's edge, the same trades. */
import { expect, test } from 'vitest'
import { rebalance } from '../../src/engine/plan.ts'
import { tracesOf } from '../../src/lab/trace.ts'
import { comparison } from './experiments.ts'

const targets = ['0.5', '0.3', '0.2']
const names = ['a', 'b', 'c']
const rates = ['0.0005', '0.0008', '0.0003']
const fixed = 12

/** What the engine plans for these values, as weights after and cost as a fraction. */
function planned(values: readonly number[], width: string, destination: string) {
  const total = values.reduce((sum, value) => sum + value, 0)
  const plan = rebalance({
    evenkeel: 1,
    baseCurrency: 'USD',
    asOf: '2026-11-20',
    instruments: names.map((id, i) => ({
      id,
      currency: 'USD',
      price: '100',
      priceAsOf: '2026-11-20',
      step: '0.00001',
      cost: { rate: rates[i], fixed: String(fixed) },
    })),
    accounts: [{ id: 'one' }],
    lots: names.map((instrument, i) => ({
      account: 'one',
      instrument,
      quantity: ((values[i] ?? 0) / 100).toFixed(5),
    })),
    targets: names.map((name, i) => ({ class: name, weight: targets[i] })),
    policy: {
      trigger: { any: [{ kind: 'band' }] },
      band: { kind: 'absolute', width },
      destination,
      // The lab goes all the way; the engine would leave out what cannot be seen.
      resolution: '0.000001',
    },
  })
  const weights = names.map((name) => Number(plan.rows.find((row) => row.class === name)?.after))
  return { status: plan.status, weights, cost: Number(plan.totals?.cost) / total }
}

/** What the lab does at a look at which these are the values: a history that leads there in two steps. */
function simulated(values: readonly number[], width: string, destination: string) {
  const total = values.reduce((sum, value) => sum + value, 0)
  const prices = {
    dates: ['2025-01-01', '2025-02-01', '2025-03-01'],
    classes: values.map((value, i) => ['1', '1', (value / total / Number(targets[i])).toFixed(20)]),
  }
  const of = comparison({
    classes: names,
    targets,
    market: { kind: 'history', prices, stepsPerYear: 12 },
    lookEverySteps: 2,
    cost: { oneWay: rates, ticket: (fixed / total).toFixed(20) },
    policies: [{ name: 'one', band: { kind: 'absolute', width }, destination }],
  })
  const mark = tracesOf(of, [0])[0]?.marks[0]
  return { status: mark ? 'trade' : 'hold', weights: mark?.after ?? [], cost: mark?.cost ?? 0 }
}

test.each([
  ['one too high, halfway', [580_000, 270_000, 150_000], '0.05', '0.5'],
  ['one too high, to the edge', [580_000, 270_000, 150_000], '0.05', '0'],
  ['one too low, halfway', [430_000, 340_000, 230_000], '0.05', '0.5'],
  ['high and low, to the target', [600_000, 300_000, 100_000], '0.05', '1'],
  ['high and low, halfway', [600_000, 310_000, 90_000], '0.05', '0.5'],
  ['two too high', [560_000, 360_000, 80_000], '0.04', '0.5'],
  ['nothing outside', [530_000, 290_000, 180_000], '0.05', '0.5'],
] as const)('%s', (_case, values, width, destination) => {
  const [engine, lab] = [planned(values, width, destination), simulated(values, width, destination)]
  expect(lab.status).toBe(engine.status)
  // The engine counts cents: ten dollars more of one class rather than another cost none.
  expect(Math.abs(lab.cost - (engine.status === 'trade' ? engine.cost : 0))).toBeLessThan(2e-7)
  lab.weights.forEach((weight, i) => expect(Math.abs(weight - (engine.weights[i] ?? NaN))).toBeLessThan(2e-5))
})
