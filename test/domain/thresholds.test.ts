/** Thresholds in closed form where their cases do not reach: limits, ends, and the simulation of a plain walk. */
import { expect, test } from 'vitest'
import { bestTrip, exactHalfWidth } from '../../src/domain/noTrade.ts'
import {
  balancedHalfWidth,
  cubeRoot,
  lossOf,
  ratesOf,
  switchCost,
  widening,
} from '../../src/domain/thresholds.ts'

test.each([0, 1, 8, 27, 0.001, 1e-300, 1e300, 2, 1 / 3, 0.125, 7.999999, 1e-12, Number.MAX_VALUE, 5e-324])(
  'the cube root of %d',
  (value) => {
    const root = cubeRoot(value)
    expect(Math.abs(root - Math.cbrt(value))).toBeLessThanOrEqual(4e-16 * Math.cbrt(value))
  },
)

test('a switch costs its own side and the mean of the others', () => {
  // Half at 0.001, a quarter at 0.002, the rest in cash that costs nothing.
  const all = 0.5 * 0.001 + 0.25 * 0.002
  expect(switchCost(0.5, 0.5 * 0.001, all)).toBeCloseTo(0.001 + (0.25 * 0.002) / 0.5, 15)
  expect(switchCost(0.25, 0.25 * 0.002, all)).toBeCloseTo(0.002 + (0.5 * 0.001) / 0.75, 15)
  expect(switchCost(0.25, 0, all)).toBeCloseTo(all / 0.75, 15)
  expect(switchCost(1, 0.001, 0.001)).toBe(0.001)
  expect(switchCost(0, 0, all)).toBe(0)
})

test('the best width for each destination: 1 at the edge, 1.29 halfway, 1.59 to the target', () => {
  expect(widening(1)).toBe(1)
  expect(widening(0.5)).toBeCloseTo(1.2873, 4)
  expect(widening(0)).toBeCloseTo(1.5874, 4)
  // What the design says of the best loss of each destination: 1.26, 1.036 and 1.0015 times the edge's.
  const terms = { cost: 0.001, ticket: 0, aversion: 4 }
  const h = balancedHalfWidth(0.001, 0.6, 4)
  const loss = (kept: number): number => {
    const trigger = h * widening(kept)
    return lossOf({ trigger, destination: kept * trigger }, terms, 0.6, 0.0384)
  }
  expect(loss(0) / loss(1)).toBeCloseTo(1.26, 2)
  expect(loss(0.5) / loss(1)).toBeCloseTo(1.036, 3)
  expect(loss(0.875) / loss(1)).toBeCloseTo(1.0015, 4)
})

test('no width loses less than the one for its destination', () => {
  const terms = { cost: 0.0013, ticket: 0, aversion: 3 }
  for (const kept of [0, 0.3, 0.5, 0.9, 1]) {
    const best = balancedHalfWidth(0.0013, 0.3, 3) * widening(kept)
    const loss = (trigger: number): number =>
      lossOf({ trigger, destination: kept * trigger }, terms, 0.3, 0.03)
    for (const off of [0.9, 0.99, 1.01, 1.1]) expect(loss(best * off)).toBeGreaterThan(loss(best))
  }
})

test('no trip loses less than the best one', () => {
  for (const ticket of [1e-7, 1e-5, 1e-3]) {
    for (const cost of [0, 1e-4, 5e-3]) {
      const terms = { cost, ticket, aversion: 4 }
      const { trigger, destination } = bestTrip(terms, 0.4)
      const loss = (h: number, d: number): number => lossOf({ trigger: h, destination: d }, terms, 0.4, 0.03)
      const best = loss(trigger, destination)
      for (const [h, d] of [[1.02, 1] as const, [0.98, 1] as const, [1, 1.02] as const, [1, 0.98] as const])
        expect(loss(trigger * h, destination * d)).toBeGreaterThanOrEqual(best)
    }
  }
})

test('where nothing moves nothing happens, and no look has more than one event', () => {
  expect(ratesOf({ trigger: 0.05, destination: 0 }, 0, 1 / 12)).toEqual({
    events: 0,
    turnover: 0,
    meanSquare: 0,
  })
  expect(ratesOf({ trigger: 0, destination: 0 }, 0.1, 1 / 52).events).toBe(52)
  expect(ratesOf({ trigger: 0.02, destination: 0.02 }, 0.03, 0)).toMatchObject({
    events: Infinity,
    turnover: 0.03 ** 2 / 0.04,
  })
})

test('the exact region is there only where a class stands beside another and costs something', () => {
  expect(exactHalfWidth(0.001, 0.6, 4)).toBeCloseTo(0.0277, 4)
  expect(exactHalfWidth(0, 0.6, 4)).toBeNull()
  expect(exactHalfWidth(0.001, 1, 4)).toBeNull()
  expect(exactHalfWidth(0.2, 0.01, 4)).toBeNull()
})
