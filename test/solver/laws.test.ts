/** Laws of the solver over seeded random programs of every kind: optimal means proven, infeasible means proven too. */

import { describe, expect, test } from 'vitest'
import type { Program, Solved } from '../../src/solver/quadratic.ts'
import { solve } from '../../src/solver/quadratic.ts'
import { checksOf, farkasMargin } from './optimality.ts'
import { dice, programOf, randomProgram } from './randomPrograms.ts'
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
  { ball: true, free: true },
  { curved: true, redundant: true, degenerate: true, free: true },
  { narrow: true, curved: true, degenerate: true },
]

/** What must hold of every answer that calls itself optimal; multipliers of size y round the gap by as much. */
function expectProven(program: Program, solved: Solved, name: string): void {
  const checks = checksOf(program, solved)
  const steep = 1 + Math.max(0, ...solved.y.map(Math.abs)) + solved.lambda
  expect(checks.bounds, name).toBe(0)
  expect(checks.rows, name).toBeLessThan(1e-8)
  expect(checks.ball, name).toBeLessThan(1e-8 * (program.ball?.cap ?? 1))
  expect(checks.stationarity, name).toBeLessThan(1e-12 * steep)
  expect(checks.gap, name).toBeLessThan(1e-10 * Math.max(Math.abs(solved.objective), 1e-8) + 1e-13 * steep)
  expect(checks.gap, name).toBeGreaterThan(-1e-8 * steep)
}

const perKind = 50

describe('every feasible and bounded program is solved', () => {
  test.each(kinds.map((traits) => [JSON.stringify(traits), traits] as const))('%s', (_, traits) => {
    for (let seed = 1; seed <= perKind; seed++) {
      const program = randomProgram(seed, traits)
      const solution = solve(program)
      if (solution.kind !== 'optimal') throw new Error(`seed ${seed}: ${solution.kind}`)
      expectProven(program, solution, `seed ${seed}`)
    }
  })
})

describe('rows that are nearly parallel', () => {
  test('are solved, or honestly called stalled, and never anything else', () => {
    let optimal = 0
    for (let seed = 1; seed <= perKind; seed++) {
      const program = randomProgram(seed, { nearParallel: true })
      const solution = solve(program)
      if (solution.kind === 'optimal') expectProven(program, solution, `seed ${seed}`)
      else expect(solution.kind, `seed ${seed}`).toBe('stalled')
      optimal += solution.kind === 'optimal' ? 1 : 0
    }
    expect(optimal).toBeGreaterThan(0.8 * perKind)
  })
})

/** A feasible program with one right side pushed beyond what its row can reach, by a little or by much. */
function broken(seed: number): Program {
  const program = randomProgram(seed, {
    curved: seed % 2 === 0,
    ball: seed % 3 === 0,
    degenerate: seed % 5 === 0,
  })
  const roll = dice(seed + 1000)
  const row = Math.floor(roll() * program.rows)
  let most = 0
  for (let j = 0; j < program.columns; j++)
    for (let p = program.columnStart[j]!; p < program.columnStart[j + 1]!; p++)
      if (program.rowIndex[p] === row)
        most += Math.max(program.value[p]! * program.lower[j]!, program.value[p]! * program.upper[j]!)
  const right = program.right.slice()
  right[row] = most + (roll() < 0.5 ? 1e-4 : 1)
  return { ...program, right }
}

/** Infeasible only in combination: two rows ask different sums of the same columns, a third ties them. */
function tied(seed: number): Program {
  const program = randomProgram(seed)
  const roll = dice(seed + 2000)
  const columns = Array.from({ length: program.columns }, (_, j) => {
    const entries: [number, number][] = []
    for (let p = program.columnStart[j]!; p < program.columnStart[j + 1]!; p++)
      entries.push([program.rowIndex[p]!, program.value[p]!])
    const sum = entries.reduce((total, [, value]) => total + value, 0)
    return { cost: program.cost[j]!, quadratic: 0, lower: program.lower[j]!, upper: program.upper[j]!, weight: 0, entries: [...entries, [program.rows, sum] as [number, number]] } // prettier-ignore
  })
  const total = program.right.reduce((sum, b) => sum + b, 0)
  return programOf(columns, [...program.right, total + 1e-3 + roll()])
}

describe('a program without a solution is refused with a proof', () => {
  test.each([
    ['one row out of reach', broken],
    ['rows that contradict each other', tied],
  ])('%s', (_, make) => {
    for (let seed = 1; seed <= 60; seed++) {
      const program = make(seed)
      const solution = solve(program)
      if (solution.kind !== 'infeasible') throw new Error(`seed ${seed}: ${solution.kind}`)
      expect(farkasMargin(program, solution.ray), `seed ${seed}`).toBeGreaterThan(0)
    }
  })
})

describe('programs of a rebalance', () => {
  test('are solved twice: the distance, then the expense within the next step of the resolution', () => {
    for (let seed = 1; seed <= 80; seed++) {
      const roll = dice(seed * 7919)
      const holdings = 3 + Math.floor(roll() * 60)
      const shape = {
        holdings,
        classes: Math.min(holdings, 2 + Math.floor(roll() * 15)),
        accounts: 1 + Math.floor(roll() * 5),
        seed,
        band: [0, 0.02, 0.1, 0.3][Math.floor(roll() * 4)] ?? 0,
      }
      const near = rebalancing(shape)
      const distance = solve(near)
      if (distance.kind !== 'optimal') throw new Error(`seed ${seed}: ${distance.kind}`)
      expectProven(near, distance, `seed ${seed}`)
      const cheap = rebalancing({ ...shape, cap: capOf(distance.objective) })
      const expense = solve(cheap)
      if (expense.kind !== 'optimal') throw new Error(`seed ${seed}: expense ${expense.kind}`)
      expectProven(cheap, expense, `seed ${seed}`)
    }
  })
})
