/** The proof in words: rules, orders and moves, each as a person would say it. */
import { expect, test } from 'vitest'
import {
  sentenceOfCounterfactual,
  sentenceOfRulePrice,
  sentencesOfSensitivity,
} from '../../src/domain/proofWords.ts'
import type { Counterfactual, LiftableRule, RulePrice } from '../../src/domain/proof.ts'
import { nameOfRule } from '../../src/domain/ruleWords.ts'
import { portfolio, spoiled } from './sample.ts'

const document = portfolio({
  ...(spoiled('policy/sides', 'sell') as object),
  instruments: [
    { id: 'AAA', currency: 'USD', price: '100', minTrade: '50', exposure: { stock: '1' } },
    { id: 'BBB', currency: 'EUR', price: '50', minTrade: '1.5', exposure: { bond: '1' } },
  ],
  accounts: [
    { id: 'one', name: 'Brokerage', cash: { USD: '1000' }, reserve: '500', flow: '-2000', allowed: ['AAA'] },
    { id: 'two', flow: '300.5' },
  ],
  policy: {
    trigger: { any: [{ kind: 'band' }] },
    band: { kind: 'absolute', width: '0.05' },
    sides: 'sell',
    turnoverCap: '0.1',
    maxTrades: 1,
  },
})

const names: readonly (readonly [LiftableRule, string])[] = [
  [{ kind: 'account-rule', account: 'one', instrument: 'AAA', do: 'no-sell' }, 'no-sell on AAA in Brokerage'],
  [{ kind: 'allowed', account: 'one' }, 'the list of what Brokerage may hold'],
  [{ kind: 'reserve', account: 'one' }, 'the reserve of 500.00 USD in Brokerage'],
  [{ kind: 'flow', account: 'one' }, 'the withdrawal of 2000.00 USD from Brokerage'],
  [{ kind: 'flow', account: 'two' }, 'the contribution of 300.50 USD to two'],
  [{ kind: 'min-trade', instrument: 'BBB' }, 'the minimum order of 1.50 EUR on BBB'],
  [{ kind: 'sides', sides: 'sell' }, 'selling only'],
  [{ kind: 'turnover-cap' }, 'the turnover cap of 10.0 %'],
  [{ kind: 'max-trades' }, 'at most 1 trade'],
]
test.each(names)('%j has a name', (rule, name) => {
  expect(nameOfRule(rule, document)).toBe(name)
})

const price = (distance: string, maxDrift: string, expense: string): RulePrice => ({
  path: 'accounts/0/rules/0',
  rule: { kind: 'account-rule', account: 'one', instrument: 'AAA', do: 'no-sell' },
  distance,
  maxDrift,
  expense,
  trackingError: null,
  objective: null,
})
const weighed = (objective: string, trackingError: string, expense: string): RulePrice => ({
  ...price('0.5', '0.5', expense),
  trackingError,
  objective,
})

const prices: readonly (readonly [RulePrice, string])[] = [
  [
    price('0.008', '0.0075', '412'),
    'No-sell on AAA in Brokerage: without it the plan would land 0.80 points closer, save 0.75 points of largest drift and cost 412.00 USD less.',
  ],
  [
    price('0.008', '0', '-3.1'),
    'No-sell on AAA in Brokerage: without it the plan would land 0.80 points closer and cost 3.10 USD more.',
  ],
  [
    price('-0.00004', '-0.002', '412'),
    'No-sell on AAA in Brokerage: without it the plan would land 0.0040 points farther, add 0.20 points of largest drift and cost 412.00 USD less.',
  ],
  [
    weighed('0.0004', '0.003', '-3.1'),
    'No-sell on AAA in Brokerage: without it risk and expense together would weigh 0.04 points less: the plan would save 0.30 points of tracking error and cost 3.10 USD more.',
  ],
  [
    weighed('0.0000024', '0', '0.24'),
    'No-sell on AAA in Brokerage: without it risk and expense together would weigh 0.000240 points less: the plan would cost 0.24 USD less.',
  ],
  [
    weighed('0.000024', '0', '0'),
    'No-sell on AAA in Brokerage: without it risk and expense together would weigh 0.0024 points less.',
  ],
  [price('0', '0', '0'), 'No-sell on AAA in Brokerage: without it the plan would be the same.'],
]
test.each(prices)('%j is said', (each, sentence) => {
  expect(sentenceOfRulePrice(each, document)).toBe(sentence)
})

