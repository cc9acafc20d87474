/** The certificate in words: what is said is what the figures prove, no more. */
import { expect, test } from 'vitest'
import { certificateSentence, certificateSentences } from '../../src/domain/certificateWords.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { sample } from './sample.ts'

/** A made plan with these figures: attained and bound of distance and expense. */
function planWith(distance: readonly [string, string], expense: readonly [string, string]): Plan {
  const plan = rebalance(sample())
  if (plan.totals === null) throw new Error('the sample is refused')
  const [attained, bound] = distance
  return {
    ...plan,
    totals: { ...plan.totals, cost: Number(expense[0]).toFixed(2) },
    certificate: {
      residual: '0',
      distance: { attained, bound },
      expense: { attained: expense[0], bound: expense[1] },
    },
  }
}

const cases: readonly (readonly [string, Plan, string])[] = [
  [
    'both open',
    planWith(['0.0034', '0.003104'], ['59.12', '58.907']),
    'No plan under these rules that costs no more lands closer than 0.31 points; this one is at 0.34. ' +
      'No plan under these rules that lands this close costs less than $58.90; this one costs $59.12.',
  ],
  [
    'exact',
    planWith(['0.0034', '0.003399999999'], ['59.1', '59.1']),
    'No plan under these rules that costs no more lands closer than this one, at 0.34 points. ' +
      'No plan under these rules that lands this close costs less than this one, $59.10.',
  ],
  [
    'inside every aim',
    planWith(['0', '0'], ['4', '3.5']),
    'This plan lands inside every aim. No plan under these rules that lands inside every aim costs less than $3.50; this one costs $4.00.',
  ],
  ['nothing to pay', planWith(['0', '0'], ['0', '0']), 'This plan lands inside every aim. It costs nothing.'],
  [
    'nothing proven',
    planWith(['0.02', '0'], ['4', '0']),
    'This plan is at 2.00 points; how much closer one could land is not proven. ' +
      'It costs $4.00; how much cheaper a plan that lands this close could be is not proven.',
  ],
  [
    'what is small or near keeps its digits',
    planWith(['0.000012', '0.0000115'], ['0.01', '0.0099']),
    'No plan under these rules that costs no more lands closer than 0.00115 points; this one is at 0.00120. ' +
      'No plan under these rules that lands this close costs less than $0.00; this one costs $0.01.',
  ],
]
test.each(cases)('%s', (_, plan, expected) => {
  expect(certificateSentence(plan, (amount) => `$${amount}`)).toBe(expected)
})

const objectives = [
  [
    ['0.0012', '0.00109'],
    'No plan under these rules weighs less than 0.10 points of the portfolio in risk and expense together; this one is at 0.12.',
  ],
  [
    ['0.0012', '0.0012'],
    'No plan under these rules weighs less in risk and expense together than this one, at 0.12 points of the portfolio.',
  ],
] as const
test.each(objectives)('an objective of %j', ([attained, bound], sentence) => {
  const certificate = { residual: '0', objective: { attained, bound } }
  expect(certificateSentence({ ...rebalance(sample()), certificate })).toBe(sentence)
})

test('a plan that is refused proves nothing', () => {
  expect(certificateSentences({ ...rebalance(sample()), certificate: null })).toEqual([])
})

test('a bound is never said larger than it is', () => {
  const text = certificateSentence(planWith(['0.0039999', '0.0031999'], ['10.00', '9.999']))
  expect(text).toContain('closer than 0.31 points; this one is at 0.40')
  expect(text).toContain('costs less than 9.99; this one costs 10.00')
})
