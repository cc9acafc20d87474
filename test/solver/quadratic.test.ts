/** The solver on programs small enough to know their answers, and on every way a program can be odd. */

import { describe, expect, test } from 'vitest'
import type { Program, Solved } from '../../src/solver/quadratic.ts'
import { solve } from '../../src/solver/quadratic.ts'
import { absent, caseOf } from '../golden/cases.ts'
import { checksOf, farkasMargin } from './optimality.ts'
import { column, programOf } from './randomPrograms.ts'
import type { Column } from './randomPrograms.ts'
import { capOf, rebalancing } from './rebalancing.ts'

function optimum(program: Program): Solved {
  const solution = solve(program)
  if (solution.kind !== 'optimal') throw new Error(solution.kind)
  const checks = checksOf(program, solution)
  expect(checks.bounds).toBe(0)
  expect(checks.rows).toBeLessThan(1e-12)
  expect(checks.gap).toBeLessThan(1e-10 * Math.max(Math.abs(solution.objective), 1e-6))
  return solution
}

test('a linear program ends exactly on its corner', () => {
  const program = programOf(
    [column({ cost: -3, entries: [[0, 1], [1, 2]] }), column({ cost: -5, entries: [[0, 2], [1, 1]] }), column({ entries: [[0, 1]] }), column({ entries: [[1, 1]] })], // prettier-ignore
    [40, 50],
  )
  const { x, objective } = optimum(program)
  expect(x[0]).toBeCloseTo(20, 12)
  expect(x[1]).toBeCloseTo(10, 12)
  expect([x[2], x[3]]).toEqual([0, 0])
  expect(objective).toBeCloseTo(-110, 10)
})

test('multipliers are prices: the objective moves with the right side as they say', () => {
  const columns = [column({ quadratic: 1, entries: [[0, 1]] }), column({ quadratic: 2, entries: [[0, 1]] })]
  const { x, y } = optimum(programOf(columns, [3]))
  expect(x[0]).toBeCloseTo(2, 10)
  expect(x[1]).toBeCloseTo(1, 10)
  expect(y[0]).toBeCloseTo(2, 10)
})

test('free columns, upper bounds alone and negative ranges', () => {
  const program = programOf(
    [
      column({ lower: -Infinity, upper: Infinity, quadratic: 1, entries: [[0, 1]] }),
      column({ lower: -Infinity, upper: -1, cost: -0.5, entries: [[0, 1]] }),
      column({ lower: -3, upper: -2, cost: 0.1, entries: [[0, 1]] }),
    ],
    [-2],
  )
  const { x } = optimum(program)
  expect(x[1]).toBe(-1)
  expect(x[0]! + x[2]!).toBeCloseTo(-1, 12)
})

test('a free column without curvature takes what the rows leave', () => {
  const program = programOf(
    [column({ lower: -Infinity, entries: [[0, 1]] }), column({ cost: 1, upper: 1, entries: [[0, 1], [1, 1]] }), column({ cost: 2, upper: 1, entries: [[1, 1]] })], // prettier-ignore
    [5, 1.5],
  )
  const { x } = optimum(program)
  for (const [j, value] of [4, 1, 0.5].entries()) expect(x[j]).toBeCloseTo(value, 14)
  expect(x[1]).toBe(1)
})

test('the ball binds, and its multiplier is the price of its cap', () => {
  const columns = (): Column[] => [
    column({ cost: -1, lower: -Infinity, weight: 1 }),
    column({ cost: -1, lower: -Infinity, weight: 1 }),
  ]
  const { x, lambda } = optimum(programOf(columns(), [], 1))
  expect(x[0]).toBeCloseTo(1, 9)
  expect(x[1]).toBeCloseTo(1, 9)
  expect(lambda).toBeCloseTo(1, 8)
})

test('a ball without radius fixes its columns', () => {
  const columns = [column({ cost: -1, weight: 1, entries: [[0, 1]] }), column({ upper: 2, entries: [[0, 1]] })] // prettier-ignore
  const solution = solve(programOf(columns, [1], 0))
  if (solution.kind !== 'optimal') throw new Error(solution.kind)
  expect(Array.from(solution.x)).toEqual([0, 1])
})

test('rows said twice, and columns that no row meets', () => {
  const program = programOf(
    [column({ cost: 1, entries: [[0, 1], [1, 2]] }), column({ cost: 2, entries: [[0, 1], [1, 2]] }), column({ cost: -1, upper: 3 }), column({ quadratic: 2, cost: -1 })], // prettier-ignore
    [1, 2, 0],
  )
  const { x } = optimum(program)
  expect(x[0]).toBeCloseTo(1, 12)
  expect(x[1]).toBe(0)
  expect([x[2], x[3]]).toEqual([3, 0.5])
})

test('a program of fixed columns, of no columns, of no rows', () => {
  expect(
    optimum(programOf([column({ lower: 2, upper: 2, cost: 3, entries: [[0, 1]] })], [2])).objective,
  ).toBe(6)
  expect(optimum(programOf([], [])).objective).toBe(0)
  expect(optimum(programOf([column({ cost: 1, lower: -1 })], [])).objective).toBe(-1)
})

