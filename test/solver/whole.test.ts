/** Whole orders: the best of all plans on small programs, never worse than greedy, near HiGHS, and never below the bound. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Highs } from 'highs'
import { solveWhole } from '../../src/solver/whole.ts'
import { solveDual } from '../../src/solver/wholeDual.ts'
import type { WholeProgram } from '../../src/solver/wholeTerms.ts'
import { loadHighs } from './highs.ts'
import { solveMixed } from './wholeHighs.ts'
import { exhaustive, greedy, valueOf, wholeProgram, type Kind } from './wholePrograms.ts'

/** Every mixture of distance, fees, cash's own distance and aims with width. */
const kinds: readonly Pick<Kind, 'squared' | 'fee' | 'minimum' | 'cashWeight' | 'band'>[] = [
  false,
  true,
].flatMap((squared) =>
  [0, 3, 30].flatMap((fee) =>
    [0, 1].flatMap((cash) =>
      [0, 0.05].map((band) => ({
        squared,
        fee,
        band,
        minimum: fee / 2,
        cashWeight: squared ? cash / 1000 : cash,
      })),
    ),
  ),
)

function solved(program: WholeProgram): { objective: number; bound: number } {
  const plan = solveWhole(program)
  if (plan === null) return { objective: Infinity, bound: Infinity }
  expect(plan.bound).toBeLessThanOrEqual(plan.objective)
  expect(plan.gap).toBeGreaterThanOrEqual(0)
  const value = valueOf(program, plan.orders)
  expect(Math.abs(value - plan.objective)).toBeLessThanOrEqual(1e-9 * (1 + value))
  return plan
}

describe.each(kinds)('distance squared: $squared, fees to $fee, cash $cashWeight, band $band', (kind) => {
  test('up to six holdings: equal to the search of all plans, and the bound is below it', () => {
    for (let count = 1; count <= 6; count += 1)
      for (let seed = 0; seed < (count < 5 ? 6 : 2); seed += 1) {
        const program = wholeProgram(
          { ...kind, count, most: count < 5 ? 4 : 2, size: 400 },
          100 * count + seed,
        )
        const best = exhaustive(program)
        const { objective, bound } = solved(program)
        expect(objective - best).toBeLessThanOrEqual(1e-9 * (1 + best))
        expect(bound).toBeLessThanOrEqual(best + 1e-9 * best)
        // The dual's own, before a plan that is proved best takes its place.
        expect(solveDual(program)?.bound ?? Infinity).toBeLessThanOrEqual(best + 1e-9 * best)
      }
  })

  test('never worse than greedy', () => {
    for (let seed = 0; seed < 4; seed += 1) {
      const program = wholeProgram({ ...kind, count: 25, most: 30, size: 1500 }, seed)
      expect(solved(program).objective).toBeLessThanOrEqual(greedy(program) * (1 + 1e-12))
    }
  })
})

test('an order has its least units or is none', () => {
  const plain = wholeProgram({ count: 3, squared: false, fee: 2, most: 6, size: 800 }, 5)
  for (let least = 1; least <= 7; least += 1) {
    const program = {
      ...plain,
      leastBuy: plain.price.map(() => least),
      leastSell: plain.price.map(() => least - 1),
    }
    const best = exhaustive(program)
    expect(solved(program).objective).toBeCloseTo(best, 8)
  }
})

test('where even all sells leave less than the floor there is no plan; where they just suffice there is one', () => {
  const plain = wholeProgram({ count: 3, squared: true, fee: 0, most: 1000, size: 800 }, 1)
  const all = plain.held.reduce((sum, value, i) => sum + value * (1 - (plain.rate[i] ?? 0)), plain.cash)
  expect(solveWhole({ ...plain, floor: all + 0.01 })).toBeNull()
  expect(solveWhole({ ...plain, floor: all - 0.01 })?.orders).toEqual(plain.lower)
  expect(solveWhole({ ...plain, count: 0 })?.objective).toBe(0)
})

test('the same program gives the same plan, whatever the order of its items', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    const program = wholeProgram({ count: 30, squared: seed % 2 === 0, fee: 5, most: 50, size: 4000 }, seed)
    const forth = solveWhole(program)
    expect(solveWhole(program)).toEqual(forth)
    const turned = Object.fromEntries(
      Object.entries(program).map(([key, value]) => [
        key,
        value instanceof Float64Array ? value.toReversed() : value,
      ]),
    ) as unknown as WholeProgram
    const back = solveWhole(turned)
    expect((back?.objective ?? 0) / (forth?.objective ?? NaN)).toBeCloseTo(1, 3)
  }
})

describe('beside HiGHS at 20 holdings, distance plus fees', () => {
  let highs: Highs
  beforeAll(async () => {
    highs = await loadHighs()
  })
  const patienceSeconds = 1

  test.each(Array.from({ length: 20 }, (_, seed) => seed))('seed %i: at most 0.5 % worse', (seed) => {
    const program = wholeProgram({ count: 20, squared: false, fee: 5, most: 1e5, size: 10_000 }, seed)
    const peer = solveMixed(highs, program, patienceSeconds)
    const theirs = peer === null ? Infinity : valueOf(program, peer)
    const { objective, bound } = solved(program)
    expect(objective).toBeLessThanOrEqual(theirs * 1.005)
    // It may have been stopped early: the bound says the same without it.
    expect(objective - bound).toBeLessThanOrEqual(0.005 * objective)
    // Its budget row may be missed by its own tolerance, and then its plan is none of ours.
    expect(bound).toBeLessThanOrEqual(theirs * (1 + 1e-9))
  })
})