const left = {
  account: 'one',
  instrument: 'AAA',
  side: 'sell',
  class: 'stock',
  drift: '0.0121',
  maxDrift: '0.025',
  distance: '0.1',
  trackingError: '0.0214',
  short: null,
} as const
const without: readonly (readonly [Partial<Counterfactual>, string])[] = [
  [{}, 'Without it stock would end 1.2 points above target.'],
  [{ drift: '-0.0121' }, 'Without it stock would end 1.2 points below target.'],
  [{ drift: '-0.0004' }, 'Without it stock would end on target.'],
  [
    { maxDrift: '0.0621' },
    'Without it stock would end 1.2 points above target, and the largest drift would be 6.2 points.',
  ],
  [
    { drift: '-0.0621', maxDrift: '0.0621' },
    'Without it stock would end 6.2 points below target, and no drift would be larger.',
  ],
  [{ class: null, drift: null, maxDrift: '0.0621' }, 'Without it the largest drift would be 6.2 points.'],
  [{ class: null, drift: null }, 'Without it the plan would land where it lands with it.'],
  [
    { short: 'one' },
    'Without it stock would end 1.2 points above target. Brokerage would fall short of cash: this order pays for others.',
  ],
]
test.each(without)('an order is worth what would be without it: %j', (change, sentence) => {
  expect(sentenceOfCounterfactual({ ...left, ...change }, document, reach)).toBe(sentence)
})
const reach = { maxDriftAfter: '0.0251', trackingErrorAfter: '0.019' }

test('where risk is weighed, an order is worth what it takes from the tracking error', () => {
  const policy = { ...document.policy, destination: 'optimal' } as const
  const said = (error: string | null): string =>
    sentenceOfCounterfactual(
      { ...left, maxDrift: '0.0621', trackingError: error },
      { ...document, policy },
      reach,
    )
  expect(said('0.0214')).toBe(
    'Without it stock would end 1.2 points above target, and the tracking error would be 2.14 % instead of 1.90 %.',
  )
  expect(said('0.01902')).toBe('Without it stock would end 1.2 points above target.')
  expect(said(null)).toBe('Without it stock would end 1.2 points above target.')
})

test('moves say which orders turn around, and whether the cash suffices', () => {
  const flip = { account: 'one', instrument: 'AAA', moved: null, up: true } as const
  const short = [
    { account: 'one', amount: '12.5' },
    { account: 'two', amount: '0' },
  ]
  const flips = [
    { ...flip, from: 'buy', to: 'sell' },
    { ...flip, from: 'sell', to: null, moved: 'BBB', up: false },
    { ...flip, from: null, to: 'buy' },
  ] as const
  expect(sentencesOfSensitivity({ move: '0.01', flips, short }, document)).toEqual([
    'If all prices rise by 1 %, buying AAA in Brokerage becomes selling.',
    'If BBB falls by 1 %, selling AAA in Brokerage is no longer in the plan.',
    'If all prices rise by 1 %, the plan also has buying AAA in Brokerage.',
    'If all buys are dearer and all sells cheaper by 1 %, Brokerage ends 12.50 USD below its reserve.',
  ])
  expect(sentencesOfSensitivity({ move: '0.02', flips: [], short: short.slice(1) }, document)).toEqual([
    'At moves of 2 % every order stays.',
    'The cash suffices for these orders even if all buys are dearer and all sells cheaper by that much.',
  ])
})
