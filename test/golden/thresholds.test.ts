/** Golden cases of thresholds: rates of a band, looks, the best trip, the no-trade region, and how weights move. */
import { expect, test } from 'vitest'
import { riskModelOf } from '../../src/domain/covariance.ts'
import { bestTrip, exactHalfWidth } from '../../src/domain/noTrade.ts'
import {
  balancedHalfWidth,
  lossOf,
  noTradeHalfWidth,
  ratesOf,
  turnoverBesideCalendar,
  type Rates,
} from '../../src/domain/thresholds.ts'
import { untouchedVariance, weightRiskOf, weightVolatility } from '../../src/domain/weightRisk.ts'
import { absent, caseOf } from './cases.ts'

const close = (found: number | null, expected: number | undefined, tolerance: number): void =>
  expect(Math.abs((found ?? NaN) - (expected ?? NaN))).toBeLessThanOrEqual(tolerance)

test.skipIf(absent)('band-closedform-rates: events, turnover, squared drift and tracking error', () => {
  const [{ w, sigma_rel, policies }, expected] = caseOf('band-closedform-rates') as readonly [
    {
      readonly w: number
      readonly sigma_rel: number
      readonly policies: readonly { readonly h: number; readonly d: number }[]
    },
    readonly {
      readonly events_per_year: number
      readonly one_way_turnover_per_year: number
      readonly mean_sq_dev: number
      readonly te: number
    }[],
  ]
  for (const [at, { h, d }] of policies.entries()) {
    const rates = ratesOf({ trigger: h, destination: d }, w * (1 - w) * sigma_rel, 0)
    close(rates.events, expected[at]?.events_per_year, 1e-9)
    close(rates.turnover, expected[at]?.one_way_turnover_per_year, 1e-9)
    close(rates.meanSquare, expected[at]?.mean_sq_dev, 1e-9)
    close(sigma_rel * Math.sqrt(rates.meanSquare), expected[at]?.te, 1e-9)
  }
  expect(policies.length).toBe(4)
})

test.skipIf(absent)('band-discrete-look: the overshoot between looks', () => {
  const [{ s, policies }, expected] = caseOf('band-discrete-look') as readonly [
    {
      readonly s: number
      readonly policies: readonly { readonly h: number; readonly d: number; readonly look_years: number }[]
    },
    readonly { readonly events: number; readonly turnover: number; readonly mean_sq: number }[],
  ]
  for (const [at, { h, d, look_years }] of policies.entries()) {
    const rates: Rates = ratesOf({ trigger: h, destination: d }, s, look_years)
    close(rates.events, expected[at]?.events, 1e-6)
    close(rates.turnover, expected[at]?.turnover, 1e-6)
    close(rates.meanSquare, expected[at]?.mean_sq, 1e-6)
  }
  expect(policies.length).toBe(4)
})

test.skipIf(absent)('leland-half-turnover: bands beside the calendar at equal tracking error', () => {
  const [{ destination_over_trigger }, { turnover_ratio }] = caseOf('leland-half-turnover') as readonly [
    { readonly destination_over_trigger: readonly number[] },
    { readonly turnover_ratio: readonly number[] },
  ]
  for (const [at, kept] of destination_over_trigger.entries())
    close(turnoverBesideCalendar(kept), turnover_ratio[at], 1e-10)
  expect(destination_over_trigger.length).toBe(6)
})

interface Ticketed {
  readonly w: number
  readonly sigma_rel: number
  readonly gamma: number
  readonly rows: readonly { readonly K: number; readonly c: number }[]
}

interface BestTrip {
  readonly h: number
  readonly d: number
  readonly cost_rate: number
}

test.skipIf(absent)('notrade-optimal-hd: the best trigger and destination with and without a ticket', () => {
  const [{ w, sigma_rel, gamma, rows }, expected] = caseOf('notrade-optimal-hd') as readonly [
    Ticketed,
    readonly BestTrip[],
  ]
  for (const [at, { K, c }] of rows.entries()) {
    const terms = { cost: c, ticket: K, aversion: gamma }
    const best = bestTrip(terms, w)
    const loss = lossOf(best, terms, w, w * (1 - w) * sigma_rel)
    close(best.trigger, expected[at]?.h, 2e-5)
    close(best.destination, expected[at]?.d, 2e-5)
    // The case's own search ends within 2e-5 of the trip; at the bottom that moves the loss by less than its square.
    close(loss / (expected[at]?.cost_rate ?? NaN), 1, 2e-6)
    expect(loss).toBeLessThanOrEqual((expected[at]?.cost_rate ?? NaN) + 1e-12)
  }
  expect(rows.length).toBe(7)
})

