/** The laws over the second half of two thousand random households with taxes, and what these reach. */
import { expect, test } from 'vitest'
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { householdOf } from './generateTax.ts'
import { keepTaxLaws } from './keepTax.ts'

keepTaxLaws(1_000, 2_000)

const has = (test: (lot: Plan['trades'][number]['lots'][number]) => boolean) => (plan: Plan) =>
  plan.trades.some((trade) => trade.lots.some(test))

const features: Readonly<Record<string, (plan: Plan) => boolean>> = {
  'taxed gains of both terms': has((lot) => lot.term === 'long' && Number(lot.tax) > 0),
  'a harvested loss': has((lot) => lot.tax?.startsWith('-') === true),
  'a lot of unknown basis': has((lot) => lot.gain === null),
  'a wash sale': (plan) => plan.washSales.length > 0,
  'a loss lost for good': (plan) =>
    plan.washSales.some((sale) => sale.replacedBy.some((each) => each.lostForGood)),
  'losses left over': (plan) => Number(plan.totals?.carryForward?.short ?? 0) > 0,
  'a gains budget that binds': (plan) => plan.skipped.some((each) => each.because.kind === 'gains-budget'),
}

test('the households reach what they are for', () => {
  const plans = Array.from({ length: 150 }, (_, seed) => rebalance(householdOf(seed)))
  const reached = Object.keys(features).filter((name) => plans.some((plan) => features[name]?.(plan)))
  expect(reached).toEqual(Object.keys(features))
})
