/** Risk in a plan: the trigger on tracking error, and the totals that print it. */
import { expect, test } from 'vitest'
import type { Plan } from '../../src/domain/plan.ts'
import { sentencesOfFired } from '../../src/domain/planWords.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { replaced, spoiled, type Json } from '../domain/sample.ts'

const risk = {
  classes: ['stock', 'bond'],
  volatility: ['0.16', '0.06'],
  correlation: [
    ['1', '0.2'],
    ['0.2', '1'],
  ],
}

/** The sample at a cap on its tracking error, which is 0.0114289454. */
const capped = (cap: string, more: Json = risk): Plan =>
  rebalance(replaced(spoiled('policy/trigger', { any: [{ kind: 'tracking-error', cap }] }), ['risk'], more))

test('a tracking error above its cap opens the plan and says so', () => {
  const plan = capped('0.0114')
  expect(plan.status).toBe('trade')
  expect(plan.fired).toEqual([{ kind: 'tracking-error', trackingError: '0.0114289454' }])
  expect(sentencesOfFired(plan.fired)).toBe('The tracking error is 1.14 % a year, above its cap.')
  expect(plan.totals?.trackingErrorBefore).toBe('0.0114289454')
  expect(Number(plan.totals?.trackingErrorAfter)).toBeLessThan(0.0114289454)
})

test('one at or below its cap does not', () => {
  const plan = capped('0.0114289455')
  expect([plan.status, plan.fired]).toEqual(['hold', []])
  expect(plan.totals?.trackingErrorBefore).toBe(plan.totals?.trackingErrorAfter)
  // Without volatility there is no tracking error, and none is not above a cap of none.
  expect(capped('0', { ...risk, volatility: ['0', '0'] }).status).toBe('hold')
})

test('without the risk of a class that matters the plan is refused, naming it', () => {
  const plan = capped('0.01', { classes: ['stock'], volatility: ['0.16'], correlation: [['1']] })
  expect(plan.status).toBe('refused')
  expect(plan.problems).toEqual([
    {
      kind: 'risk-missing',
      path: 'policy/trigger/any/0',
      feature: 'The tracking-error trigger',
      classes: ['bond'],
    },
  ])
})

test('risk that nothing asks for only adds the figures to the totals', () => {
  const [without, with_] = [rebalance(spoiled('name', 'x')), rebalance(spoiled('risk', risk))]
  expect(without.totals?.trackingErrorBefore).toBeNull()
  expect(with_.totals?.trackingErrorBefore).toBe('0.0114289454')
  expect(with_.trades).toEqual(without.trades)
})