interface Region {
  readonly mu: number
  readonly sigma: number
  readonly gamma: number
  readonly eps_full_spread: number
}

interface Boundaries {
  readonly merton: number
  readonly buy_boundary: number
  readonly sell_boundary: number
  readonly asymptotic: readonly [number, number]
}

test.skipIf(absent)('notrade-ggms-exact: the no-trade region, exact and to leading order', () => {
  const [{ rows }, expected] = caseOf('notrade-ggms-exact') as readonly [
    { readonly rows: readonly Region[] },
    readonly Boundaries[],
  ]
  for (const [at, { mu, sigma, gamma, eps_full_spread }] of rows.entries()) {
    const weight = mu / (gamma * sigma * sigma)
    const exact = exactHalfWidth(eps_full_spread / 2, weight, gamma) ?? NaN
    const leading = balancedHalfWidth(eps_full_spread / 2, weight, gamma)
    close(weight, expected[at]?.merton, 1e-12)
    close(weight - exact, expected[at]?.buy_boundary, 1e-7)
    close(weight + exact, expected[at]?.sell_boundary, 1e-7)
    close(weight - leading, expected[at]?.asymptotic[0], 1e-7)
    close(weight + leading, expected[at]?.asymptotic[1], 1e-7)
  }
  expect(rows.length).toBe(5)
})

interface Hedge {
  readonly log_moneyness: readonly number[]
  readonly T: number
  readonly vol: number
  readonly prev_hedge: number
  readonly cost: number
  readonly risk_aversion: number
  readonly strike: number
}

/** The normal distribution by its series around zero, which converges for what an option's hedge needs. */
function normal(x: number): number {
  let [term, sum] = [x, x]
  for (let n = 1; n < 200; n += 1) {
    term *= (-x * x) / (2 * n)
    sum += term / (2 * n + 1)
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI)
}

test.skipIf(absent)('ww-pfhedge: the same cube root around an option’s hedge', () => {
  const [inputs, expected] = caseOf('ww-pfhedge') as readonly [
    Hedge,
    { readonly new_hedge: readonly number[]; readonly delta: readonly number[] },
  ]
  const root = inputs.vol * Math.sqrt(inputs.T)
  for (const [at, moneyness] of inputs.log_moneyness.entries()) {
    const spot = inputs.strike * Math.exp(moneyness)
    const d1 = moneyness / root + root / 2
    const delta = normal(d1)
    const gamma = Math.exp((-d1 * d1) / 2) / Math.sqrt(2 * Math.PI) / (spot * root)
    const half = noTradeHalfWidth(inputs.cost * spot, gamma, inputs.risk_aversion)
    close(delta, expected.delta[at], 6e-5)
    close(Math.min(delta + half, Math.max(delta - half, inputs.prev_hedge)), expected.new_hedge[at], 6e-5)
  }
  expect(inputs.log_moneyness.length).toBe(5)
})

interface Moving {
  readonly w: readonly number[]
  readonly vol: readonly number[]
  readonly corr: readonly (readonly number[])[]
  readonly dt_years: number
}

test.skipIf(absent)(
  'drift-cov: how weights move by themselves, and the tracking error that grows of it',
  () => {
    const [{ w, vol, corr, dt_years }, { Sw, expected_te2 }] = caseOf('drift-cov') as readonly [
      Moving,
      { readonly Sw: readonly (readonly number[])[]; readonly expected_te2: number },
    ]
    const classes = ['a', 'b', 'c']
    const model = riskModelOf({
      aversion: '4',
      horizonYears: null,
      classes,
      volatility: vol.map(String),
      correlation: corr.map((row) => row.map(String)),
    })
    const moves = weightRiskOf(model, new Map(w.map((weight, at) => [classes[at] ?? '', weight])))
    for (const [i, row] of Sw.entries()) {
      close(weightVolatility(moves, [classes[i] ?? '']) ** 2, row[i], 1e-9)
      for (const [j, covariance] of row.entries()) {
        if (i === j) continue
        const both = weightVolatility(moves, [classes[i] ?? '', classes[j] ?? '']) ** 2
        close((both - (row[i] ?? NaN) - (Sw[j]?.[j] ?? NaN)) / 2, covariance, 1e-9)
      }
    }
    close(untouchedVariance(moves) * dt_years, expected_te2, 1e-9)
    expect(Sw.length).toBe(3)
  },
)
