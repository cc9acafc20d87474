/** Golden cases of plans: whole shares, contributions and withdrawals, thresholds and costs, through the engine itself. */
import { expect, test } from 'vitest'
import { normalised } from '../../src/domain/normalise.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { violationsOf } from '../laws/checker.ts'
import type { RawDocument } from '../laws/raw.ts'
import { absent, caseOf } from './cases.ts'
import { holding, investing } from './documents.ts'

function planned(document: RawDocument): Plan {
  const plan = rebalance(document)
  expect(violationsOf(document, plan)).toEqual([])
  return plan
}

const traded = (plan: Plan, instrument: string): number => {
  const trade = plan.trades.find((each) => each.instrument === instrument)
  return trade ? Number(trade.quantity) * (trade.side === 'buy' ? 1 : -1) : 0
}
const cashAfter = (plan: Plan): number => Number(plan.cash[0]?.after)

interface Shares {
  readonly weights: readonly number[]
  readonly value: number
  readonly prices: readonly number[]
}

test.skipIf(absent)('int-rounding-5: whole shares closest to the targets', () => {
  const [{ weights, value, prices }, expected] = caseOf('int-rounding-5') as readonly [
    Shares,
    { shares: readonly number[]; leftover_cash: number },
  ]

  const plan = planned(investing(value, prices.slice(0, -1), weights.slice(0, -1)))
  expect(prices.slice(0, -1).map((_, at) => traded(plan, `c${at}`))).toEqual(expected.shares.slice(0, -1))
  expect(cashAfter(plan)).toBeCloseTo(expected.leftover_cash, 6)
})

interface Implied {
  readonly w: readonly number[]
  readonly V: number
  readonly p: readonly number[]
}

test.skipIf(absent)(
  'int-cash-implied: what the weights leave is cash, and weights above one are brought to the simplex first',
  () => {
    const [{ rows }, expected] = caseOf('int-cash-implied') as readonly [
      { rows: readonly Implied[] },
      readonly { shares: readonly number[]; cash: number }[],
    ]

    for (const [at, { w, V, p }] of rows.entries()) {
      const over = w.reduce((a, b) => a + b, 0) > 1
      const weights = over
        ? (normalised(w.map((each) => ({ weight: String(each), locked: false }))) ?? []).map(Number)
        : w
      const plan = planned(investing(V, p, weights))
      expect(p.map((_, index) => traded(plan, `c${index}`))).toEqual(expected[at]?.shares)
      expect(cashAfter(plan)).toBe(expected[at]?.cash)
    }
  },
)

interface Costed {
  readonly holdings: readonly number[]
  readonly target: readonly number[]
  readonly cost_rate_each_side: number
}

// Eight decimals, as of a coin, so that costs are not rounded up to cents.
test.skipIf(absent)('selffinancing-2asset: trades are sized on the value after their costs', () => {
  const [{ holdings, target, cost_rate_each_side }, expected] = caseOf('selffinancing-2asset') as readonly [
    Costed,
    { post_value: number; sell: number; buy: number; cost: number },
  ]

  const cost = { rate: String(cost_rate_each_side) }
  const plan = planned(holding(holdings, target, { resolution: '0.000000001' }, { cost }, 'COIN'))
  expect(Number(plan.totals?.valueAfter)).toBeCloseTo(expected.post_value, 7)
  expect(traded(plan, 'c0')).toBeCloseTo(-expected.sell, 7)
  expect(traded(plan, 'c1')).toBeCloseTo(expected.buy, 7)
  expect(Number(plan.totals?.cost)).toBeCloseTo(expected.cost, 7)
  expect(cashAfter(plan)).toBe(0)
})

interface Thresholds {
  readonly target_equity: number
  readonly threshold_pp: number
  readonly destination_pp: number
  readonly observations: readonly number[]
}

// A hair of cost makes the nearest edge of the aim the cheapest place; the weights are then off by a hair as well.
test.skipIf(absent)(
  'band-vg200175: outside the threshold it trades to the destination, and not beyond',
  () => {
    const [{ target_equity, threshold_pp, destination_pp, observations }, expected] = caseOf(
      'band-vg200175',
    ) as readonly [Thresholds, { post: readonly number[]; traded_fraction: readonly number[] }]

    const total = 10_000_000
    const policy = {
      trigger: { any: [{ kind: 'band' as const }] },
      band: { kind: 'absolute' as const, width: String(threshold_pp) },
      destination: String(Math.round((1 - destination_pp / threshold_pp) * 1e9) / 1e9),
      resolution: '0.000001',
    }
    const targets = [target_equity, Math.round((1 - target_equity) * 1e9) / 1e9]
    for (const [at, weight] of observations.entries()) {
      const equity = Math.round(weight * total)
      const document = holding([equity, total - equity], targets, policy, {
        cost: { halfSpread: '0.000001' },
      })
      const plan = planned(document)
      expect(Number(plan.rows.find((row) => row.class === 'c0')?.after)).toBeCloseTo(
        expected.post[at] ?? NaN,
        6,
      )
      expect(Math.abs(traded(plan, 'c0')) / total).toBeCloseTo(expected.traded_fraction[at] ?? NaN, 6)
      expect(plan.status).toBe(expected.traded_fraction[at] === 0 ? 'hold' : 'trade')
    }
  },
)

interface Lazy {
  readonly assets: readonly { readonly name: string; readonly target: number; readonly value: number }[]
  readonly amounts: readonly number[]
}

// D is flat at its least, so a few cents are free. After a withdrawal all rows are above their targets, and D, which
// counts the cash row at a weight of 1 / 0.01, is least with a little more cash than was asked: 3400 / 71 for -12,000.
test.skipIf(absent)(
  'lazy-mao: contributions and withdrawals lift the lowest share of its target first',
  () => {
    const [{ assets, amounts }, expected] = caseOf('lazy-mao') as readonly [
      Lazy,
      Readonly<Record<string, Readonly<Record<string, number>>>>,
    ]

    for (const amount of amounts) {
      const policy = { trigger: { any: [{ kind: 'never' as const }] }, resolution: '0.000000001' }
      const document = holding(
        assets.map((each) => each.value),
        assets.map((each) => each.target),
        policy,
      )
      document.accounts = [{ id: 'one', flow: String(amount) }]
      const plan = planned(document)
      const wanted = expected[String(amount)] ?? {}
      for (const [at, asset] of assets.entries()) {
        const found = traded(plan, `c${at}`)
        expect(Math.abs(found - (wanted[asset.name] ?? 0)), `${amount}: ${asset.name} ${found}`).toBeLessThan(
          amount > 0 ? 0.5 : -0.005 * amount,
        )
      }
      expect(plan.trades.every((trade) => trade.side === (amount > 0 ? 'buy' : 'sell'))).toBe(true)
    }
  },
)