test('rows that cannot hold come back with a ray that proves it', () => {
  const cases: readonly Program[] = [
    programOf([column({ upper: 1, entries: [[0, 1]] }), column({ upper: 1, entries: [[0, 1]] })], [3]),
    programOf([column({ entries: [[0, 1], [1, 1]] })], [1, 2]), // prettier-ignore
    programOf([column({ entries: [[0, 1]] })], [-1]),
    programOf([column({ lower: 1, upper: 1, entries: [[0, 1]] })], [2]),
    programOf([], [1]),
    programOf([column({ weight: 1, entries: [[0, 1]] }), column({ weight: 1, entries: [[0, 1]] })], [3], 1),
    programOf([column({ lower: 2, upper: 3, weight: 1 })], [], 1),
  ]
  const proofs = cases.map((program) => {
    const solution = solve(program)
    if (solution.kind !== 'infeasible') return solution.kind
    // Where bounds or cap alone leave no place, the zero ray is proof enough.
    return solution.ray.every((y) => y === 0) || farkasMargin(program, solution.ray) > 1e-9
  })
  expect(proofs).toEqual(cases.map(() => true))
})

test('crossed bounds are infeasible, and an open descent is unbounded', () => {
  expect(solve(programOf([column({ lower: 1, upper: 0, entries: [[0, 1]] })], [1])).kind).toBe('infeasible')
  expect(solve(programOf([column({ cost: -1 })], [])).kind).toBe('unbounded')
  const ray = [column({ cost: -1, entries: [[0, 1]] }), column({ entries: [[0, -1]] })]
  expect(solve(programOf(ray, [1])).kind).toBe('unbounded')
  expect(solve(programOf([...ray, column({ entries: [[1, 1]] })], [1, -1])).kind).toBe('infeasible')
})

test('the same program gives the same answer, bit for bit, and starting elsewhere the same objective', () => {
  const program = rebalancing({ holdings: 60, classes: 12, accounts: 3, seed: 4, band: 0.02 })
  expect(solve(program)).toEqual(solve(program))
  const moved = solve(program, { start: new Float64Array(program.columns).fill(0.01) })
  const plain = optimum(program)
  if (moved.kind !== 'optimal') throw new Error(moved.kind)
  expect(Math.abs(moved.objective - plain.objective)).toBeLessThan(1e-17)
})

test('a rebalance: nothing left undone, then as cheap as can be, with untouched holdings exactly at zero', () => {
  const shape = { holdings: 120, classes: 20, accounts: 4, seed: 11 }
  const distance = optimum(rebalancing(shape))
  expect(distance.objective).toBeLessThan(1e-18)
  const cheap = optimum(rebalancing({ ...shape, cap: capOf(distance.objective) }))
  const trades = cheap.x.subarray(0, 240)
  expect(trades.filter((x) => x === 0).length).toBeGreaterThan(150)
  expect(trades.every((x) => x === 0 || x > 1e-9)).toBe(true)
})

describe.skipIf(absent)('published cases', () => {
  test('opt-separable-dual: a quadratic with proportional costs and one budget', () => {
    type Case = [{ lam: number[]; t: number[]; c: number[] }, { x: number[]; nu: number }]
    const [{ lam, t, c }, expected] = caseOf('opt-separable-dual') as Case
    const columns = lam.flatMap((curvature, i) => [
      column({ lower: -Infinity, quadratic: curvature, cost: -curvature * t[i]!, entries: [[0, 1], [1 + i, 1]] }), // prettier-ignore
      column({ cost: c[i]!, entries: [[1 + i, -1]] }),
      column({ cost: c[i]!, entries: [[1 + i, 1]] }),
    ])
    const { x, y } = optimum(programOf(columns, new Array<number>(1 + lam.length).fill(0)))
    expected.x.forEach((value, i) => expect(x[3 * i]).toBeCloseTo(value, 10))
    expect(Math.abs(y[0]!)).toBeCloseTo(expected.nu, 10)
  })

  test('proj-simplex: the nearest weights that sum to one', () => {
    const [{ v }, expected] = caseOf('proj-simplex') as [{ v: number[][] }, { x: number[][] }]
    v.forEach((point, k) => {
      const columns = point.map((value) => column({ quadratic: 1, cost: -value, entries: [[0, 1]] }))
      const { x } = optimum(programOf(columns, [1]))
      expected.x[k]!.forEach((value, j) => expect(x[j]).toBeCloseTo(value, 10))
    })
  })

  interface Funds {
    readonly assets: readonly { readonly name: string; readonly target: number; readonly value: number }[]
    readonly amounts: readonly number[]
  }

  test('lazy-mao: the least squared distance weighted by 1/target levels the lowest a/t first', () => {
    const [{ assets, amounts }, expected] = caseOf('lazy-mao') as [
      Funds,
      Record<string, Record<string, number>>,
    ]
    for (const amount of amounts) {
      const total = assets.reduce((sum, { value }) => sum + value, amount)
      const columns = assets.flatMap(({ target, value }, i) => [
        column({ lower: -Infinity, quadratic: 2 / target, entries: [[i, 1]] }),
        column({ ...(amount > 0 ? {} : { lower: -value / total, upper: 0 }), entries: [[i, -1], [assets.length, 1]] }), // prettier-ignore
      ])
      const right = [...assets.map(({ target, value }) => value / total - target), amount / total]
      const { x } = optimum(programOf(columns, right))
      assets.forEach(({ name }, i) => {
        expect(x[2 * i + 1]! * total).toBeCloseTo(expected[String(amount)]![name] ?? 0, 6)
      })
    }
  })
})
