/** Cholesky of a small system some of whose rows are frozen: left out, with an answer of zero. */

import { eliminate4 } from './cholesky.ts'

// A pivot that lost this much of its diagonal is a row that depends on earlier ones.
const lost = 1e-14

/**
 * Cholesky in place from this row on; rows that cannot be told from their predecessors are frozen. The first `solid` rows
 * never are, so that what lies below them is eliminated in blocks.
 */
export function factorise(
  system: Float64Array,
  size: number,
  frozen: Uint8Array,
  solid: number,
  from: number,
): void {
  let i = from
  for (; i + 3 < size; i += 4) {
    const before = Math.min(i, solid) & ~1
    eliminate4(system, size, i, before)
    for (let r = i; r < i + 4; r++) finish(system, size, frozen, solid, r, before)
  }
  for (; i < size; i++) finish(system, size, frozen, solid, i, 0)
}

/** The entries of row i from column `from`, an even one, on, and its pivot. */
function finish(
  system: Float64Array,
  size: number,
  frozen: Uint8Array,
  solid: number,
  i: number,
  from: number,
): void {
  const row = i * size
  const whole = system[row + i]!
  let pivot = frozen[i] === 1 ? 0 : whole - eliminate(system, size, frozen, i, from)
  if (i < solid) pivot = Math.max(pivot, 2 * lost * whole)
  if (pivot > lost * whole) system[row + i] = Math.sqrt(pivot)
  else {
    frozen[i] = 1
    system.fill(0, row, row + i)
    system[row + i] = 1
  }
}

/** The entries of row i left of its pivot, two at a time, as sums that do not wait for each other; returns their square. */
function eliminate(system: Float64Array, size: number, frozen: Uint8Array, i: number, from: number): number {
  const row = i * size
  let square = 0
  for (let c = 0; c < from; c++) square += system[row + c]! * system[row + c]!
  for (let j = from; j < i; j += 2) {
    const other = j * size
    const next = other + size
    let sum = system[row + j]!
    // Where i is odd the last of them is the pivot itself, which stays as it is.
    let more = system[row + j + 1]!
    for (let c = 0; c < j; c++) {
      const mine = system[row + c]!
      sum -= mine * system[other + c]!
      more -= mine * system[next + c]!
    }
    sum = frozen[j] === 1 ? 0 : sum / system[other + j]!
    system[row + j] = sum
    square += sum * sum
    if (j + 1 === i) break
    more = frozen[j + 1] === 1 ? 0 : (more - sum * system[next + j]!) / system[next + j + 1]!
    system[row + j + 1] = more
    square += more * more
  }
  return square
}

/** right = system^-1 right, zero where frozen. */
export function substitute(
  system: Float64Array,
  size: number,
  frozen: Uint8Array,
  right: Float64Array,
): void {
  for (let i = 0; i < size; i++) {
    let sum = right[i]!
    for (let c = 0; c < i; c++) sum -= system[i * size + c]! * right[c]!
    right[i] = frozen[i] === 1 ? 0 : sum / system[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    if (frozen[i] === 1) continue
    right[i]! /= system[i * size + i]!
    for (let c = 0; c < i; c++) right[c]! -= system[i * size + c]! * right[i]!
  }
}
