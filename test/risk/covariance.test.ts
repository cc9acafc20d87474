/** Covariance estimators: published figures, known answers, and what must hold of any estimate. */
import { describe, expect, test } from 'vitest'
import { log } from '../../src/risk/elementary.ts'
import { exponentialCovariance, exponentialWeights, halfLifeOf } from '../../src/risk/exponential.ts'
import {
  centred,
  correlationOf,
  covarianceFrom,
  covarianceOf,
  meansOf,
  type Sample,
  volatilitiesOf,
} from '../../src/risk/sample.ts'
import { samplingErrors } from '../../src/risk/samplingError.ts'
import { shrunkToConstantCorrelation, shrunkToIdentity } from '../../src/risk/shrinkage.ts'
import { absent, caseOf } from '../golden/cases.ts'
import { normals } from './draws.ts'

function sampleOf(rows: readonly (readonly number[])[]): Sample {
  return { rows: rows.length, columns: rows[0]?.length ?? 0, values: Float64Array.from(rows.flat()) }
}

/** Nearly normal; column j leans on the first by `lean`. */
function drawn(rows: number, columns: number, lean: number, seed: number): Sample {
  const normal = normals(seed)
  return sampleOf(
    Array.from({ length: rows }, () => {
      const first = normal()
      return Array.from({ length: columns }, (_, j) => (j === 0 ? first : lean * first + normal()))
    }),
  )
}

const small = sampleOf([
  [0.01, 0.02, 0],
  [-0.02, 0.01, 0],
  [0.03, -0.01, 0],
  [0, 0.04, 0],
])

describe('the sample', () => {
  test('means and covariance by hand', () => {
    const [first = 0, second = 0, third] = meansOf(small)
    expect([first.toFixed(15), second.toFixed(15), third]).toEqual([
      (0.005).toFixed(15),
      (0.015).toFixed(15),
      0,
    ])
    const covariance = covarianceOf(small)
    expect(covariance[0]).toBeCloseTo(0.0013 / 3, 15)
    expect(covariance[1]).toBeCloseTo(-0.0006 / 3, 15)
    expect(covariance[4]).toBeCloseTo(0.0013 / 3, 15)
  })

  test('what never moves correlates with nothing', () => {
    const correlation = correlationOf(covarianceOf(small), 3)
    expect([...correlation.subarray(6)]).toEqual([0, 0, 1])
    expect(correlation[1]).toBeCloseTo(-6 / 13, 14)
  })

  test('volatilities and correlation make the covariance again', () => {
    const covariance = covarianceOf(drawn(50, 4, 0.7, 3))
    const again = covarianceFrom(volatilitiesOf(covariance, 4), correlationOf(covariance, 4))
    again.forEach((value, at) => expect(value).toBeCloseTo(covariance[at] ?? 0, 12))
  })
})

describe('exponential weights', () => {
  test('one weight makes each new observation the whole estimate, the other the first', () => {
    expect(exponentialCovariance(small, 0)[4]).toBeCloseTo(0.0016, 15)
    expect(exponentialCovariance(small, 1)[0]).toBeCloseTo(0.0001, 15)
  })

  test('half-life, and weights that sum to one', () => {
    expect(halfLifeOf(0.5)).toBeCloseTo(1, 14)
    expect([...exponentialWeights(3, 0.5)]).toEqual([0.25, 0.25, 0.5])
    expect(exponentialWeights(200, 0.94).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 13)
    expect(exponentialWeights(0, 0.94)).toHaveLength(0)
  })
})

describe('shrinkage', () => {
  test('little data is shrunk more than much, never beyond the target', () => {
    for (const shrink of [shrunkToIdentity, shrunkToConstantCorrelation]) {
      const few = shrink(drawn(12, 6, 0.5, 5)).intensity
      const many = shrink(drawn(1200, 6, 0.5, 5)).intensity
      expect(few).toBeGreaterThan(many)
      expect(few).toBeLessThanOrEqual(1)
      expect(many).toBeGreaterThanOrEqual(0)
    }
  })

  test('towards the identity the trace stays, towards one correlation the variances do', () => {
    const sample = drawn(40, 5, 0.8, 9)
    const plain = covarianceOf(sample).map((value) => (value * 39) / 40)
    const trace = (matrix: Float64Array): number =>
      [0, 6, 12, 18, 24].reduce((sum, at) => sum + (matrix[at] ?? 0), 0)
    expect(trace(shrunkToIdentity(sample).covariance)).toBeCloseTo(trace(plain), 12)
    const { covariance } = shrunkToConstantCorrelation(sample)
    for (const at of [0, 6, 12, 18, 24]) expect(covariance[at]).toBeCloseTo(plain[at] ?? 0, 12)
  })

  test('an asset that never moves, and a single asset, do no harm', () => {
    for (const sample of [small, drawn(20, 1, 0, 2)])
      for (const shrink of [shrunkToIdentity, shrunkToConstantCorrelation])
        expect(shrink(sample).covariance.every(Number.isFinite)).toBe(true)
  })
})

