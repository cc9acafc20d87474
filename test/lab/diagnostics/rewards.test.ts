/** What diversification, rebalancing and luck amount to: textbook figures, exact identities, and the guard against snake oil. */
import { describe, expect, test } from 'vitest'
import {
  deflatedBest,
  deflatedSharpe,
  luckySharpe,
  shapeOf,
  sharpeError,
} from '../../../src/lab/diagnostics/deflatedSharpe.ts'
import { resampledMeanError } from '../../../src/lab/diagnostics/autocovariance.ts'
import {
  compoundGrowth,
  diversificationReturn,
  growthPerStep,
  observedDiversificationReturn,
} from '../../../src/lab/diagnostics/diversification.ts'
import {
  normalDensity,
  normalProbability,
  normalQuantile,
} from '../../../src/lab/diagnostics/normalDistribution.ts'
import { performanceOf } from '../../../src/lab/diagnostics/performance.ts'
import { drawnMeans, intervalOf, usualBlock } from '../../../src/lab/diagnostics/resampling.ts'
import { rebalancingGain, twoPeriods } from '../../../src/lab/diagnostics/twoPeriods.ts'
import { covarianceFrom } from '../../../src/risk/sample.ts'
import { absent, caseOf } from '../../golden/cases.ts'
import { normals, uniforms } from '../../risk/draws.ts'

describe('the normal distribution', () => {
  test.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.959963984540054, 0.025],
    [2.575829303548901, 0.995],
    [-5, 2.866515718791939e-7],
    [-40, 0],
    [40, 1],
  ])('P(Z <= %d) = %d', (x, p) => {
    expect(Math.abs(normalProbability(x) - p)).toBeLessThan(1e-14)
    if (p > 1e-6 && p < 1) expect(normalQuantile(p)).toBeCloseTo(x, 12)
  })

  test('ends, and the density at the middle', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
    expect(normalProbability(NaN)).toBeNaN()
    expect(normalDensity(0)).toBeCloseTo(0.3989422804014327, 15)
  })
})

describe('diversification return', () => {
  test('is none of one asset, of twins, and never negative without debt', () => {
    expect(diversificationReturn([1], Float64Array.from([0.04]))).toBe(0)
    expect(diversificationReturn([0.5, 0.5], Float64Array.from([0.04, 0.04, 0.04, 0.04]))).toBeCloseTo(0, 15)
    const next = uniforms(3)
    for (let times = 0; times < 50; times += 1) {
      const [a, b, rho, w] = [next(), next(), 2 * next() - 1, next()]
      const covariance = covarianceFrom(Float64Array.from([a, b]), Float64Array.from([1, rho, rho, 1]))
      expect(diversificationReturn([w, 1 - w], covariance)).toBeGreaterThanOrEqual(-1e-15)
    }
  })

  test('as observed comes near the formula for small returns', () => {
    const normal = normals(6)
    const returns = Float64Array.from({ length: 40000 }, () => 0.01 * normal())
    const formula = diversificationReturn([0.5, 0.5], Float64Array.from([1e-4, 0, 0, 1e-4]))
    expect(observedDiversificationReturn([0.5, 0.5], returns) / formula).toBeCloseTo(1, 1)
  })
})

