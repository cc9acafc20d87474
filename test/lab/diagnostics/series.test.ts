/** Half-life, unit root and variance ratio: published figures, and series whose answer is known. */
import { describe, expect, test } from 'vitest'
import {
  bootstrapAutocovariances,
  circularAutocovariances,
} from '../../../src/lab/diagnostics/autocovariance.ts'
import { dickeyFuller, type Trend, usualLags } from '../../../src/lab/diagnostics/dickeyFuller.ts'
import { halfLifeOf } from '../../../src/lab/diagnostics/halfLife.ts'
import { regressed } from '../../../src/lab/diagnostics/regression.ts'
import { powerAt } from '../../../src/lab/diagnostics/testPower.ts'
import { varianceRatioOf } from '../../../src/lab/diagnostics/varianceRatio.ts'
import { log } from '../../../src/risk/elementary.ts'
import { absent, caseOf } from '../../golden/cases.ts'
import { normals } from '../../risk/draws.ts'

/** x_t = f x_(t-1) + e */
function autoregression(persistence: number, rows: number, seed: number): Float64Array {
  const normal = normals(seed)
  const series = Float64Array.from({ length: rows }, normal)
  for (let at = 1; at < rows; at += 1) series[at] = (series[at] ?? 0) + persistence * (series[at - 1] ?? 0)
  return series
}

describe('regression', () => {
  test('finds a line, its errors and what is left', () => {
    const x = Float64Array.from([1, 2, 3, 4])
    const fit = regressed([new Float64Array(4).fill(1), x], Float64Array.from([2, 4, 5, 8]))
    expect(fit?.coefficients[0]).toBeCloseTo(0, 12)
    expect(fit?.coefficients[1]).toBeCloseTo(1.9, 12)
    // s^2 = 0.7 / 2, over the sum of squares 5 of x around its mean.
    expect(fit?.errors[1]).toBeCloseTo(Math.sqrt(0.35 / 5), 12)
    expect(fit?.residuals.map((value) => Number(value.toFixed(9)))).toEqual(
      Float64Array.from([0.1, 0.2, -0.7, 0.4]),
    )
  })

  test('columns that say the same, and too few rows, have no answer', () => {
    const x = Float64Array.from([1, 2, 3, 4])
    expect(regressed([x, x.map((value) => 2 * value)], x)).toBeNull()
    expect(regressed([new Float64Array(4)], x)).toBeNull()
    expect(regressed([x.subarray(0, 1)], x.subarray(0, 1))).toBeNull()
  })
})

describe('half-life', () => {
  test('is found again in a long series', () => {
    const found = halfLifeOf(autoregression(0.9, 20000, 4))
    expect(found?.persistence).toBeCloseTo(0.9, 1)
    expect(found?.steps).toBeCloseTo(Math.log(0.5) / Math.log(0.9), 0)
  })

  test('there is none where nothing comes back', () => {
    expect(halfLifeOf(Float64Array.from([1, 2, 4, 8, 16.5]))?.steps).toBeNull()
    expect(halfLifeOf(Float64Array.from([1, -1, 1.1, -1, 1]))?.steps).toBeNull()
    expect(halfLifeOf(new Float64Array(10))).toBeNull()
    expect(halfLifeOf(new Float64Array(3))).toBeNull()
  })
})

describe('unit root', () => {
  test('a series that comes back is told from one that does not', () => {
    expect(dickeyFuller(autoregression(0.5, 300, 1), 2)?.probability).toBeLessThan(0.001)
    expect(dickeyFuller(autoregression(1, 300, 1), 2)?.probability).toBeGreaterThan(0.05)
  })

  test('random walks are ruled out about as often as the level says', () => {
    let ruledOut = 0
    for (let seed = 1; seed <= 400; seed += 1)
      if ((dickeyFuller(autoregression(1, 150, seed), 0)?.probability ?? 1) < 0.05) ruledOut += 1
    expect(ruledOut / 400).toBeGreaterThan(0.02)
    expect(ruledOut / 400).toBeLessThan(0.09)
  })

  test('constants, and series shorter than their lags, have no answer', () => {
    expect(dickeyFuller(new Float64Array(50).fill(2), 0)).toBeNull()
    expect(dickeyFuller(autoregression(0.5, 5, 1), 5)).toBeNull()
    expect(dickeyFuller(autoregression(0.5, 6, 1), 3)).toBeNull()
  })

  test('lags grow with the cube root', () => {
    expect([2, 9, 28, 217, 1001].map(usualLags)).toEqual([1, 2, 3, 6, 10])
  })

  test('power is the level for what hardly comes back, and all for what does at once', () => {
    expect(powerAt(1e6, 250, 3)).toBeLessThan(0.12)
    expect(powerAt(1, 250, 3)).toBe(1)
    // As published for a hundred rows that begin anywhere in their stationary state: about 0.12 at 0.95, 0.31 at 0.9.
    const at = (persistence: number): number => powerAt(-Math.LN2 / log(persistence), 100, 5)
    expect(Math.abs(at(0.95) - 0.12)).toBeLessThan(0.04)
    expect(Math.abs(at(0.9) - 0.31)).toBeLessThan(0.06)
    const [slow, quick] = [powerAt(60, 250, 3), powerAt(20, 250, 3)]
    expect(quick).toBeGreaterThan(slow)
    expect(powerAt(60, 250, 3)).toBe(slow)
  })
})

