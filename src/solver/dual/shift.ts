/** How much of a dense curvature can be given to its columns: a safe part of its smallest eigenvalue. */

import { cholesky, solveLower, solveUpper } from './cholesky.ts'

const rounds = 12
// The estimate comes from above and is within a few per cent after so many rounds; this part of it is surely below.
const safely = 0.5
// A matrix this near to singular has nothing to give.
const singular = 1e-9

/** The shift s >= 0 with Q − s I still positive semidefinite, by inverse iteration on the Cholesky factor of Q. */
export function shiftOf(matrix: Float64Array, n: number): number {
  const factor = matrix.slice()
  let largest = 0
  for (let i = 0; i < n; i++) largest = Math.max(largest, matrix[i * n + i]!)
  if (!cholesky(factor, n)) return 0
  // Signs without a pattern, so that the start is not orthogonal to what is looked for.
  const x = Float64Array.from({ length: n }, (_, i) => ((Math.imul(i + 1, 0x9e3779b1) >>> 16) & 1 ? 1 : -0.5))
  let growth = 1
  for (let round = 0; round < rounds; round++) {
    const size = Math.sqrt(x.reduce((sum, at) => sum + at * at, 0))
    for (let i = 0; i < n; i++) x[i]! /= size
    solveLower(factor, n, x, 0)
    growth = x.reduce((sum, at) => sum + at * at, 0)
    solveUpper(factor, n, x)
  }
  const smallest = 1 / growth
  return smallest > singular * largest ? safely * smallest : 0
}