describe('sampling errors', () => {
  test('are those of the textbook for nearly normal returns', () => {
    const rows = 20000
    const { volatility, correlation } = samplingErrors(centred(drawn(rows, 2, 1, 11)))
    // The second column is the sum of two such variables: volatility sqrt 2, correlation sqrt 1/2.
    expect(volatility[0]).toBeCloseTo(1 / Math.sqrt(2 * rows), 3)
    expect(volatility[1]).toBeCloseTo(Math.SQRT2 / Math.sqrt(2 * rows), 3)
    expect((correlation[1] ?? 0) * Math.sqrt(rows)).toBeCloseTo(0.5, 1)
    expect(correlation[0]).toBe(0)
  })

  test('contain the truth about as often as they say', () => {
    let inside = 0
    const tries = 200
    for (let seed = 1; seed <= tries; seed += 1) {
      const sample = drawn(150, 2, 0.5, seed)
      const estimate = volatilitiesOf(covarianceOf(sample), 2)[0] ?? 0
      if (Math.abs(estimate - 1) <= 2 * (samplingErrors(centred(sample)).volatility[0] ?? 0)) inside += 1
    }
    expect(inside / tries).toBeGreaterThan(0.9)
    expect(inside / tries).toBeLessThan(0.99)
  })

  test('with exponential weights are those of as many observations as they amount to', () => {
    const rows = 20000
    const sample = drawn(rows, 1, 0, 6)
    const lambda = 0.999
    const amounts = (1 + lambda) / (1 - lambda)
    const { volatility } = samplingErrors(sample, exponentialWeights(rows, lambda))
    expect((volatility[0] ?? 0) * Math.sqrt(2 * amounts)).toBeCloseTo(1, 0)
  })
})

describe.skipIf(absent)('published figures', () => {
  test('ewma-riskmetrics', () => {
    const [{ cpi, lam }, expected] = caseOf('ewma-riskmetrics') as [
      { cpi: number[]; lam: number },
      { final_variance: number; final_vol: number; half_life_obs: number },
    ]
    const inflation = cpi.slice(1).map((level, at) => [log(level) - log(cpi[at] ?? 1)])
    const variance = exponentialCovariance(sampleOf(inflation), lam)[0] ?? 0
    expect(Math.abs(variance - expected.final_variance)).toBeLessThan(1e-12)
    expect(Math.abs(Math.sqrt(variance) - expected.final_vol)).toBeLessThan(1e-12)
    expect(halfLifeOf(lam)).toBeCloseTo(expected.half_life_obs, 8)
  })

  test('ledoit-wolf', () => {
    const [{ returns }, expected] = caseOf('ledoit-wolf') as [{ returns: number[][] }, Record<string, number>]
    const sample = sampleOf(returns)
    const identity = shrunkToIdentity(sample)
    const constant = shrunkToConstantCorrelation(sample)
    expect(Math.abs(identity.intensity - (expected['identity_target_delta'] ?? 0))).toBeLessThan(1e-7)
    expect(Math.abs(constant.intensity - (expected['const_corr_delta'] ?? 0))).toBeLessThan(1e-7)
    expect(Math.abs(constant.meanCorrelation - (expected['const_corr_mean_rho'] ?? 0))).toBeLessThan(1e-7)
    expect(Math.abs((identity.covariance[0] ?? 0) - (expected['identity_cov00'] ?? 0))).toBeLessThan(1e-12)
    expect(Math.abs((identity.covariance[1] ?? 0) - (expected['identity_cov01'] ?? 0))).toBeLessThan(1e-12)
    expect(Math.abs((constant.covariance[1] ?? 0) - (expected['cc_cov01'] ?? 0))).toBeLessThan(1e-12)
  })
})
