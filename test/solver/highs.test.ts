/** Our objective beside that of an independent solver: never worse by more than one part in a hundred million. */

import { expect, test } from 'vitest'
import type { Program, Solved } from '../../src/solver/quadratic.ts'
import { solve } from '../../src/solver/quadratic.ts'
import { loadHighs, solveWithHighs } from './highs.ts'
import { objectiveOf, rowErrors } from './optimality.ts'
import { randomProgram } from './randomPrograms.ts'
import type { Traits } from './randomPrograms.ts'
import { rebalancing } from './rebalancing.ts'

const highs = await loadHighs()

/** What the peer gains by missing rows and bounds, at our prices for them. */
function gainedByMissing(program: Program, ours: Solved, x: Float64Array): number {
  const rows = rowErrors(program, x).reduce((sum, error, i) => sum + error * Math.abs(ours.y[i]!), 0)
  const beyond = (j: number): number => Math.max(0, program.lower[j]! - x[j]!, x[j]! - program.upper[j]!)
  return x.reduce((sum, _, j) => sum + beyond(j) * Math.abs(ours.z[j]!), rows)
}

function expectNoWorse(program: Program, name: string): boolean {
  const ours = solve(program)
  if (ours.kind !== 'optimal') throw new Error(`${name}: ${ours.kind}`)
  const theirs = solveWithHighs(highs, program)
  if (!theirs.optimal) return false
  const theirObjective = objectiveOf(program, theirs.x)
  const slack = gainedByMissing(program, ours, theirs.x)
  const size = Math.max(Math.abs(theirObjective), 1e-8)
  expect(ours.objective - theirObjective, name).toBeLessThan(1e-8 * size + slack)
  return true
}

const kinds: readonly Partial<Traits>[] = [{}, { degenerate: true }, { redundant: true }, { free: true }, { curved: true }, { curved: true, degenerate: true }] // prettier-ignore

test.each(kinds.map((traits) => [JSON.stringify(traits), traits] as const))('random %s', (name, traits) => {
  let compared = 0
  for (let seed = 1; seed <= 20; seed++)
    compared += expectNoWorse(randomProgram(seed, traits), `${name} ${seed}`) ? 1 : 0
  expect(compared).toBeGreaterThan(15)
})

test('the distance of a rebalance', () => {
  for (const band of [0, 0.05])
    for (let seed = 1; seed <= 6; seed++)
      expectNoWorse(
        rebalancing({ holdings: 40, classes: 8, accounts: 2, seed, band }),
        `band ${band} ${seed}`,
      )
})
