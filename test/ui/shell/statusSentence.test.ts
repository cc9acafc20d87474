/** The one sentence on top says what is the matter, what it takes and where it leads. */
import { expect, test } from 'vitest'
import type { Plan, PlanRow, Trade } from '../../../src/domain/plan.ts'
import { statusSentence } from '../../../src/ui/shell/statusSentence.ts'
import { account, sample } from '../holdings/sample.ts'

const free = { commission: '0', spread: '0', impact: '0', gas: '0' }

function trade(instrument: string, value: string): Trade {
  const because = { kind: 'overweight', class: 'stock', from: '0.7', to: '0.6' } as const
  return {
    account: 'one',
    instrument,
    side: 'sell',
    quantity: '1',
    price: '1',
    value,
    phase: 1,
    costs: free,
    lots: [],
    because,
  }
}

function row(name: string, breached: boolean, after: string): PlanRow {
  return {
    class: name,
    target: '0.5',
    low: '0.45',
    high: '0.55',
    before: breached ? '0.6' : '0.5',
    after,
    breached,
  }
}

function plan(change: Partial<Plan>): Plan {
  return {
    evenkeelPlan: 1,
    engine: '0',
    documentHash: 'sha256:0',
    status: 'trade',
    problems: [],
    fired: [],
    rows: [],
    trades: [],
    skipped: [],
    conversions: [],
    washSales: [],
    cash: [],
    totals: {
      valueBefore: '100000',
      valueAfter: '99987.60',
      turnover: '0.2',
      cost: '12.40',
      tax: '0',
      gains: null,
      carryForward: null,
      trackingErrorBefore: null,
      trackingErrorAfter: null,
      maxDriftAfter: '0.01',
    },
    notes: [],
    certificate: null,
    ...change,
  }
}

const words = (change: Partial<Plan>, document = sample()): string => {
  const { lead, rest } = statusSentence(plan(change), document)
  return `${lead} ${rest}`
}

test('two classes outside, and trades that bring both inside', () => {
  const rows = [row('stock', true, '0.5'), row('bond', true, '0.5')]
  const trades = [trade('AAA', '40000'), trade('CCC', '1000')]
  expect(words({ rows, trades })).toBe(
    'Two classes are outside their bands. 2 trades, $41,100, cost $12.40, bring both inside.',
  )
})

test('one class, one trade', () => {
  expect(words({ rows: [row('stock', true, '0.5')], trades: [trade('AAA', '900')] })).toBe(
    'One class is outside its band. 1 trade, $900.00, cost $12.40, brings it inside.',
  )
})

test('what stays outside is not said to be inside', () => {
  const rows = [row('a', true, '0.5'), row('b', true, '0.6'), row('c', true, '0.6')]
  expect(words({ rows, trades: [trade('AAA', '900')] })).toContain('brings one of three inside.')
  expect(words({ rows: [row('a', true, '0.58')], trades: [trade('AAA', '900')] })).toContain(
    'brings the weights closer.',
  )
})

test('money to invest opens a plan by itself', () => {
  const document = sample({ accounts: [account('one', { flow: '5000' })] })
  expect(words({ trades: [trade('AAA', '5000')] }, document)).toContain('$5,000 to invest.')
  const raising = sample({ accounts: [account('one', { flow: '-5000' })] })
  expect(words({ trades: [trade('AAA', '5000')] }, raising)).toContain('$5,000 to raise.')
})

test('when nothing is due it says so, and until when', () => {
  expect(words({ status: 'hold', rows: [row('stock', false, '0.5')] })).toBe(
    'Every class is inside its band. Nothing to do until a weight leaves its band.',
  )
  const { policy } = sample()
  const quarterly = sample({
    policy: { ...policy, trigger: { any: [{ kind: 'calendar', every: 'P3M', last: '2026-11-01' }] } },
  })
  expect(words({ status: 'hold' }, quarterly)).toContain('until 2027-02-01')
})

test('a refused plan says how many things stand in the way, and the first', () => {
  const problem = { kind: 'price-missing', path: 'instruments/0/price', instrument: 'AAA' } as const
  expect(words({ status: 'refused', problems: [problem, problem] })).toBe(
    'No plan yet: 2 things stand in the way. “AAA” has no price. Type one, paste prices, or set the instrument aside.',
  )
})