describe('two periods', () => {
  const wealthOf = (
    weights: readonly number[],
    a: Float64Array,
    b: Float64Array,
  ): { rebalanced: number; held: number } => {
    const grown = (returns: Float64Array): number =>
      weights.reduce((sum, weight, i) => sum + weight * (1 + (returns[i] ?? 0)), 0)
    const held = weights.reduce((sum, weight, i) => sum + weight * (1 + (a[i] ?? 0)) * (1 + (b[i] ?? 0)), 0)
    return { rebalanced: grown(a) * grown(b), held }
  }

  test('the identity holds for any weights and returns', () => {
    const next = uniforms(12)
    for (let times = 0; times < 200; times += 1) {
      const size = 2 + Math.floor(4 * next())
      const raw = Array.from({ length: size }, next)
      const total = raw.reduce((sum, value) => sum + value, 0)
      const weights = raw.map((value) => value / total)
      const [a, b] = [0, 0].map(() => Float64Array.from({ length: size }, () => 2 * next() - 0.9)) as [
        Float64Array,
        Float64Array,
      ]
      const { rebalanced, held } = wealthOf(weights, a, b)
      expect(rebalancingGain(weights, a, b)).toBeCloseTo(rebalanced - held, 12)
      const pairs = weights.reduce(
        (sum, w, i) =>
          sum +
          weights.reduce(
            (inner, v, j) => inner + w * v * ((a[i] ?? 0) - (a[j] ?? 0)) * ((b[i] ?? 0) - (b[j] ?? 0)),
            0,
          ),
        0,
      )
      expect(rebalancingGain(weights, a, b)).toBeCloseTo(-pairs / 2, 12)
    }
  })

  test('what turns gains, what goes on loses, what is the same does neither', () => {
    const [up, down] = [Float64Array.from([0.1, 0]), Float64Array.from([0, 0.1])]
    expect(rebalancingGain([0.5, 0.5], up, down)).toBeCloseTo(0.0025, 15)
    expect(rebalancingGain([0.5, 0.5], up, up)).toBeCloseTo(-0.0025, 15)
    expect(rebalancingGain([0.5, 0.5], up, new Float64Array(2))).toBe(0)
  })

  test('the interval is on the right side of zero for what turns and what trends, and holds zero for chance', () => {
    const turning = Float64Array.from(
      { length: 400 },
      (_, at) => ((at % 4) % 3 === 0 ? 0.02 : 0) + (at % 5) / 1e4,
    )
    const found = twoPeriods([0.5, 0.5], turning, 1, 1)
    expect(found?.interval[0]).toBeGreaterThan(0)
    expect(found?.gained).toBe(1)
    const normal = normals(5)
    const chance = twoPeriods(
      [0.5, 0.5],
      Float64Array.from({ length: 1200 }, () => 0.01 * normal()),
      3,
      1,
    )
    expect(chance?.pairs).toBe(199)
    expect(chance?.interval[0]).toBeLessThan(0)
    expect(chance?.interval[1]).toBeGreaterThan(0)
    expect(twoPeriods([0.5, 0.5], new Float64Array(40), 1, 1)).toBeNull()
    expect(twoPeriods([0.5, 0.5], new Float64Array(42), 1, 1)).not.toBeNull()
  })

  test('intervals hold zero about as often as they say where nothing turns and nothing trends', () => {
    let holds = 0
    for (let seed = 1; seed <= 60; seed += 1) {
      const normal = normals(seed)
      const [low, high] = twoPeriods([0.5, 0.5], Float64Array.from({ length: 120 }, normal), 1, seed)
        ?.interval ?? [1, 1]
      if (low <= 0 && high >= 0) holds += 1
    }
    expect(holds).toBeGreaterThanOrEqual(51)
  })

  test('the same seed draws the same interval', () => {
    const normal = normals(5)
    const series = Float64Array.from({ length: 60 }, normal)
    expect(drawnMeans(series, 7)).toEqual(drawnMeans(series, 7))
    expect(drawnMeans(series, 7)).not.toEqual(drawnMeans(series, 8))
    expect([1, 8, 9, 1000].map(usualBlock)).toEqual([1, 2, 3, 10])
  })

  test('drawn means deviate as the theory of independent rows says', () => {
    const normal = normals(21)
    const series = Float64Array.from({ length: 400 }, normal)
    const means = drawnMeans(series, 3, 1)
    const [low, high] = intervalOf(means)
    expect((high - low) / (2 * 1.96)).toBeCloseTo(1 / 20, 2)
  })
})

test('resampled means deviate as their autocovariance says', () => {
  const normal = normals(33)
  const series = Float64Array.from({ length: 200 }, normal)
  for (let at = 1; at < 200; at += 1) series[at] = (series[at] ?? 0) + 0.6 * (series[at - 1] ?? 0)
  const means = drawnMeans(series, 4, 8)
  const mean = means.reduce((sum, each) => sum + each, 0) / means.length
  const deviation = Math.sqrt(
    means.reduce((sum, each) => sum + (each - mean) * (each - mean), 0) / means.length,
  )
  expect(Math.abs(resampledMeanError(series, 1 / 8) / deviation - 1)).toBeLessThan(0.05)
  const few = series.slice(0, 24)
  const again = drawnMeans(few, 4, 12)
  const middle = again.reduce((sum, each) => sum + each, 0) / again.length
  const spread = Math.sqrt(
    again.reduce((sum, each) => sum + (each - middle) * (each - middle), 0) / again.length,
  )
  expect(Math.abs(resampledMeanError(few, 1 / 12) / spread - 1)).toBeLessThan(0.05)
  // Taken as independent the rows would seem half as uncertain.
  expect(resampledMeanError(series, 1) / deviation).toBeLessThan(0.8)
})

