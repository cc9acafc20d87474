/** Rules that cannot hold together: the set is needed as a whole, is enough by itself, and is told in words. */
import { expect, test } from 'vitest'
import { documentOf } from '../../src/domain/decode.ts'
import type { Portfolio } from '../../src/domain/document.ts'
import type { Problem } from '../../src/domain/problem.ts'
import { sentenceOf } from '../../src/domain/words.ts'
import { irreducible } from '../../src/engine/irreducible.ts'
import { lifted, rulesOf } from '../../src/engine/lift.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { portfolio, sample } from '../domain/sample.ts'
import { diceOf } from '../laws/dice.ts'
import { documentOf as randomDocument } from '../laws/generate.ts'
import type { RawDocument } from '../laws/raw.ts'

interface Change {
  account?: object
  policy?: object
  instrument?: object
  accounts?: object[]
}

const fund = (id: string) => ({ id, currency: 'USD', price: '10', exposure: { stock: '1' } })

/** One account with 1,000 in cash and 2,000, 3,000 and 4,000 in three funds, asked for 5,000. */
function withdrawing({ account = {}, policy = {}, instrument = {}, accounts }: Change): Portfolio {
  const base = sample() as Record<string, object>
  const funds = ['A', 'B', 'C']
  const owner = { id: 'one', name: 'Brokerage', cash: { USD: '1000' }, flow: '-5000', ...account }
  return portfolio({
    ...base,
    instruments: funds.map((id) => ({ ...fund(id), ...instrument })),
    targets: [{ class: 'stock', weight: '1' }],
    lots: funds.map((id, at) => ({ account: 'one', instrument: id, quantity: String(200 + at * 100) })),
    accounts: [owner, ...(accounts ?? [])],
    policy: { ...base['policy'], ...policy },
  })
}

function clashIn(document: unknown): Problem {
  const [problem] = rebalance(document).problems
  if (problem?.kind !== 'cash-short') throw new Error(`not short: ${JSON.stringify(problem)}`)
  return problem
}

const listOf = (problem: Problem, key: string): readonly string[] => {
  const value = problem[key]
  return Array.isArray(value) ? value.map(String) : []
}

const noSell = (id: string) => ({ instrument: id, do: 'no-sell' })
const flow = 'accounts/0/flow'

const cases: readonly (readonly [string, Change, readonly string[]])[] = [
  // With C there would be enough; with A and B too, and of these B is the one that is told.
  [
    'rules on what is large enough',
    { account: { rules: ['A', 'B', 'C'].map(noSell) } },
    [flow, 'accounts/0/rules/2', 'accounts/0/rules/1'],
  ],
  ['buying only', { policy: { sides: 'buy' } }, [flow, 'policy/sides']],
  ['no trades', { policy: { maxTrades: 0 } }, [flow, 'policy/maxTrades']],
  [
    'one trade too few',
    { account: { flow: '-5000.50' }, policy: { maxTrades: 1 } },
    [flow, 'policy/maxTrades'],
  ],
  ['a turnover cap', { policy: { turnoverCap: '0.01' } }, [flow, 'policy/turnoverCap']],
  ['more than there is', { account: { flow: '-9999.50', reserve: '1' } }, [flow, 'accounts/0/reserve']],
  ['a reserve above everything', { account: { flow: '0', reserve: '10001' } }, ['accounts/0/reserve']],
  [
    'minimums',
    { instrument: { minTrade: '4500' } },
    [flow, 'instruments/2/minTrade', 'instruments/1/minTrade'],
  ],
  [
    'a cap that two accounts share',
    { account: { flow: '-4000' }, accounts: [{ id: 'two', reserve: '1' }], policy: { maxTrades: 0 } },
    ['accounts/1/reserve'],
  ],
]
test.each(cases)('%s', (_, change, expected) => {
  const document = withdrawing(change)
  const problem = rebalance(document).problems.at(-1)
  expect(problem?.kind).toBe('cash-short')
  expect(problem?.['rules']).toEqual(expected)
  expect(problem?.['ruleNames']).toHaveLength(expected.length)
  expect(problem?.['reaches']).toHaveLength(expected.length)
})

