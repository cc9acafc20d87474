/** The method where it is hardest: weak and strong aversion, thin diagonals, narrow groups, no costs; certified without exception. */

import { expect, test } from 'vitest'
import { solveConvex } from '../../src/solver/convex.ts'
import { faultOf } from './convexOptimality.ts'
import { convexProblem } from './convexProblems.ts'
import type { Recipe } from './convexProblems.ts'

const aversions = [0.01, 0.1, 1, 10, 100, 1000].map((times) => 4 * times)
const kinds: readonly Pick<Recipe, 'idiosyncratic' | 'groupWidth'>[] = [1, 0.05, 1e-6].flatMap(
  (idiosyncratic) => [1, 0.05].map((groupWidth) => ({ idiosyncratic, groupWidth })),
)
const sizes: readonly Pick<Recipe, 'seed' | 'columns' | 'factors' | 'form'>[] = [
  { seed: 1, columns: 10, factors: 5 },
  { seed: 2, columns: 10, factors: 20 },
  { seed: 3, columns: 25, factors: 10 },
  { seed: 4, columns: 40, factors: 5 },
  { seed: 5, columns: 40, factors: 20 },
  { seed: 6, columns: 60, factors: 10 },
  { seed: 7, columns: 10, factors: 5, form: 'dense' },
  { seed: 8, columns: 30, factors: 10, form: 'dense' },
]

// 6 aversions x 6 kinds x 8 sizes x 2 costs x 2 impacts = 1,152 instances.
test.each(aversions)('stress at aversion %d', (aversion) => {
  const faults = kinds
    .flatMap((kind) => sizes.map((size) => ({ ...kind, ...size, aversion, groups: 4 })))
    .flatMap((recipe) => [0, 1].flatMap((cost) => [0, 1].map((impact) => ({ ...recipe, cost, impact }))))
    .flatMap((recipe) => {
      const problem = convexProblem(recipe)
      const fault = faultOf(problem, solveConvex(problem))
      return fault === null ? [] : [`${JSON.stringify(recipe)}: ${fault}`]
    })
  expect(faults).toEqual([])
})
