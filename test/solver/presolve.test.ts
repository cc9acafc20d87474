/** What is settled before solving, and the multipliers that the settled rows get back. */

import { expect, test } from 'vitest'
import { presolve, withRemovedRows } from '../../src/solver/presolve.ts'
import { solve } from '../../src/solver/quadratic.ts'
import { matrixOf } from '../../src/solver/verdict.ts'
import { column, programOf } from './randomPrograms.ts'

test('a row at the end of its reach settles its columns, and they settle others', () => {
  const program = programOf(
    [column({ upper: 1, entries: [[0, 1], [1, 1]] }), column({ upper: 2, entries: [[0, 1]] }), column({ upper: 9, entries: [[1, 2]] })], // prettier-ignore
    [3, 5],
  )
  const settled = presolve(program)
  if (settled.kind !== 'settled') throw new Error(settled.kind)
  expect(Array.from(settled.value)).toEqual([1, 2, 2])
  expect(settled.row.length).toBe(0)
})

test('multipliers of settled rows leave every reduced cost with the right sign', () => {
  const program = programOf(
    [column({ cost: 1, upper: 1, entries: [[0, 1]] }), column({ cost: -5, entries: [[0, -1], [1, 1]] }), column({ cost: 2, upper: 4, entries: [[1, 1]] })], // prettier-ignore
    [1, 3],
  )
  const solution = solve(program)
  if (solution.kind !== 'optimal') throw new Error(solution.kind)
  expect(Array.from(solution.x)).toEqual([1, 0, 3])
  expect(solution.z[0]).toBeLessThanOrEqual(1e-15)
  expect(solution.z[1]).toBeGreaterThanOrEqual(-1e-15)
  expect(Math.abs(solution.z[2]!)).toBeLessThan(1e-15)
  expect(solution.bound).toBeCloseTo(solution.objective, 12)
})

test('nothing removed, nothing changed', () => {
  const program = programOf(
    [column({ upper: 2, entries: [[0, 1]] }), column({ upper: 2, entries: [[0, 1]] })],
    [1],
  )
  const settled = presolve(program)
  if (settled.kind !== 'settled') throw new Error(settled.kind)
  expect(settled.removed).toEqual([])
  const y = Float64Array.of(3)
  expect(withRemovedRows(matrixOf(program), settled.removed, new Float64Array(2), y)).toEqual(
    Float64Array.of(3),
  )
})

test('rounding that travels along a chain of single columns is not taken for a contradiction', () => {
  const third = 1 / 3
  const program = programOf(
    [column({ entries: [[0, 3], [1, 1e6]] }), column({ entries: [[1, -1e6], [2, 1e6]] }), column({ upper: 1, entries: [[2, -1e6]] })], // prettier-ignore
    [1, 1e6 * (third - 0.1), 1e6 * (0.1 - 0.1)],
  )
  expect(solve(program).kind).toBe('optimal')
})
