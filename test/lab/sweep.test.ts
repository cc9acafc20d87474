/** A sweep: the same bits however paths are split, statistics as two passes would find them, and figures that others published. */
import { describe, expect, test } from 'vitest'
import { comparisonOf } from '../../src/domain/comparison.ts'
import { cellsOf, estimateOf, isTie, metricNames, pairedOf, type Tally } from '../../src/domain/labResult.ts'
import { kernelOf } from '../../src/lab/kernel.ts'
import { emptyTally, merged, metricCount, withPath } from '../../src/lab/statistics.ts'
import { benchOf, sweep } from '../../src/lab/sweep.ts'
import { setupOf } from '../../src/lab/terms.ts'
import { absent, caseOf } from '../golden/cases.ts'
import { comparison, dice, sound, twoClasses } from './experiments.ts'

describe('splitting', () => {
  const of = comparison()
  const whole = sweep(of)
  test('blocks run by others in another order merge to the same bits', () => {
    const [one, two] = [benchOf(of), benchOf(of)]
    const parts: Tally[] = []
    for (const index of [2, 0, 1]) parts[index] = (index === 0 ? one : two).block(index)
    expect(one).toMatchObject({ total: 300, blocks: 3 })
    expect(parts.reduce(merged, emptyTally(of.policies.length, 0))).toEqual(whole)
  })
  test('a block run in pieces is the same block', () => {
    const bench = benchOf(of)
    const first = bench.run(128, 150)
    expect(bench.run(150, 256, first)).toEqual(benchOf(of).block(1))
  })
  test('another seed is another sweep', () => {
    expect(sweep(comparison({ seed: 8 })).means).not.toEqual(whole.means)
  })
  test('a policy comes out the same whoever stands beside it', () => {
    const { grid } = twoClasses.policies
    const alone = sweep(
      comparison({ policies: { grid: { ...grid, trigger: ['0.03'], destination: ['0.5'] } } }),
    )
    const at = of.policies.findIndex((policy) => policy.name === 'absolute 0.03 to 0.5')
    for (const metric of metricNames)
      expect(estimateOf(alone, 0, metric)).toEqual(estimateOf(whole, at, metric))
  })
})

describe('statistics', () => {
  const roll = dice(3)
  const rows = Array.from({ length: 37 }, () =>
    Float64Array.from({ length: metricCount * 3 }, () => 5 + roll()),
  )
  const tally = rows.reduce(withPath, emptyTally(3, 1))
  const at = metricNames.indexOf('growth') * 3
  const values = (policy: number): number[] => rows.map((row) => row[at + policy] ?? 0)
  const mean = (of: readonly number[]): number => of.reduce((sum, each) => sum + each, 0) / of.length
  const error = (of: readonly number[]): number =>
    Math.sqrt(of.reduce((sum, x) => sum + (x - mean(of)) ** 2, 0) / (of.length - 1) / of.length)

  test('means, errors and paired errors are those of two passes', () => {
    const own = estimateOf(tally, 2, 'growth')
    expect(own.mean).toBeCloseTo(mean(values(2)), 13)
    expect(own.error).toBeCloseTo(error(values(2)), 13)
    const differences = values(2).map((x, path) => x - (values(1)[path] ?? 0))
    const paired = pairedOf(tally, 2, 1, 'growth')
    expect(paired?.mean).toBeCloseTo(mean(differences), 13)
    expect(paired?.error).toBeCloseTo(error(differences), 13)
  })
  test('merging parts is as good as one pass', () => {
    const parts = [rows.slice(0, 11), rows.slice(11, 12), rows.slice(12)]
    const all = parts.map((part) => part.reduce(withPath, emptyTally(3, 1))).reduce(merged)
    expect(all.count).toBe(37)
    all.products.forEach((product, place) => expect(product).toBeCloseTo(tally.products[place] ?? NaN, 12))
  })
  test('a policy never differs from itself, and one path has no error', () => {
    for (const metric of metricNames) expect(pairedOf(tally, 1, 1, metric)).toEqual({ mean: 0, error: 0 })
    expect(
      estimateOf(withPath(emptyTally(3, 0), rows[0] ?? new Float64Array(0)), 0, 'growth').error,
    ).toBeNull()
  })
  test('ties', () => {
    expect(isTie({ mean: 0.2, error: 0.1 })).toBe(true)
    expect(isTie({ mean: -0.21, error: 0.1 })).toBe(false)
    expect(isTie({ mean: 5, error: null })).toBe(true)
  })
})