describe('variance ratio', () => {
  test('is 1 for independent returns, above for trends, below for what comes back', () => {
    const normal = normals(8)
    const free = Float64Array.from({ length: 4000 }, normal)
    const found = varianceRatioOf(free, 5)
    expect(found?.ratio).toBeCloseTo(1, 0)
    expect(Math.abs(found?.z ?? 9)).toBeLessThan(2.5)
    const trending = varianceRatioOf(autoregression(0.3, 4000, 2), 2)
    expect(trending?.ratio).toBeCloseTo(1.3, 1)
    expect(trending?.z ?? 0).toBeGreaterThan(5)
    expect(trending?.probability ?? 1).toBeLessThan(1e-6)
    expect(varianceRatioOf(autoregression(-0.3, 4000, 2), 2)?.ratio).toBeCloseTo(0.7, 1)
  })

  test('by hand, two steps of six returns', () => {
    const returns = Float64Array.from([1, -1, 2, 0, -2, 3])
    // Mean 1/2; off 0.5, -1.5, 1.5, -0.5, -2.5, 2.5; squares 17.5; pairs -1, 0, 1, -3, 0.
    const found = varianceRatioOf(returns, 2)
    expect(found?.ratio).toBeCloseTo(11 / (2 * 5 * (1 - 2 / 6)) / (17.5 / 5), 12)
    const products = 0.5625 + 5.0625 + 0.5625 + 1.5625 + 39.0625
    expect(found?.z).toBeCloseTo(((found?.ratio ?? 0) - 1) / Math.sqrt(products / (17.5 * 17.5)), 12)
  })

  test('z keeps its level where variance changes', () => {
    let far = 0
    for (let seed = 1; seed <= 300; seed += 1) {
      const normal = normals(seed)
      const returns = Float64Array.from({ length: 400 }, (_, at) => normal() * (at % 100 < 20 ? 5 : 1))
      if (Math.abs(varianceRatioOf(returns, 4)?.z ?? 9) > 1.96) far += 1
    }
    expect(far / 300).toBeLessThan(0.09)
  })

  test('too short, or without movement, there is none', () => {
    expect(varianceRatioOf(new Float64Array(10), 2)).toBeNull()
    expect(varianceRatioOf(Float64Array.from([1, 2, 3]), 2)).toBeNull()
    expect(varianceRatioOf(Float64Array.from([1, 2, 3, 4]), 1)).toBeNull()
  })
})

function inflation(): Float64Array {
  const [{ cpi }] = caseOf('ewma-riskmetrics') as [{ cpi: number[] }, unknown]
  return Float64Array.from(cpi.slice(1), (level, at) => log(level) - log(cpi[at] ?? 1))
}

describe.skipIf(absent)('published figures', () => {
  test('adf-inflation', () => {
    const [{ specs }, expected] = caseOf('adf-inflation') as [
      { specs: string[] },
      { stat: Record<string, number>; pvalue_c2: number },
    ]
    const trends: Record<string, Trend> = { c: 'constant', n: 'none', ct: 'trend' }
    for (const spec of specs) {
      const [trend = '', lags = ''] = spec.split(',')
      const found = dickeyFuller(inflation(), Number(lags), trends[trend])
      expect(Math.abs((found?.statistic ?? 0) - (expected.stat[spec] ?? 9))).toBeLessThan(5e-5)
    }
    expect(dickeyFuller(inflation(), 2)?.probability).toBeCloseTo(expected.pvalue_c2, 5)
  })

  test('halflife-ar1', () => {
    const [, expected] = caseOf('halflife-ar1') as [unknown, Record<string, number>]
    const found = halfLifeOf(inflation())
    expect(found?.slope).toBeCloseTo(expected['b'] ?? 0, 8)
    expect(found?.persistence).toBeCloseTo(expected['phi'] ?? 0, 8)
    expect(found?.steps).toBeCloseTo(expected['half_life_exact'] ?? 0, 8)
    expect(found?.approximateSteps).toBeCloseTo(expected['half_life_approx_minus_ln2_over_b'] ?? 0, 8)
  })

  test('stationary-bootstrap-acf', () => {
    const [{ p }, expected] = caseOf('stationary-bootstrap-acf') as [
      { p: number },
      { C_circ: number[]; bootstrap_autocov: number[] },
    ]
    circularAutocovariances(inflation(), 3).forEach((value, lag) =>
      expect(Math.abs(value - (expected.C_circ[lag] ?? 0))).toBeLessThan(1e-12),
    )
    bootstrapAutocovariances(inflation(), p, 3).forEach((value, lag) =>
      expect(Math.abs(value - (expected.bootstrap_autocov[lag] ?? 0))).toBeLessThan(1e-12),
    )
  })
})
