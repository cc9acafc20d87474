/** What cannot be planned is refused with its path, in the full shape of a plan, and never by an exception. */
import { expect, test } from 'vitest'
import { sentenceOf } from '../../src/domain/words.ts'
import { check } from '../../src/engine/check.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { sample, type Json } from '../domain/sample.ts'
import { shapeFaults } from '../laws/shape.ts'

const hostile: readonly unknown[] = [
  null,
  undefined,
  0,
  'text',
  [],
  {},
  [[]],
  { evenkeel: 1 },
  { evenkeel: 99 },
  JSON.parse('{"__proto__":{"evenkeel":1}}'),
  { ...(sample() as object), instruments: 'AAA' },
  { ...(sample() as object), lots: [null, 1, 'x'] },
]
test.each(hostile)('%j is refused in the shape of a plan', (json) => {
  const plan = rebalance(json)
  expect(plan.status).toBe('refused')
  expect(plan.problems.length).toBeGreaterThan(0)
  expect(shapeFaults(JSON.parse(JSON.stringify(plan)))).toEqual([])
  expect([plan.trades, plan.conversions, plan.totals]).toEqual([[], [], null])
})

test('every fault of the shape is refused by the plan as check lists it', () => {
  const json = { ...(sample() as object), extra: 1, asOf: 'never', baseCurrency: 'usd' }
  expect(rebalance(json).problems).toEqual(check(json).problems)
  expect(
    check(json)
      .problems.map((each) => each.path)
      .sort(),
  ).toEqual(['asOf', 'baseCurrency', 'extra'])
})

test('a portfolio worth nothing is refused', () => {
  const json = { ...(sample() as object), lots: [], accounts: [{ id: 'one' }] }
  expect(rebalance(json).problems.map((each) => each.kind)).toEqual(['nothing-to-plan'])
})

const rule = (does: string): Json => [{ instrument: 'AAA', do: does }]
const withdrawal: readonly (readonly [string, object, object])[] = [
  ['no-sell', { rules: rule('no-sell') }, {}],
  ['hold', { rules: rule('hold') }, {}],
  ['turnover', {}, { turnoverCap: '0.01' }],
  ['trades', {}, { maxTrades: 0 }],
]
test.each(withdrawal)(
  'a withdrawal that %s prevents is refused, naming it and what can be reached',
  (name, account, policy) => {
    const base = sample() as { policy: object; instruments: Json[]; targets: Json[] }
    const json = {
      ...base,
      instruments: base.instruments.slice(0, 1),
      targets: [{ class: 'stock', weight: '1' }],
      lots: [{ account: 'one', instrument: 'AAA', quantity: '60' }],
      accounts: [{ id: 'one', cash: { USD: '1000' }, flow: '-5000', ...account }],
      policy: { ...base.policy, ...policy },
    }
    const [problem, ...others] = rebalance(json).problems
    expect(others).toEqual([])
    expect([problem?.kind, problem?.['account']]).toEqual(['cash-short', 'one'])
    expect(String(problem?.['because'])).toContain(name)
    expect(Number(problem?.['reachable'])).toBeLessThan(Number(problem?.['needed']))
  },
)

const overdrawn: readonly (readonly [string, readonly object[], readonly string[], RegExp])[] = [
  [
    'more than all there is',
    [{ id: 'one', cash: { USD: '1000' }, flow: '-500000' }],
    ['accounts/0/flow'],
    /worth 7000\.00\. From account “one” 7000\.00 can be raised, not 500000\.00\. Raise less\.$/,
  ],
  [
    'an account that could pay its part is not blamed for another',
    [
      { id: 'two', cash: { USD: '9000' }, flow: '-8000', reserve: '500' },
      { id: 'one', flow: '-8000', rules: [{ instrument: 'AAA', do: 'no-sell' }] },
    ],
    ['accounts/1/flow'],
    /worth 15000\.00\. From account “one” 0\.00 can be raised, not 8000\.00/,
  ],
  ['all to the cent', [{ id: 'one', flow: '-6000' }], ['accounts/0/flow'], /worth 6000\.00\. Raise less\.$/],
  [
    'a debt beyond what is held',
    [{ id: 'one', cash: { USD: '-6000' }, flow: '-1' }],
    ['accounts'],
    /^There is nothing/,
  ],
]
test.each(overdrawn)('withdrawals of %s are refused with what is reachable', (_, accounts, paths, words) => {
  const base = sample() as { instruments: Json[] }
  const json = {
    ...base,
    instruments: base.instruments.slice(0, 1),
    targets: [{ class: 'stock', weight: '1' }],
    lots: [{ account: 'one', instrument: 'AAA', quantity: '60' }],
    accounts,
  }
  const { problems } = rebalance(json)
  expect(problems.map((each) => each.path)).toEqual(paths)
  expect(problems.map(sentenceOf).join(' ')).toMatch(words)
})
