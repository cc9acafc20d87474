/** One click removes an obstacle, or leads to the place where a person decides about it. */
import { expect, test } from 'vitest'
import type { Portfolio } from '../../../src/domain/document.ts'
import type { Plan, Skipped, SkipReason } from '../../../src/domain/plan.ts'
import { problem } from '../../../src/domain/problem.ts'
import {
  clashOf,
  fixOfProblem,
  fixOfRule,
  fixOfSkip,
  secondFix,
  type Fix,
} from '../../../src/ui/plan/fixes.ts'
import { nearestPath, placeOfPath } from '../../../src/ui/plan/goTo.ts'
import { plan, portfolio, portfolioWith } from '../../fixtures/plans.ts'

const skipFix = (because: SkipReason): Fix | null =>
  fixOfSkip({ account: 'broker', instrument: 'COIN', side: 'sell', value: '1.00', because }, plan, portfolio)

function changed(fix: Fix | null, document: Portfolio = portfolio): Portfolio {
  if (fix?.kind !== 'change') throw new Error(`This is no change: ${JSON.stringify(fix)}`)
  return fix.change(document)
}

test('more trades: as many as there are and those that wait for room', () => {
  const fix = skipFix({ kind: 'max-trades', most: '4' })
  expect(fix?.label).toBe('Allow 5 trades')
  expect(changed(fix).policy.maxTrades).toBe(5)
})

test('rules, lists, sides and caps are relaxed by one change', () => {
  expect(changed(skipFix({ kind: 'rule', rule: 'no-sell' })).accounts[0]?.rules).toEqual([])
  const listed = portfolioWith({ accounts: [{ id: 'broker', allowed: ['USX'] }, { id: 'pension' }] })
  expect(changed(skipFix({ kind: 'not-allowed' }), listed).accounts[0]?.allowed).toEqual(['USX', 'COIN'])
  const buying: Portfolio = {
    ...portfolio,
    policy: { ...portfolio.policy, sides: 'buy', turnoverCap: '0.01' },
  }
  expect(changed(skipFix({ kind: 'sides', sides: 'buy' }), buying).policy.sides).toBe('both')
  expect(changed(skipFix({ kind: 'turnover-cap', cap: '0.01' }), buying).policy.turnoverCap).toBeNull()
})

test.each<[SkipReason, string]>([
  [{ kind: 'below-minimum', minimum: '25' }, 'instruments/3/minTrade'],
  [{ kind: 'below-step', step: '1' }, 'instruments/3/step'],
  [{ kind: 'preferred-other', instrument: 'USX' }, 'instruments/3/preference'],
  [{ kind: 'not-worth-cost' }, 'policy/resolution'],
  [{ kind: 'no-cash' }, 'accounts/0/reserve'],
  [{ kind: 'one-sided-flow' }, 'policy/trigger'],
])('%o leads to where it is decided', (because, path) => {
  expect(skipFix(because)).toMatchObject({ kind: 'go', path })
})

test('a finer resolution is offered only where a plan could be nearer', () => {
  const skipped: Skipped = {
    account: 'broker',
    instrument: 'COIN',
    side: 'buy',
    value: '1.00',
    because: { kind: 'not-worth-cost' },
  }
  const landing = (attained: string, bound: string): Plan => ({
    ...plan,
    certificate: { residual: '0', distance: { attained, bound }, expense: { attained: '1', bound: '1' } },
  })
  expect(fixOfSkip(skipped, landing('0.0012', '0.0010'), portfolio)).toMatchObject({
    path: 'policy/resolution',
  })
  expect(fixOfSkip(skipped, landing('0.0012', '0.0012'), portfolio)).toBeNull()
  expect(fixOfSkip(skipped, landing('0', '0'), portfolio)).toBeNull()
})

