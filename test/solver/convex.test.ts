/** The dual method on seeded problems: every answer proven, and every proof recomputed from the definition. */

import { expect, test } from 'vitest'
import { solveConvex } from '../../src/solver/convex.ts'
import { faultOf } from './convexOptimality.ts'
import { convexProblem } from './convexProblems.ts'
import type { Recipe } from './convexProblems.ts'

const kinds: readonly Omit<Recipe, 'seed' | 'columns'>[] = [
  {},
  { impact: 1 },
  { form: 'diagonal' },
  { form: 'diagonal', impact: 1, lots: 3 },
  { quadratic: 1, lots: 2 },
  { lots: 4, impact: 1 },
  { pools: true },
  { pools: true, impact: 1, lots: 2 },
]

test.each(kinds.map((kind) => [JSON.stringify(kind), kind] as const))('solved: %s', (_, kind) => {
  const faults = Array.from({ length: 12 }, (_, k) => ({ ...kind, seed: k + 1, columns: 5 + 4 * k })).flatMap(
    (recipe) => {
      const problem = convexProblem(recipe)
      const fault = faultOf(problem, solveConvex(problem))
      return fault === null ? [] : [`${JSON.stringify(recipe)}: ${fault}`]
    },
  )
  expect(faults).toEqual([])
})
