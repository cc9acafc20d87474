/** Golden cases of the destination "optimal", through whole plans of small documents with tiny steps. */
import { expect, test } from 'vitest'
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { violationsOf } from '../laws/checker.ts'
import type { RawDocument } from '../laws/raw.ts'
import { absent, caseOf } from './cases.ts'
import { holding } from './documents.ts'

interface Band {
  readonly w0: readonly number[]
  readonly target: number
  readonly sigma: number
  readonly gamma: number
  readonly cost_one_way: number
}

interface Expected {
  readonly H_years: number
  readonly w_new: readonly number[]
}

const total = 1_000_000

/** The share of a cost and of lambda H that keeps their ratio and leaves next to nothing to be paid out of the portfolio. */
const thin = 1e-4

/** One risky class beside cash, in a currency of eight decimals so that nothing is rounded that could be seen. */
function risky(weight: number, given: Band, risk: Partial<NonNullable<RawDocument['risk']>>): RawDocument {
  const cost = { rate: (given.cost_one_way * thin).toFixed(12) }
  const document = holding([weight * total], [given.target], { destination: 'optimal' }, { cost }, 'COIN')
  return {
    ...document,
    accounts: [{ id: 'one', cash: { COIN: String(Math.round((1 - weight) * total)) } }],
    targets: [...document.targets, { class: 'cash', weight: String(1 - given.target) }],
    risk: { classes: ['c0'], volatility: [String(given.sigma)], correlation: [['1']], ...risk },
  }
}

function planned(document: RawDocument): Plan {
  const plan = rebalance(document)
  expect(violationsOf(document, plan)).toEqual([])
  return plan
}

const weightIn = (plan: Plan): number => Number(plan.rows.find((row) => row.class === 'c0')?.after)

test.skipIf(absent)('opt-qp-horizon-band: outside the no-trade band to its edge, inside not at all', () => {
  const [given, expected] = caseOf('opt-qp-horizon-band') as readonly [Band, Expected]
  const aversion = (given.gamma * thin).toFixed(8)
  for (const [at, weight] of given.w0.entries()) {
    const plan = planned(risky(weight, given, { aversion, horizonYears: expected.H_years.toFixed(10) }))
    expect(Math.abs(weightIn(plan) - (expected.w_new[at] ?? NaN)), `from ${weight}`).toBeLessThan(1e-8)
    expect(plan.status).toBe(weight === expected.w_new[at] ? 'hold' : 'trade')
  }
})

/** Cost and aversion thinned alike leave h* where it is, and so the horizon that is left out is the published one. */
test.skipIf(absent)('opt-qp-horizon-band: the horizon that a document leaves out', () => {
  const [given, expected] = caseOf('opt-qp-horizon-band') as readonly [Band, Expected]
  const aversion = (given.gamma * thin).toFixed(8)
  for (const weight of given.w0) {
    const stated = planned(risky(weight, given, { aversion, horizonYears: expected.H_years.toFixed(10) }))
    const left = planned(risky(weight, given, { aversion }))
    expect(Math.abs(weightIn(left) - weightIn(stated))).toBeLessThan(1e-8)
  }
})
