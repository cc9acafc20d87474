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

type Comparison = 'no worse' | 'not compared' | `${string} worse`

function compare(program: Program, name: string): Comparison {
  const ours = solve(program)
  if (ours.kind !== 'optimal') return `${name} is ${ours.kind}, so worse`
  const theirs = solveWithHighs(highs, program)
  if (!theirs.optimal) return 'not compared'
  const theirObjective = objectiveOf(program, theirs.x)
  const slack = gainedByMissing(program, ours, theirs.x)
  const worse = ours.objective - theirObjective - slack
  return worse <= 1e-8 * Math.max(Math.abs(theirObjective), 1e-8) ? 'no worse' : `${name}: ${worse} worse`
}

const kinds: readonly Partial<Traits>[] = [{}, { degenerate: true }, { redundant: true }, { free: true }, { curved: true }, { curved: true, degenerate: true }] // prettier-ignore

const worseOf = (results: readonly Comparison[]): Comparison[] => results.filter((each) => each.endsWith(' worse') && each !== 'no worse') // prettier-ignore

test.each(kinds.map((traits) => [JSON.stringify(traits), traits] as const))('random %s', (name, traits) => {
  const results = Array.from({ length: 20 }, (_, k) =>
    compare(randomProgram(k + 1, traits), `${name} ${k + 1}`),
  )
  expect(worseOf(results)).toEqual([])
  expect(results.filter((each) => each === 'no worse').length).toBeGreaterThan(15)
})

test('the distance of a rebalance', () => {
  const results = [0, 0.05].flatMap((band) =>
    Array.from({ length: 6 }, (_, seed) =>
      compare(
        rebalancing({ holdings: 40, classes: 8, accounts: 2, seed, band }),
        `band ${band} seed ${seed}`,
      ),
    ),
  )
  expect(worseOf(results)).toEqual([])
  expect(results.filter((each) => each === 'no worse').length).toBeGreaterThan(6)
})
