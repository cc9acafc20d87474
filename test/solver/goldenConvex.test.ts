/** Golden cases of tracking against cost: the named functions of the solver, and the solver itself where they state a problem. */

import { expect, test } from 'vitest'
import type { ConvexProblem, ConvexSolved } from '../../src/solver/convex.ts'
import { solveConvex } from '../../src/solver/convex.ts'
import { nearestOfTotal, separableDual } from '../../src/solver/dual/price.ts'
import { prox32 } from '../../src/solver/dual/response.ts'
import { absent, caseOf } from '../golden/cases.ts'

type Numbers = readonly number[]

const solved = (problem: ConvexProblem): ConvexSolved => {
  const solution = solveConvex(problem)
  if (solution.kind !== 'optimal') throw new Error(solution.kind)
  return solution
}

/** The largest difference between two lists. */
const apart = (found: ArrayLike<number>, expected: Numbers): number =>
  found.length === expected.length
    ? Math.max(...expected.map((value, at) => Math.abs(found[at]! - value)))
    : Infinity

test.skipIf(absent)('prox-32: the place that minimises a linear and a 3/2-power cost', () => {
  const [{ v_a_b }, { prox }] = caseOf('prox-32') as [
    { v_a_b: [number, number, number][] },
    { prox: Numbers },
  ]

  expect(
    apart(
      v_a_b.map(([v, a, b]) => prox32(v, a, b)),
      prox,
    ),
  ).toBeLessThan(1e-10)
})

interface Separable {
  readonly lam: Numbers
  readonly t: Numbers
  readonly c: Numbers
}

test.skipIf(absent)('opt-separable-dual: one price for all, by the formula and by the solver', () => {
  const [{ lam, t, c }, expected] = caseOf('opt-separable-dual') as [Separable, { x: Numbers; nu: number }]

  const { x, nu } = separableDual(Float64Array.from(lam), Float64Array.from(t), Float64Array.from(c), 0)
  expect(apart(x, expected.x)).toBeLessThan(1e-8)
  expect(Math.abs(nu - expected.nu)).toBeLessThan(1e-8)

  const ours = solved({
    ...plain(t.length),
    curvature: { kind: 'diagonal', diagonal: Float64Array.from(lam) },
    target: Float64Array.from(t),
    cost: { origin: new Float64Array(t.length), buy: Float64Array.from(c), sell: Float64Array.from(c) },
    rows: totalOf(t.length, 0),
  })
  expect(apart(ours.x, expected.x)).toBeLessThan(1e-8)
  expect(apart(ours.y, [-expected.nu])).toBeLessThan(1e-8)
})

test.skipIf(absent)('proj-simplex: the nearest weights that sum to one, by price', () => {
  const [{ v }, { x }] = caseOf('proj-simplex') as [{ v: readonly Numbers[] }, { x: readonly Numbers[] }]

  for (const [at, values] of v.entries()) {
    const one = new Float64Array(values.length).fill(1)
    const none = new Float64Array(values.length)
    expect(apart(nearestOfTotal(Float64Array.from(values), one, none, one, 1).x, x[at]!)).toBeLessThan(1e-10)
  }
})

/** No row, no bound, no cost. */
function plain(columns: number): Pick<ConvexProblem, 'columns' | 'lower' | 'upper'> {
  return {
    columns,
    lower: new Float64Array(columns).fill(-Infinity),
    upper: new Float64Array(columns).fill(Infinity),
  }
}

function totalOf(columns: number, total: number): ConvexProblem['rows'] {
  return {
    count: 1,
    start: Int32Array.from({ length: columns + 1 }, (_, j) => j),
    index: new Int32Array(columns),
    value: new Float64Array(columns).fill(1),
    low: Float64Array.of(total),
    high: Float64Array.of(total),
  }
}

interface Rebalance {
  readonly w0: Numbers
  readonly target: Numbers
  readonly vol: Numbers
  readonly corr: readonly Numbers[]
  readonly cost: Numbers
  readonly impact_coef?: Numbers
  readonly lambdaH: number
  readonly K_per_ticket?: number
}

/** Trades that sum to nothing; those not in `traded` stay where they are. */
function rebalance(inputs: Rebalance, traded = inputs.w0.map(() => true)): ConvexProblem {
  const { w0, target, vol, corr, cost, impact_coef, lambdaH } = inputs
  const matrix = corr.flatMap((row, i) => row.map((rho, j) => lambdaH * rho * vol[i]! * vol[j]!))
  return {
    columns: w0.length,
    curvature: { kind: 'dense', matrix: Float64Array.from(matrix) },
    target: Float64Array.from(target),
    cost: {
      origin: Float64Array.from(w0),
      buy: Float64Array.from(cost),
      sell: Float64Array.from(cost),
      ...(impact_coef ? { power: Float64Array.from(impact_coef) } : {}),
    },
    rows: totalOf(
      w0.length,
      w0.reduce((a, b) => a + b, 0),
    ),
    lower: Float64Array.from(w0, (w, j) => (traded[j] ? 0 : w)),
    upper: Float64Array.from(w0, (w, j) => (traded[j] ? 1 : w)),
  }
}

test.skipIf(absent)('opt-te-linear-impact: tracking error, linear costs and impact', () => {
  const [inputs, expected] = caseOf('opt-te-linear-impact') as [
    Rebalance,
    { trades: Numbers; objective: number },
  ]

  const { x, objective } = solved(rebalance(inputs))
  expect(
    apart(
      x.map((w, j) => w - inputs.w0[j]!),
      expected.trades,
    ),
  ).toBeLessThan(1e-6)
  expect(Math.abs(objective - expected.objective)).toBeLessThan(1e-6 * expected.objective)
})

