/** Square-root impact: exact where it can be, convex, and the float that agrees with the decimal. */
import { expect, test } from 'vitest'
import { Decimal } from '../../src/domain/decimal.ts'
import { impactCost, impactFactor, impactOf, impactSlope } from '../../src/domain/impact.ts'
import { diceOf } from '../laws/dice.ts'

test('a rational root stays exact, so that rounding up does not add a cent', () => {
  // b = 3 and x^3 / V = 1/9 give exactly 1, though neither the quotient nor its root ends.
  const impact = { coefficient: '3', dailyVolatility: '1', dailyVolume: '9' }
  expect(impactOf(impact, new Decimal(1)).toFixed()).toBe('1')
  expect(impactOf({ ...impact, dailyVolume: '4' }, new Decimal(4)).toFixed()).toBe('12')
})

test('doubling an order multiplies its cost by the square root of eight', () => {
  const impact = { coefficient: '1', dailyVolatility: '0.012', dailyVolume: '4200000000' }
  const ratio = impactOf(impact, new Decimal(2e6)).dividedBy(impactOf(impact, new Decimal(1e6)))
  expect(ratio.toNumber()).toBeCloseTo(Math.sqrt(8), 12)
  expect(impactOf(impact, new Decimal(0)).isZero()).toBe(true)
})

test('the float agrees with the decimal, and its slope with its rise', () => {
  for (let seed = 0; seed < 300; seed += 1) {
    const dice = diceOf(seed)
    const impact = {
      coefficient: dice.decimal(0.1, 3, 3),
      dailyVolatility: dice.decimal(0.001, 0.2, 5),
      dailyVolume: dice.decimal(1000, 1e10, 2),
    }
    const value = Number(dice.decimal(0.01, 1e7, 2))
    const factor = impactFactor(impact)
    const float = impactCost(factor, value)
    expect(float / impactOf(impact, new Decimal(value)).toNumber()).toBeCloseTo(1, 12)
    const h = value * 1e-4
    const rise = (impactCost(factor, value + h) - impactCost(factor, value - h)) / (2 * h)
    expect(impactSlope(factor, value) / rise).toBeCloseTo(1, 6)
  }
})
