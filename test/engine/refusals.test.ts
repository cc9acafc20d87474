/** What cannot be planned is refused with its path, in the full shape of a plan, and never by an exception. */
import { expect, test } from 'vitest'
import { sentenceOf } from '../../src/domain/words.ts'
import { check } from '../../src/engine/check.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { sample, spoiled, type Json } from '../domain/sample.ts'
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

const later: readonly (readonly [string, Json])[] = [
  ['policy/band', { kind: 'cost-aware' }],
  ['targets/0/band', { kind: 'cost-aware' }],
  ['tax', { shortRate: '0.35' }],
]
test.each(later)('%s as %j waits for later work and says so', (path, value) => {
  const plan = rebalance(spoiled(path, value))
  expect(plan.status).toBe('refused')
  expect(plan.problems.some((each) => each.kind === 'unsupported' && each.path.startsWith(path))).toBe(true)
  expect(check(spoiled(path, value)).problems).toEqual(plan.problems)
  for (const problem of plan.problems) expect(sentenceOf(problem)).toMatch(/\.$/)
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
