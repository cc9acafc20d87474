/** Laws of the solver over seeded random programs of every kind: optimal means proven, infeasible means proven too. */

import { describe, expect, test } from 'vitest'
import { solve } from '../../src/solver/quadratic.ts'
import { checksOf, farkasMargin, objectiveOf } from './optimality.ts'
import { dice, randomProgram } from './randomPrograms.ts'
import type { Traits } from './randomPrograms.ts'
import { capOf, rebalancing } from './rebalancing.ts'

const kinds: readonly Partial<Traits>[] = [
  {},
  { degenerate: true },
  { curved: true },
  { curved: true, degenerate: true },
  { ball: true },
  { ball: true, degenerate: true },
  { curved: true, ball: true },
  { redundant: true },
  { curved: true, redundant: true },
  { ball: true, redundant: true },
  { free: true },
  { curved: true, free: true },
  { curved: true, redundant: true, degenerate: true, free: true },
]

describe.each(kinds)('random programs %j', (traits) => {
  test.each([1, 2, 3, 4].map((block) => [block]))('block %i', (block) => {
    for (let seed = 20 * block; seed < 20 * block + 20; seed++) {
      const program = randomProgram(seed, traits)
      const solution = solve(program)
      if (solution.kind !== 'optimal') throw new Error(`seed ${seed}: ${solution.kind}`)
      const checks = checksOf(program, solution)
      const size = Math.max(Math.abs(solution.objective), 1e-6)
      expect(checks.bounds, `seed ${seed}`).toBe(0)
      expect(checks.rows, `seed ${seed}`).toBeLessThan(1e-8)
      expect(checks.ball, `seed ${seed}`).toBeLessThan(1e-8 * (program.ball?.cap ?? 1))
      expect(checks.stationarity, `seed ${seed}`).toBeLessThan(
        1e-12 * (1 + Math.max(...solution.y.map(Math.abs))),
      )
      expect(checks.gap / size, `seed ${seed}`).toBeLessThan(1e-9)
    }
  })
})