test('problems: sums are normalised, what cannot be planned yet is taken back', () => {
  const high = {
    ...portfolio,
    targets: portfolio.targets.map((each) => (each.class === 'us-stock' ? { ...each, weight: '0.9' } : each)),
  }
  const exceed = fixOfProblem(
    problem('targets-exceed-one', 'targets/0', { parent: 'stock', sum: '1.2' }),
    high,
  )
  expect(exceed?.label).toBe('Normalise Stocks')
  expect(
    changed(exceed, high)
      .targets.slice(1, 3)
      .map((each) => each.weight),
  ).toEqual(['0.8', '0.2'])
  const optimal: Portfolio = {
    ...portfolio,
    policy: { ...portfolio.policy, destination: 'optimal', band: { kind: 'cost-aware' } },
  }
  expect(
    changed(fixOfProblem(problem('unsupported', 'policy/destination'), optimal), optimal).policy.destination,
  ).toBe('0.5')
  expect(
    changed(fixOfProblem(problem('unsupported', 'policy/band'), optimal), optimal).policy.band.kind,
  ).toBe('lesser')
  expect(changed(fixOfProblem(problem('unsupported', 'tax'), portfolio)).tax).toBeNull()
  expect(
    changed(fixOfProblem(problem('unsupported', 'instruments/0/cost/impact'), portfolio)).instruments[0]?.cost
      .impact,
  ).toBeNull()
  expect(
    changed(fixOfProblem(problem('unsupported', 'targets/4/band'), portfolio)).targets[4]?.band,
  ).toBeNull()
})

test('what only a person knows leads there; what waits can be set aside', () => {
  const price = problem('price-missing', 'instruments/1/price', { instrument: 'INX' })
  expect(fixOfProblem(price, portfolio)).toEqual({
    kind: 'go',
    label: 'Go there',
    path: 'instruments/1/price',
  })
  expect(changed(secondFix(price)).instruments[1]?.exclude).toBe(true)
  expect(secondFix(problem('not-json', ''))).toBeNull()
  expect(fixOfProblem(problem('not-json', ''), portfolio)).toBeNull()
})

test('a path is found at its place, or at the nearest beginning of it', () => {
  expect(placeOfPath('targets/2/weight')).toBe('targets')
  expect(placeOfPath('policy/maxTrades')).toBe('targets')
  expect(placeOfPath('accounts/1/flow')).toBe('plan')
  expect(placeOfPath('accounts/1/reserve')).toBe('holdings')
  expect(nearestPath('policy/trigger/any/0/cap', ['policy', 'policy/trigger', 'policy/trig'])).toBe(
    'policy/trigger',
  )
  expect(nearestPath('rates/EUR', ['policy'])).toBeNull()
})

test('a plan without room for more trades is not asked for fewer', () => {
  const none: Plan = { ...plan, trades: [] }
  const fix = fixOfSkip(
    { account: 'a', instrument: 'X', side: 'buy', value: '1', because: { kind: 'max-trades', most: '0' } },
    none,
    portfolio,
  )
  expect(fix?.label).toBe('Allow 1 trade')
})

test('rules that cannot hold together are listed with what giving each up frees', () => {
  const clash = problem('cash-short', 'accounts/0/flow', {
    rules: ['accounts/0/rules/0', 'policy/turnoverCap'],
    ruleNames: ['no-sell on COIN in Brokerage', 'the turnover cap of 1 %'],
    reaches: ['5000.00', ''],
  })
  expect(clashOf(clash)).toEqual([
    { path: 'accounts/0/rules/0', name: 'no-sell on COIN in Brokerage', reach: '5000.00' },
    { path: 'policy/turnoverCap', name: 'the turnover cap of 1 %', reach: null },
  ])
  expect(clashOf(problem('cash-short', 'accounts/0/flow'))).toEqual([])
})

test('a rule that needs no other decision is given up by one change', () => {
  const tight: Portfolio = {
    ...portfolio,
    policy: { ...portfolio.policy, sides: 'buy', turnoverCap: '0.01', maxTrades: 2 },
  }
  expect(changed(fixOfRule('accounts/0/rules/0', tight), tight).accounts[0]?.rules).toEqual([])
  expect(changed(fixOfRule('policy/turnoverCap', tight), tight).policy.turnoverCap).toBeNull()
  expect(changed(fixOfRule('policy/maxTrades', tight), tight).policy.maxTrades).toBeNull()
  expect(changed(fixOfRule('policy/sides', tight), tight).policy.sides).toBe('both')
  for (const path of [
    'accounts/0/flow',
    'accounts/0/reserve',
    'accounts/9/rules/0',
    'instruments/3/minTrade',
  ])
    expect(fixOfRule(path, tight)).toBeNull()
})
