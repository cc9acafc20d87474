/** Equilibration: powers of two that bring every row and column of a matrix near size one. */

import type { Matrix } from './matrix.ts'

/** The power of two nearest below a positive number: scaling by it never rounds. */
export function powerOfTwo(size: number): number {
  if (!(size > 0) || size === Infinity) return 1
  let power = 1
  while (power > size) power /= 2
  while (power * 2 <= size) power *= 2
  return power
}

// Ruiz (2001) converges linearly; after four passes the entries lie within a factor of about two of one.
const passes = 4

/** Factors r and s such that the largest entry of every row and column of diag(r) A diag(s) is about one. */
export function equilibrate(a: Matrix): { row: Float64Array; column: Float64Array } {
  const row = new Float64Array(a.rows).fill(1)
  const column = new Float64Array(a.columns).fill(1)
  const rowMost = new Float64Array(a.rows)
  for (let pass = 0; pass < passes; pass++) {
    rowMost.fill(0)
    for (let j = 0; j < a.columns; j++) {
      let most = 0
      for (let p = a.start[j]!; p < a.start[j + 1]!; p++) {
        const i = a.index[p]!
        const size = Math.abs(a.value[p]!) * row[i]! * column[j]!
        most = Math.max(most, size)
        rowMost[i] = Math.max(rowMost[i]!, size)
      }
      if (most > 0) column[j]! /= Math.sqrt(most)
    }
    for (let i = 0; i < a.rows; i++) if (rowMost[i]! > 0) row[i]! /= Math.sqrt(rowMost[i]!)
  }
  for (let i = 0; i < a.rows; i++) row[i] = powerOfTwo(row[i]!)
  for (let j = 0; j < a.columns; j++) column[j] = powerOfTwo(column[j]!)
  return { row, column }
}
