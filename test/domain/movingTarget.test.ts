/** The step towards a moving target: its formula, the price of trading that it supposes, and its limits. */
import { expect, test } from 'vitest'
import { aimOf, movingStep } from '../../src/domain/movingTarget.ts'
import { movingAim } from '../../src/risk/builders/movingAim.ts'

/** The same formula stands among the builders, held to published cases there; the page may not know that room. */
test('the page and the builders say the same', () => {
  for (const aversion of [1, 4, 10])
    for (const cost of [0.5, 10, 300])
      for (const discount of [0, 0.002, 0.05])
        for (const decay of [0, 0.1, 0.6])
          expect(aimOf(aversion, cost, discount, decay)).toEqual(
            movingAim({ aversion, cost, discount, decay }),
          )
})

const terms = {
  aversion: 4,
  cost: 0.001,
  volatility: 0.16,
  periodsPerYear: 12,
  change: 0.02,
  decay: 0,
}

test('the price of trading costs the usual change as much as its proportional cost', () => {
  const { price } = movingStep(terms)
  const variance = (terms.volatility * terms.volatility) / terms.periodsPerYear
  expect((price * variance * terms.change * terms.change) / 2).toBeCloseTo(terms.cost * terms.change, 15)
})

test('dearer trading and changes that come back keep more of the distance; free trading keeps nothing', () => {
  const { keep } = movingStep(terms)
  expect(keep).toBeGreaterThan(0.5)
  expect(keep).toBeLessThan(1)
  expect(movingStep({ ...terms, cost: 0.002 }).keep).toBeGreaterThan(keep)
  expect(movingStep({ ...terms, decay: 0.2 }).keep).toBeGreaterThan(keep)
  expect(movingStep({ ...terms, cost: 0 }).keep).toBe(0)
})
