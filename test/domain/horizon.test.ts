/** The horizon that follows from balanced half-widths. */
import { expect, test } from 'vitest'
import { balancedHalfWidth } from '../../src/domain/thresholds.ts'
import { driftOf } from '../../src/domain/drift.ts'
import {
  horizonOf,
  horizonYears,
  impliedHorizon,
  plainHorizon,
  type Stake,
} from '../../src/domain/horizon.ts'
import { absent, caseOf } from '../golden/cases.ts'
import { portfolio, replaced, sample, type Json } from './sample.ts'

/** A class of this weight that moves by this much against the rest. */
const stakeOf = (weight: number, cost: number, volatility: number): Stake => ({
  halfWidth: balancedHalfWidth(cost, weight, 4),
  volatility: weight * (1 - weight) * volatility,
})

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
  const stake = stakeOf(target, cost_one_way, sigma)
  expect(gamma).toBe(4)
  expect(Math.abs(balancedHalfWidth(cost_one_way, target, gamma) - expected.h_star)).toBeLessThan(1e-8)
  expect(Math.abs((horizonYears([stake]) ?? NaN) - expected.H_years)).toBeLessThan(1e-8)
})

test('the median of several, whatever their order, without those that cannot move', () => {
  const stakes = [0.1, 0.2, 0.3, 0.4].map((weight) => stakeOf(weight, 0.001, 0.2))
  const each = stakes.map((stake) => horizonYears([stake]) ?? NaN)
  const sorted = each.toSorted((a, b) => a - b)
  expect(horizonYears(stakes)).toBeCloseTo(((sorted[1] ?? NaN) + (sorted[2] ?? NaN)) / 2, 14)
  expect(horizonYears(stakes.slice(0, 3))).toBeCloseTo(
    each.slice(0, 3).toSorted((a, b) => a - b)[1] ?? NaN,
    14,
  )
  expect(horizonYears(stakes.toReversed())).toBe(horizonYears(stakes))
  const still = [stakeOf(0, 0.001, 0.2), stakeOf(1, 0.001, 0.2), stakeOf(0.5, 0.001, 0)]
  expect(horizonYears([...still, ...stakes])).toBe(horizonYears(stakes))
})

test('no horizon where nothing moves or nothing costs', () => {
  expect(horizonYears([])).toBeNull()
  expect(horizonYears([stakeOf(0.5, 0, 0.2)])).toBeNull()
})

/** The sample with risk, its two funds at this rate; stocks and bonds are 60 and 40 % and uncorrelated. */
function horizons(rate: string, horizonYears: string | null): readonly [number | null, number] {
  const risk: Json = {
    aversion: '4',
    horizonYears,
    classes: ['stock', 'bond'],
    volatility: ['0.16', '0.05'],
    correlation: [['1', '0'], ['0', '1']],
  } // prettier-ignore
  const costs = ['instruments/0/cost', 'instruments/1/cost']
  const json = costs.reduce((all, path) => replaced(all, path.split('/'), { rate }), {
    ...(sample() as object),
    risk,
  } as Json)
  const document = portfolio(json)
  if (document.risk === null) throw new Error('no risk')
  const { rows } = driftOf(document)
  return [impliedHorizon(document, document.risk, rows), horizonOf(document, document.risk, rows)]
}

test('a document plans with the horizon that it states, else with what its costs imply, else with the plain one', () => {
  // Each class is bought with the other: a switch costs both rates, and both weights move alike.
  const volatility = Math.sqrt(0.16 * 0.16 + 0.05 * 0.05)
  const both = [0.6, 0.4].map((weight) => stakeOf(weight, 0.002, volatility))
  const [implied, used] = horizons('0.001', null)
  expect(implied).toBeCloseTo(horizonYears(both) ?? NaN, 9)
  expect(used).toBe(implied)
  expect(horizons('0.001', '0.3')).toEqual([implied, 0.3])
  expect(horizons('0', null)).toEqual([null, plainHorizon])
})