describe('luck', () => {
  test('one try needs none, more tries more', () => {
    expect(luckySharpe(1, 0.1)).toBe(0)
    expect(luckySharpe(10, 1)).toBeCloseTo(1.574, 2)
    expect(luckySharpe(100, 1)).toBeGreaterThan(luckySharpe(10, 1))
  })

  test('is about the mean of the best of so many normal numbers', () => {
    const normal = normals(2)
    let sum = 0
    for (let times = 0; times < 2000; times += 1) sum += Math.max(...Array.from({ length: 40 }, normal))
    // Sums of twelve have somewhat thinner tails than normal numbers.
    expect(Math.abs(luckySharpe(40, 1) - sum / 2000)).toBeLessThan(0.1)
  })

  test('the example of the paper', () => {
    // Bailey and López de Prado 2014: SR 2.5 a year, 1250 days, 100 tries with variance 1/2 a year, skew -3, kurtosis 10.
    const perDay = 1 / Math.sqrt(250)
    const found = deflatedSharpe(2.5 * perDay, 1250, 100, Math.sqrt(0.5) * perDay, {
      skewness: -3,
      kurtosis: 10,
    })
    expect(luckySharpe(100, Math.sqrt(0.5) * perDay)).toBeCloseTo(0.1132, 4)
    expect(found).toBeCloseTo(0.9004, 4)
  })

  test('the best of many that are worth nothing is hardly ever thought better than luck', () => {
    const normal = normals(77)
    const [tries, years] = [40, 10]
    let believed = 0
    for (let times = 0; times < 300; times += 1) {
      const sharpes = Array.from({ length: tries }, () => normal() / Math.sqrt(years))
      const { best, sharpe, probability } = deflatedBest(sharpes, years * 252, 252)
      expect(sharpe).toBe(Math.max(...sharpes))
      expect(sharpes[best]).toBe(sharpe)
      if (probability > 0.95) believed += 1
    }
    // Without deflating, nearly every one of these would be believed.
    expect(believed / 300).toBeLessThan(0.05)
    expect(deflatedBest([0.9], 2520, 252)).toMatchObject({ best: 0, lucky: 0 })
    expect(deflatedBest([0.9], 2520, 252).probability).toBeGreaterThan(0.99)
  })

  test('normal returns have a normal shape', () => {
    const normal = normals(14)
    const { skewness, kurtosis } = shapeOf(Float64Array.from({ length: 30000 }, normal))
    expect(skewness).toBeCloseTo(0, 1)
    expect(kurtosis).toBeCloseTo(2.9, 1)
    expect(shapeOf(new Float64Array(5))).toEqual({ skewness: 0, kurtosis: 3 })
  })
})

interface Track {
  readonly daily_returns: number[]
  readonly cagr_periods: number
  readonly monthly_returns: number[]
}