// A ticket is not convex: the supports are enumerated here, each solved by our solver.
test.skipIf(absent)('opt-fixed-ticket: tickets leave small trades undone', () => {
  const [inputs, expected] = caseOf('opt-fixed-ticket') as [
    Rebalance,
    { traded_assets: Numbers; trades: Numbers; objective: number; no_ticket_trades: Numbers },
  ]

  const free = solved(rebalance(inputs))
  expect(
    apart(
      free.x.map((w, j) => w - inputs.w0[j]!),
      expected.no_ticket_trades,
    ),
  ).toBeLessThan(2e-6)
  const supports = Array.from({ length: 16 }, (_, bits) => inputs.w0.map((_, j) => (bits >> j) % 2 === 1))
  const costed = supports.map((support) => {
    const { x, objective } = solved(rebalance(inputs, support))
    const trades = Array.from(x, (w, j) => w - inputs.w0[j]!)
    return { trades, total: objective + inputs.K_per_ticket! * support.filter(Boolean).length }
  })
  const best = costed.reduce((a, b) => (b.total < a.total ? b : a))
  expect(apart(best.trades, expected.trades)).toBeLessThan(2e-6)
  expect(best.trades.flatMap((trade, j) => (trade === 0 ? [] : [j]))).toEqual(expected.traded_assets)
  expect(Math.abs(best.total - expected.objective)).toBeLessThan(2e-6 * expected.objective)
})

interface Horizon {
  readonly w0: Numbers
  readonly target: number
  readonly sigma: number
  readonly gamma: number
  readonly cost_one_way: number
}

test.skipIf(absent)(
  'opt-qp-horizon-band: one period of the right length trades to the edge of the band',
  () => {
    const [inputs, expected] = caseOf('opt-qp-horizon-band') as [Horizon, { H_years: number; w_new: Numbers }]

    const n = inputs.w0.length
    const curve = inputs.gamma * inputs.sigma * inputs.sigma * expected.H_years
    const cost = new Float64Array(n).fill(inputs.cost_one_way)
    const { x } = solved({
      ...plain(n),
      curvature: { kind: 'diagonal', diagonal: new Float64Array(n).fill(curve) },
      target: new Float64Array(n).fill(inputs.target),
      cost: { origin: Float64Array.from(inputs.w0), buy: cost, sell: cost },
      rows: {
        ...totalOf(n, 0),
        count: 0,
        start: new Int32Array(n + 1),
        index: new Int32Array(0),
        value: new Float64Array(0),
        low: new Float64Array(0),
        high: new Float64Array(0),
      },
    })
    expect(apart(x, expected.w_new)).toBeLessThan(1e-8)
  },
)

// The benchmark is a column that may not be held but is the target: its returns are then the last loadings.
test.skipIf(absent)('te-acwi: two funds that follow an index', () => {
  const [{ assets, benchmark }, { weights }] = caseOf('te-acwi') as [
    { assets: readonly Numbers[]; benchmark: Numbers },
    { weights: Numbers },
  ]

  const { x } = solved({
    columns: 3,
    curvature: {
      kind: 'factor',
      factors: benchmark.length,
      loadings: Float64Array.from([...assets, benchmark].flat()),
      diagonal: new Float64Array(3),
    },
    target: Float64Array.of(0, 0, 1),
    cost: { origin: new Float64Array(3) },
    rows: totalOf(3, 1),
    lower: new Float64Array(3),
    upper: Float64Array.of(1, 1, 0),
  })
  expect(apart(x.subarray(0, 2), weights)).toBeLessThan(1e-6)
})

interface Taxed {
  readonly w0: Numbers
  readonly target: Numbers
  readonly vol: Numbers
  readonly rho: number
  readonly cost_each_side: number
  readonly lots_A: readonly { weight: number; tax_per_dollar: number }[]
  readonly lambdaH: Numbers
}

test.skipIf(absent)('tax-aware-qp: cheap lots are sold first, each at its own cost', () => {
  const [inputs, expected] = caseOf('tax-aware-qp') as [Taxed, readonly { w_A: number }[]]

  const { w0, target, vol, rho, cost_each_side: cost, lots_A: lots } = inputs
  const taxes = lots.map((lot) => lot.tax_per_dollar)
  const sold = lots.map((lot) => lot.weight).map((_, at, all) => all.slice(0, at).reduce((a, b) => a + b, 0))
  for (const [at, lambdaH] of inputs.lambdaH.entries()) {
    const corr = [
      [1, rho],
      [rho, 1],
    ]
    const problem = rebalance({ w0, target, vol, corr, cost: [cost, cost], lambdaH })
    const { x } = solved({
      ...problem,
      cost: {
        ...problem.cost,
        sell: Float64Array.of(cost + taxes[0]!, cost),
        kinks: {
          start: Int32Array.of(0, lots.length - 1, lots.length - 1),
          at: Float64Array.from(sold.slice(1), (w) => -w),
          rise: Float64Array.from(taxes.slice(1), (tax, lot) => tax - taxes[lot]!),
        },
      },
    })
    expect(Math.abs(x[0]! - expected[at]!.w_A)).toBeLessThan(1e-6)
  }
})
