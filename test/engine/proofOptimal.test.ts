/** The proof of plans that weigh risk against expense: rules and orders are priced by the objective and the tracking error. */
import { expect, test } from 'vitest'
import { decimalOf, sumOf, type Decimal } from '../../src/domain/decimal.ts'
import type { Portfolio } from '../../src/domain/document.ts'
import { driftOf } from '../../src/domain/drift.ts'
import type { Plan, Totals } from '../../src/domain/plan.ts'
import type { Proof } from '../../src/domain/proof.ts'
import { trackingErrorOf } from '../../src/domain/trackingError.ts'
import { lifted, rulesOf } from '../../src/engine/lift.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { proof } from '../../src/engine/proof.ts'
import { portfolio, sample } from '../domain/sample.ts'

/** Two funds and a dear one, 20 points from their targets; risk is weighed against a cost of 0.1 %. */
function weighed(account: object, policy: object = {}, instrument: object = {}): Portfolio {
  const cost = { rate: '0.001' }
  return portfolio({
    ...(sample() as object),
    instruments: [
      { id: 'AAA', currency: 'USD', price: '100', exposure: { stock: '1' }, cost, ...instrument },
      { id: 'BBB', currency: 'USD', price: '50', exposure: { bond: '1' }, cost },
      {
        id: 'CCC',
        currency: 'USD',
        price: '20',
        exposure: { bond: '1' },
        preference: 2,
        cost: { rate: '0.01' },
      },
    ],
    accounts: [{ id: 'one', cash: { USD: '100' }, ...account }],
    lots: [
      { account: 'one', instrument: 'AAA', quantity: '80' },
      { account: 'one', instrument: 'BBB', quantity: '40' },
    ],
    risk: {
      aversion: '4',
      horizonYears: '0.75',
      classes: ['stock', 'bond'],
      volatility: ['0.16', '0.05'],
      correlation: [
        ['1', '0.1'],
        ['0.1', '1'],
      ],
    },
    policy: {
      trigger: { any: [{ kind: 'always' }] },
      band: { kind: 'absolute', width: '0.05' },
      destination: 'optimal',
      ...policy,
    },
  })
}

const totalsOf = ({ totals }: Plan): Totals => {
  if (totals === null) throw new Error('no totals')
  return totals
}

const objectiveOf = ({ certificate }: Plan): Decimal => {
  if (certificate === null || !('objective' in certificate)) throw new Error('no objective')
  return decimalOf(certificate.objective.attained)
}

const proofOf = (document: Portfolio): Proof => {
  const found = proof(document)
  if (found === null) throw new Error('refused')
  return found
}

const rule = (instrument: string, does: string) => ({ rules: [{ instrument, do: does }] })
const binding: readonly (readonly [string, Portfolio, string])[] = [
  ['no-sell', weighed(rule('AAA', 'no-sell')), 'accounts/0/rules/0'],
  ['a dearer way', weighed(rule('BBB', 'no-buy')), 'accounts/0/rules/0'],
  ['an allowed list', weighed({ allowed: ['AAA', 'CCC'] }), 'accounts/0/allowed'],
  ['a minimum', weighed({}, {}, { minTrade: '3000' }), 'instruments/0/minTrade'],
  ['buying only', weighed({}, { sides: 'buy' }), 'policy/sides'],
  ['a turnover cap', weighed({}, { turnoverCap: '0.05' }), 'policy/turnoverCap'],
  ['a number of trades', weighed({}, { maxTrades: 1 }), 'policy/maxTrades'],
]
test.each(binding)('%s costs what planning without it takes off risk and expense', (_, document, path) => {
  const { rules, rulesUnseen } = proofOf(document)
  expect([rules.map((each) => each.path), rulesUnseen]).toEqual([[path], 0])
  const [bound, free] = [
    rebalance(document),
    rebalance(
      lifted(
        document,
        rulesOf(document).filter((each) => each.path === path),
      ),
    ),
  ]
  const [price] = rules
  const near = (said: string | null | undefined, meant: Decimal, digits: string): void =>
    expect(
      decimalOf(said ?? 'none')
        .minus(meant)
        .abs()
        .lessThanOrEqualTo(digits),
    ).toBe(true)
  near(price?.objective, objectiveOf(bound).minus(objectiveOf(free)), '2e-12')
  near(
    price?.trackingError,
    decimalOf(totalsOf(bound).trackingErrorAfter ?? '').minus(totalsOf(free).trackingErrorAfter ?? ''),
    '2e-10',
  )
  near(price?.expense, decimalOf(totalsOf(bound).cost).minus(totalsOf(free).cost), '0')
  expect(
    decimalOf(price?.objective ?? '0')
      .times(totalsOf(bound).valueBefore)
      .gte('0.01'),
  ).toBe(true)
})

const idle: readonly (readonly [string, Portfolio])[] = [
  ['a rule on what need not be sold', weighed(rule('BBB', 'no-sell'))],
  ['a rule on what costs more than it is worth', weighed(rule('CCC', 'no-buy'))],
  ['a cap that is not reached', weighed({}, { turnoverCap: '0.9', maxTrades: 9 })],
  ['a minimum below the order', weighed({}, {}, { minTrade: '200' })],
]
test.each(idle)('%s costs nothing', (_, document) => {
  expect(proofOf(document)).toMatchObject({ rules: [], rulesUnseen: 0 })
})

test('the dearest rule comes first, by the objective', () => {
  const both = weighed(
    { rules: [{ instrument: 'AAA', do: 'no-sell' }, { instrument: 'BBB', do: 'no-buy' }], cash: { USD: '2500' } },
    { turnoverCap: '0.02' },
  ) // prettier-ignore
  const gains = proofOf(both).rules.map((each) => Number(each.objective))
  expect(gains.length).toBeGreaterThan(1)
  expect(gains).toEqual(gains.toSorted((a, b) => b - a))
})

test('without an order the tracking error is that of its other orders', () => {
  const document = weighed({})
  const plan = rebalance(document)
  const { counterfactuals } = proofOf(document)
  expect(counterfactuals).toHaveLength(2)
  for (const each of counterfactuals) {
    const others = plan.trades.filter((trade) => trade.instrument !== each.instrument)
    const signed = (side: string, amount: string): Decimal =>
      side === 'buy' ? decimalOf(amount) : decimalOf(amount).negated()
    const cash = decimalOf('100').minus(
      sumOf(others.map((trade) => signed(trade.side, trade.value).plus(trade.costs.commission))),
    )
    const after = {
      ...document,
      accounts: document.accounts.map((account) => ({ ...account, cash: { USD: cash.toFixed() } })),
      lots: [
        ...document.lots,
        ...others.map(({ account, instrument, side, quantity }) => ({
          account,
          instrument,
          quantity: signed(side, quantity).toFixed(),
          acquired: null,
          unitCost: null,
        })),
      ],
    }
    const error = trackingErrorOf(after, driftOf(after).rows)
    expect(Number(each.trackingError)).toBeCloseTo(error?.toNumber() ?? NaN, 9)
    expect(Number(each.trackingError)).toBeGreaterThan(Number(totalsOf(plan).trackingErrorAfter))
  }
})