describe.skipIf(absent)('published figures', () => {
  test('bonus-bernstein', () => {
    const [inputs, expected] = caseOf('bonus-bernstein') as [
      { w: number[]; vol: number[]; rho: number; second: { w: number[]; vol: number[]; rho: number } },
      { bonus: number; second_bonus: number },
    ]
    const bonus = ({ w, vol, rho }: { w: number[]; vol: number[]; rho: number }): number =>
      diversificationReturn(w, covarianceFrom(Float64Array.from(vol), Float64Array.from([1, rho, rho, 1])))
    expect(Math.abs(bonus(inputs) - expected.bonus)).toBeLessThan(1e-12)
    expect(Math.abs(bonus(inputs.second) - expected.second_bonus)).toBeLessThan(1e-12)
  })

  test('bonus-shannon', () => {
    const [{ up, down }, expected] = caseOf('bonus-shannon') as [
      { up: number; down: number },
      Record<string, number>,
    ]
    // Half in cash, half in what doubles once and halves once: the parts grow by nothing, the whole does not.
    const returns = Float64Array.from([up - 1, 0, down - 1, 0])
    const logGrowth = observedDiversificationReturn([0.5, 0.5], returns)
    expect(Math.abs(logGrowth - (expected['log_growth_per_period'] ?? 0))).toBeLessThan(1e-10)
    const whole = Float64Array.from([(up - 1) / 2, (down - 1) / 2])
    expect(Math.abs(growthPerStep(whole) - (expected['geometric_per_period'] ?? 0))).toBeLessThan(1e-10)
    const gain = rebalancingGain([0.5, 0.5], Float64Array.from([up - 1, 0]), Float64Array.from([down - 1, 0]))
    expect(1 + gain).toBeCloseTo(expected['two_period_factor'] ?? 0, 12)
    // A gas of many small steps: sigma ln 2, half of it held, gains sigma^2 / 8.
    const variance = Math.LN2 * Math.LN2
    expect(
      Math.abs(
        diversificationReturn([0.5, 0.5], Float64Array.from([variance, 0, 0, 0])) -
          (expected['gbm_approximation_sigma2_over_8'] ?? 0),
      ),
    ).toBeLessThan(1e-10)
  })

  test('variance-drag', () => {
    const [{ arith_mean, vol }, expected] = caseOf('variance-drag') as [
      { arith_mean: number; vol: number },
      Record<string, number>,
    ]
    const found = compoundGrowth(arith_mean, vol)
    expect(Math.abs(found.lessHalfVariance - (expected['am_minus_half_var'] ?? 0))).toBeLessThan(1e-10)
    expect(Math.abs(found.lessScaledVariance - (expected['div_by_1pR'] ?? 0))).toBeLessThan(1e-10)
    expect(Math.abs(found.root - (expected['sqrt_form'] ?? 0))).toBeLessThan(1e-10)
    expect(Math.abs(found.lognormal - (expected['lognormal_exact'] ?? 0))).toBeLessThan(1e-10)
  })

  test('equal-mean-neutrality', () => {
    const [{ T, mean_gross, weights }, expected] = caseOf('equal-mean-neutrality') as [
      { T: number; mean_gross: number; weights: number[] },
      { E_W_rebalanced: number; E_W_buy_hold: number },
    ]
    const next = uniforms(31)
    const paths = 20000
    const wealth = { rebalanced: [0, 0], held: [0, 0] }
    const add = (sums: number[], value: number): void => {
      sums[0] = (sums[0] ?? 0) + value
      sums[1] = (sums[1] ?? 0) + value * value
    }
    for (let path = 0; path < paths; path += 1) {
      let rebalanced = 1
      const parts = [...weights]
      for (let year = 0; year < T; year += 1) {
        const gross = weights.map(() => mean_gross + 0.4 * (next() - 0.5))
        rebalanced *= weights.reduce((sum, weight, i) => sum + weight * (gross[i] ?? 0), 0)
        gross.forEach((factor, i) => (parts[i] = (parts[i] ?? 0) * factor))
      }
      add(wealth.rebalanced, rebalanced)
      add(
        wealth.held,
        parts.reduce((sum, part) => sum + part, 0),
      )
    }
    const check = ([sum = 0, squares = 0]: number[], truth: number): void => {
      const mean = sum / paths
      const error = Math.sqrt((squares / paths - mean * mean) / paths)
      expect(Math.abs(mean - truth)).toBeLessThan(3 * error)
    }
    check(wealth.rebalanced, expected.E_W_rebalanced)
    check(wealth.held, expected.E_W_buy_hold)
  })

  test('metrics-empyrical', () => {
    const [track, expected] = caseOf('metrics-empyrical') as [
      Track,
      Record<string, number> & { monthly: Record<string, number> },
    ]
    const daily = performanceOf(Float64Array.from(track.daily_returns), 252, track.cagr_periods)
    expect(Math.abs(daily.growth - (expected['cagr'] ?? 0))).toBeLessThan(1e-8)
    expect(Math.abs(daily.volatility - (expected['vol'] ?? 0))).toBeLessThan(1e-8)
    expect(Math.abs(daily.sharpe - (expected['sharpe'] ?? 0))).toBeLessThan(1e-8)
    expect(Math.abs(daily.sortino - (expected['sortino'] ?? 0))).toBeLessThan(1e-8)
    expect(Math.abs(daily.drawdown - (expected['max_drawdown'] ?? 0))).toBeLessThan(1e-8)
    expect(Math.abs(daily.calmar - (expected['calmar'] ?? 0))).toBeLessThan(1e-7)
    const monthly = performanceOf(Float64Array.from(track.monthly_returns), 12)
    expect(Math.abs(monthly.growth - (expected.monthly['cagr'] ?? 0))).toBeLessThan(1e-8)
    expect(Math.abs(monthly.volatility - (expected.monthly['vol'] ?? 0))).toBeLessThan(1e-8)
    expect(Math.abs(monthly.sortino - (expected.monthly['sortino'] ?? 0))).toBeLessThan(1e-8)
    expect(Math.abs(monthly.calmar - (expected.monthly['calmar'] ?? 0))).toBeLessThan(1e-8)
  })

  test('sharpe-se-lo', () => {
    const [{ rows }, { se }] = caseOf('sharpe-se-lo') as [{ rows: [number, number][] }, { se: number[] }]
    rows.forEach(([sharpe, observations], at) =>
      expect(Math.abs(sharpeError(sharpe, observations) - (se[at] ?? 0))).toBeLessThan(1e-8),
    )
  })
})