/** A document in which cash is often out of reach: large withdrawals, many rules, tight caps. */
function tightDocument(seed: number): RawDocument {
  const dice = diceOf(seed)
  const raw = randomDocument(seed)
  const worth = (id: string): number =>
    raw.lots
      .filter((lot) => lot.account === id)
      .reduce((sum, lot) => {
        const instrument = raw.instruments.find((each) => each.id === lot.instrument)
        const rate = Number(raw.rates?.[instrument?.currency ?? ''] ?? 1)
        return sum + Number(lot.quantity) * Number(instrument?.price ?? 0) * rate
      }, 0)
  const accounts = raw.accounts.map((account) => ({
    ...account,
    flow: dice.chance(0.7) ? dice.decimal(-worth(account.id) * 0.9, 0, 2) : (account.flow ?? '0'),
    rules: dice.some(raw.instruments).map((each) => ({
      instrument: each.id,
      do: dice.pick(['hold', 'no-sell', 'no-sell', 'no-buy'] as const),
    })),
  }))
  const policy = {
    ...raw.policy,
    ...(dice.chance(0.3) ? { maxTrades: dice.int(0, 2) } : {}),
    ...(dice.chance(0.3) ? { turnoverCap: dice.decimal(0, 0.1, 3) } : {}),
    ...(dice.chance(0.1) ? { sides: 'buy' as const } : {}),
  }
  return { ...raw, accounts, policy }
}

const seeds = Array.from({ length: 24 }, (_, at) => at + 1)

/** Documents that are refused for cash, with their clash. */
const clashes = seeds.flatMap((seed) => {
  const document = documentOf(tightDocument(seed))
  if (!document.ok) throw new Error(`seed ${seed}: ${JSON.stringify(document.problems)}`)
  const short = rebalance(document.value).problems.filter((each) => each.kind === 'cash-short')
  return short.map((problem) => ({ seed, document: document.value, problem }))
})

const isShort = (document: Portfolio): boolean =>
  rebalance(document).problems.some((each) => each.kind === 'cash-short')

test('random documents clash often, and nearly always over rules', () => {
  expect(clashes.length).toBeGreaterThan(15)
  const named = clashes.filter(({ problem }) => listOf(problem, 'rules').length > 0)
  expect(named.length).toBeGreaterThan(0.9 * clashes.length)
})

test('a set of rules clashes by itself, and no longer without any one of them', () => {
  for (const { seed, document, problem } of clashes) {
    const paths = new Set(listOf(problem, 'rules'))
    if (paths.size === 0) continue
    const rules = rulesOf(document).filter(({ path, rule }) => !isContribution(document, path, rule.kind))
    const [set, others] = [
      rules.filter((each) => paths.has(each.path)),
      rules.filter((each) => !paths.has(each.path)),
    ]
    expect(set.map((each) => each.path).sort(), `seed ${seed}`).toEqual([...paths].sort())
    expect.soft(isShort(lifted(document, others)), `seed ${seed}: ${[...paths].join(' ')} clash`).toBe(true)
    for (const rule of set)
      expect
        .soft(
          isShort(lifted(document, [...others, rule])),
          `seed ${seed}: ${[...paths].join(' ')} without ${rule.path}`,
        )
        .toBe(false)
  }
})

const made = cases.map(([, change], at) => {
  const document = withdrawing(change)
  return { seed: -1 - at, document, problem: clashIn(document) }
})

test('when giving up any one is said to be enough, it is', () => {
  let checked = 0
  for (const { seed, document, problem } of [...clashes, ...made]) {
    if (problem['giveUp'] !== 'any') continue
    const own = (each: Problem): boolean => each['account'] === problem['account']
    for (const path of listOf(problem, 'rules')) {
      const rule = rulesOf(document).filter((each) => each.path === path)
      expect
        .soft(rebalance(lifted(document, rule)).problems.some(own), `seed ${seed} without ${path}`)
        .toBe(false)
      checked += 1
    }
  }
  expect(checked).toBeGreaterThan(10)
})

/** Money that comes in stands against nothing. */
function isContribution(document: Portfolio, path: string, kind: string): boolean {
  if (kind !== 'flow') return false
  const at = Number(path.split('/')[1])
  return !(document.accounts[at]?.flow ?? '0').startsWith('-')
}

test('the sentence names every rule and what giving it up would bring', () => {
  const problem = clashIn(withdrawing({ account: { rules: ['A', 'B', 'C'].map(noSell) } }))
  expect(sentenceOf(problem)).toBe(
    'Account “one” needs 5000.00 in cash, and only 1000.00 can be reached. These three cannot hold together: ' +
      'the withdrawal of 5000.00 USD from Brokerage; no-sell on C in Brokerage; no-sell on B in Brokerage. ' +
      'At least one of them has to give way. ' +
      'What could be reached: 5000.00 without no-sell on C in Brokerage; 4000.00 without no-sell on B in Brokerage.',
  )
})

test.each([
  [[1, 2, 3, 4, 5, 6, 7, 8], (kept: readonly number[]) => kept.includes(3) && kept.includes(7), [3, 7]],
  [[1, 2, 3], () => true, []],
  [[1, 2, 3], (kept: readonly number[]) => kept.length >= 3, [1, 2, 3]],
  [[1, 2, 3, 4], (kept: readonly number[]) => kept.length >= 2, [3, 4]],
])('deletion keeps what is needed of %j', (rules, clashing, expected) => {
  expect(irreducible(rules, clashing)).toEqual(expected)
})