/** A history whose classes had these returns. */
function history(returns: readonly (readonly number[])[], changes: Readonly<Record<string, unknown>>) {
  const classes = returns.map((own) => {
    let price = 100
    return ['100', ...own.map((r) => (price *= 1 + r).toFixed(20))]
  })
  const dates = (returns[0] ?? []).map((_, at) => `2025-01-${String(at + 2).padStart(2, '0')}`)
  return comparisonOf(
    sound({
      evenkeelExperiment: 1,
      classes: returns.map((_, at) => `class ${at}`),
      market: { kind: 'history', prices: { dates: ['2025-01-01', ...dates], classes }, stepsPerYear: 252 },
      policies: [{ name: 'never' }],
      ...changes,
    }),
  )
}

describe('published figures', () => {
  test.skipIf(absent)('metrics-empyrical: growth, volatility, ratios and drawdown', () => {
    const [inputs, expected] = caseOf('metrics-empyrical') as [
      { daily_returns: number[]; cagr_periods: number },
      Record<string, number>,
    ]
    const [cell] = cellsOf({
      policies: history([inputs.daily_returns], { targets: ['1'] }).policies,
      baseline: 0,
      tally: sweep(history([inputs.daily_returns], { targets: ['1'] })),
      total: 1,
    })
    const metrics = cell?.metrics
    expect(metrics?.volatility.mean).toBeCloseTo(expected['vol'] ?? 0, 8)
    expect(metrics?.sharpe.mean).toBeCloseTo(expected['sharpe'] ?? 0, 8)
    expect(metrics?.sortino.mean).toBeCloseTo(expected['sortino'] ?? 0, 8)
    expect(metrics?.drawdown.mean).toBeCloseTo(expected['max_drawdown'] ?? 0, 8)
    // The published growth counts one period more than there are returns.
    const periods = inputs.daily_returns.length
    const growth = (1 + (metrics?.growth.mean ?? 0)) ** (periods / inputs.cagr_periods) - 1
    expect(growth).toBeCloseTo(expected['cagr'] ?? 0, 8)
  })

  test.skipIf(absent)('bonus-shannon: doubling and halving beside cash', () => {
    const [, expected] = caseOf('bonus-shannon') as [unknown, Record<string, number>]
    const of = history(
      [
        [1, -0.5],
        [0, 0],
      ],
      {
        targets: ['0.5', '0.5'],
        policies: [{ name: 'always', calendarSteps: 1 }, { name: 'never' }],
      },
    )
    const growth = of.policies.map((_, at) => (1 + estimateOf(sweep(of), at, 'growth').mean) ** (2 / 252))
    expect(growth[0]).toBeCloseTo(expected['two_period_factor'] ?? 0, 12)
    expect(growth[1]).toBeCloseTo(1, 12)
  })

  test.skipIf(absent)(
    'equal-mean-neutrality: rebalancing does not change the mean of terminal wealth',
    () => {
      const [, expected] = caseOf('equal-mean-neutrality') as [unknown, Record<string, number>]
      const mean = String(Math.log(1.07))
      const market = {
        ...twoClasses.market,
        years: '10',
        stepsPerYear: 1,
        mean: [mean, mean],
        volatility: ['0.2', '0.1'],
      }
      const policies = [{ name: 'never' }, { name: 'always', calendarSteps: 1 }]
      const of = comparison({ market, policies, cost: null, lookEverySteps: 1, targets: ['0.5', '0.5'] })
      const wealth: number[][] = [[], []]
      const kernel = kernelOf(setupOf(of), undefined, (step, { value }) => {
        if (step === 10) wealth.forEach((own, p) => own.push(value[p] ?? 0))
      })
      for (let path = 0; path < 20_000; path += 1) kernel.run(path, new Float64Array(metricCount * 2))
      const [never = 0, always = 0] = wealth.map(
        (own) => own.reduce((sum, each) => sum + each, 0) / own.length,
      )
      // One path's wealth deviates by about 0.75 and 0.7; both means within three standard errors.
      expect(Math.abs(never - (expected['E_W_buy_hold'] ?? 0))).toBeLessThan(0.02)
      expect(Math.abs(always - (expected['E_W_rebalanced'] ?? 0))).toBeLessThan(0.02)
    },
  )
})
