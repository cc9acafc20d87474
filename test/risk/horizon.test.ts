/** The balanced half-width, the horizon that follows from it, and the cube root that both need. */
import { expect, test } from 'vitest'
import { balancedHalfWidth, cubeRoot, horizonYears, switchCosts } from '../../src/risk/horizon.ts'
import { absent, caseOf } from '../golden/cases.ts'

test.each([0, 1, 8, 27, 0.001, 1e-300, 1e300, 2, 1 / 3, 0.125, 7.999999, 1e-12, Number.MAX_VALUE, 5e-324])(
  'the cube root of %d',
  (value) => {
    const root = cubeRoot(value)
    expect(Math.abs(root - Math.cbrt(value))).toBeLessThanOrEqual(4e-16 * Math.cbrt(value))
  },
)

interface Band {
  readonly w0: readonly number[]
  readonly target: number
  readonly sigma: number
  readonly gamma: number
  readonly cost_one_way: number
}

interface Expected {
  readonly h_star: number
  readonly H_years: number
  readonly w_new: readonly number[]
}

test.skipIf(absent)('opt-qp-horizon-band: half-width and horizon', () => {
  const [{ target, sigma, gamma, cost_one_way }, expected] = caseOf('opt-qp-horizon-band') as readonly [
    Band,
    Expected,
  ]
  const stake = { weight: target, cost: cost_one_way, volatility: sigma }
  expect(Math.abs(balancedHalfWidth(cost_one_way, target, gamma) - expected.h_star)).toBeLessThan(1e-8)
  expect(Math.abs((horizonYears([stake], gamma) ?? NaN) - expected.H_years)).toBeLessThan(1e-8)
})

test('the median of several, whatever their order, without those that cannot move', () => {
  const stakes = [0.1, 0.2, 0.3, 0.4].map((weight) => ({ weight, cost: 0.001, volatility: 0.2 }))
  const each = stakes.map((stake) => horizonYears([stake], 4) ?? NaN)
  const sorted = each.toSorted((a, b) => a - b)
  expect(horizonYears(stakes, 4)).toBeCloseTo(((sorted[1] ?? NaN) + (sorted[2] ?? NaN)) / 2, 14)
  expect(horizonYears(stakes.slice(0, 3), 4)).toBeCloseTo(
    each.slice(0, 3).toSorted((a, b) => a - b)[1] ?? NaN,
    14,
  )
  expect(horizonYears(stakes.toReversed(), 4)).toBe(horizonYears(stakes, 4))
  const still = [
    { weight: 0, cost: 0.001, volatility: 0.2 },
    { weight: 1, cost: 0.001, volatility: 0.2 },
    { weight: 0.5, cost: 0.001, volatility: 0 },
  ]
  expect(horizonYears([...still, ...stakes], 4)).toBe(horizonYears(stakes, 4))
})

test('no horizon where nothing moves or nothing costs', () => {
  expect(horizonYears([], 4)).toBeNull()
  expect(horizonYears([{ weight: 0.5, cost: 0, volatility: 0.2 }], 4)).toBeNull()
})

test('a switch costs its own side and the mean of the others', () => {
  // Half at 0.001, a quarter at 0.002, the rest in cash that costs nothing.
  expect(switchCosts([0.5, 0.25], [0.001, 0.002])).toEqual([
    0.001 + (0.25 * 0.002) / 0.5,
    0.002 + (0.5 * 0.001) / 0.75,
  ])
  expect(switchCosts([1], [0.001])).toEqual([0.001])
})
