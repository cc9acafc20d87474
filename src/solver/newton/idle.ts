/** Rows that say nothing the others do not say, and right sides that contradict them. */

import { largest } from '../matrix.ts'
import type { Matrix } from '../matrix.ts'
import type { System } from './system.ts'

// A pivot below the first share of its diagonal is suspect; the row is dependent if a combination of rows with
// coefficients of size one leaves less than the second of its terms in every column.
const suspect = 1e-9
const vanishing = 1e-13
// The right side then contradicts the rows if it misses the combination by more than this.
const contradiction = 1e-9

/**
 * Finds rows that are combinations of others and makes them idle; the system must just have been factored with H near
 * one everywhere. A combination that the right side does not share is returned: it proves that no u exists.
 */
export function idleRows(system: System, right: Float64Array): Float64Array | null {
  const { rows, factor, upper, position, idle } = system
  const scale = Math.max(largest(right), 1e-3)
  for (let i = 0; i < right.length; i++) {
    const k = position[i]!
    const original = upper.value[upper.start[k + 1]! - 1]!
    if (factor.found[k]! > suspect * original) continue
    const y = combination(system, k)
    if (!vanishes(rows, y)) continue
    idle[i] = 1
    let mismatch = 0
    for (let t = 0; t < right.length; t++) mismatch += y[t]! * right[t]!
    if (Math.abs(mismatch) > contradiction * scale * largest(y))
      return y.map((value) => (mismatch > 0 ? value : -value))
  }
  return null
}

/** The combination of rows that produced pivot k: L' y = e_k, by rows. */
function combination(system: System, k: number): Float64Array {
  const { rows, factor, position } = system
  const unknown = new Float64Array(factor.size)
  unknown[k] = 1
  for (let i = k - 1; i >= 0; i--) {
    let sum = 0
    for (let p = factor.columnStart[i]!; p < factor.columnStart[i + 1]!; p++)
      sum -= factor.value[p]! * unknown[factor.rowOf[p]!]!
    unknown[i] = sum
  }
  const y = new Float64Array(rows.rows)
  for (let i = 0; i < rows.rows; i++) y[i] = unknown[position[i]!]!
  return y
}

function vanishes(rows: Matrix, y: Float64Array): boolean {
  const size = largest(y)
  for (let j = 0; j < rows.columns; j++) {
    let sum = 0
    for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++) sum += rows.value[p]! * y[rows.index[p]!]!
    if (Math.abs(sum) > vanishing * size) return false
  }
  return true
}
