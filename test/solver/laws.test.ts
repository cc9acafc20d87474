/** Laws of the solver over seeded random programs of every kind: optimal means proven, infeasible means proven too. */

import { describe, expect, test } from 'vitest'
import type { Program, Solution } from '../../src/solver/quadratic.ts'
import { solve } from '../../src/solver/quadratic.ts'
import { checksOf, farkasMargin } from './optimality.ts'
import { dice, programOf, randomProgram } from './randomPrograms.ts'
import type { Traits } from './randomPrograms.ts'
import { capOf, rebalancing } from './rebalancing.ts'
import type { Shape } from './rebalancing.ts'

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

/** What does not hold of an answer that calls itself optimal; multipliers of size y round the gap by as much. */
function faultsOf(program: Program, name: string, solution: Solution): string[] {
  if (solution.kind !== 'optimal') return [`${name} is ${solution.kind}`]
  const { bounds, rows, ball, stationarity, gap } = checksOf(program, solution)
  const steep = 1 + Math.max(0, ...solution.y.map(Math.abs)) + solution.lambda
  const most = 1e-10 * Math.max(Math.abs(solution.objective), 1e-8) + 1e-13 * steep
  return [
    ...(bounds > 0 ? [`${name} leaves its bounds by ${bounds}`] : []),
    ...(rows > 1e-8 ? [`${name} misses a row by ${rows}`] : []),
    ...(ball > 1e-8 * (program.ball?.cap ?? 1) ? [`${name} exceeds its cap by ${ball}`] : []),
    ...(stationarity > 1e-12 * steep ? [`${name} reports reduced costs wrong by ${stationarity}`] : []),
    ...(gap > most || gap < -1e-8 * steep ? [`${name} has a gap of ${gap}`] : []),
  ]
}

const seeds = (count: number): number[] => Array.from({ length: count }, (_, k) => k + 1)

const perKind = 50

describe('every feasible and bounded program is solved', () => {
  test.each(kinds.map((traits) => [JSON.stringify(traits), traits] as const))('%s', (_, traits) => {
    const faults = seeds(perKind).flatMap((seed) => {
      const program = randomProgram(seed, traits)
      return faultsOf(program, `seed ${seed}`, solve(program))
    })
    expect(faults).toEqual([])
  })
})

describe('rows that are nearly parallel', () => {
  test('are solved, or honestly called stalled, and never anything else', () => {
    const faults = seeds(perKind).flatMap((seed) => {
      const program = randomProgram(seed, { nearParallel: true })
      return faultsOf(program, `seed ${seed}`, solve(program))
    })
    expect(faults.filter((fault) => !fault.endsWith('is stalled'))).toEqual([])
    expect(faults.length).toBeLessThan(0.2 * perKind)
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
    const faults = seeds(60).flatMap((seed) => {
      const program = make(seed)
      const solution = solve(program)
      if (solution.kind !== 'infeasible') return [`seed ${seed} is ${solution.kind}`]
      return farkasMargin(program, solution.ray) > 0 ? [] : [`seed ${seed} has no proof`]
    })
    expect(faults).toEqual([])
  })
})

/** Some shape of a rebalance: a few holdings in a few accounts, or many. */
function shapeOf(seed: number): Shape {
  const roll = dice(seed * 7919)
  const holdings = 3 + Math.floor(roll() * 60)
  const classes = Math.min(holdings, 2 + Math.floor(roll() * 15))
  const accounts = 1 + Math.floor(roll() * 5)
  return { holdings, classes, accounts, seed, band: [0, 0.02, 0.1, 0.3][Math.floor(roll() * 4)] ?? 0 }
}

test('a rebalance is solved twice: the distance, then the expense within the next step of the resolution', () => {
  const faults = seeds(80).flatMap((seed) => {
    const near = rebalancing(shapeOf(seed))
    const distance = solve(near)
    if (distance.kind !== 'optimal') return [`seed ${seed} is ${distance.kind}`]
    const cheap = rebalancing({ ...shapeOf(seed), cap: capOf(distance.objective) })
    return [
      ...faultsOf(near, `distance ${seed}`, distance),
      ...faultsOf(cheap, `expense ${seed}`, solve(cheap)),
    ]
  })
  expect(faults).toEqual([])
})
