/** Where the entries of the reduced matrix stand: which columns are kept, in which order, and what is added to which slot. */

import { rowsOf } from '../matrix.ts'
import type { Matrix } from '../matrix.ts'
import { minimumDegree } from './ordering.ts'

// Beyond this many, keeping columns costs more than the fill it saves.
const mostKept = 40

export function keptColumns(rows: Matrix, loose: Uint8Array): Int32Array {
  const border = Math.max(60, rows.rows / 8)
  const dense: number[] = []
  const free: number[] = []
  for (let j = 0; j < rows.columns; j++)
    if (rows.start[j + 1]! - rows.start[j]! > border) dense.push(j)
    else if (loose[j] === 1) free.push(j)
  const kept = dense.length <= mostKept ? dense : []
  if (kept.length + free.length <= mostKept) kept.push(...free)
  return Int32Array.from(kept).sort()
}

/** Minimum degree on the pattern of B B'; kept columns stand last. */
export function ordered(rows: Matrix, kept: Int32Array, isKept: Uint8Array): Int32Array {
  const view = rowsOf(rows)
  const seen = new Int32Array(rows.rows).fill(-1)
  const adjacency: number[][] = []
  for (let i = 0; i < rows.rows; i++) {
    const near: number[] = []
    seen[i] = i
    for (let t = view.start[i]!; t < view.start[i + 1]!; t++) {
      const j = view.column[t]!
      if (isKept[j] === 1) continue
      for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++) {
        const other = rows.index[p]!
        if (seen[other] === i) continue
        seen[other] = i
        near.push(other)
      }
    }
    adjacency.push(near)
  }
  const position = new Int32Array(rows.rows + kept.length)
  const order = minimumDegree(adjacency)
  for (let k = 0; k < order.length; k++) position[order[k]!] = k
  for (let k = 0; k < kept.length; k++) position[rows.rows + k] = rows.rows + k
  return position
}

/** The storage of the reduced matrix, and for every product of two entries the slot it is added to. */
export function layoutOf(rows: Matrix, kept: Int32Array, isKept: Uint8Array, position: Int32Array) {
  const { pairStart, pairs } = pairStarts(rows, isKept)
  const pairSlot = new Int32Array(pairs)
  const view = rowsOf(rows)
  const size = rows.rows + kept.length
  const rowAt = new Int32Array(rows.rows)
  for (let i = 0; i < rows.rows; i++) rowAt[position[i]!] = i
  const slotOf = new Int32Array(rows.rows)
  const seen = new Int32Array(rows.rows).fill(-1)
  const start = new Int32Array(size + 1)
  const index: number[] = []
  for (let k = 0; k < rows.rows; k++) {
    const i = rowAt[k]!
    const found = upperColumn(rows, view, isKept, position, i, seen)
    for (const at of found) {
      slotOf[at] = index.length
      index.push(at)
    }
    start[k + 1] = index.length
    placePairs(rows, view, isKept, position, i, slotOf, pairStart, pairSlot)
  }
  const keptSlot = appendKept(rows, kept, position, start, index)
  const upper = { size, start, index: Int32Array.from(index), value: new Float64Array(index.length) }
  return { upper, pairStart, pairSlot, keptSlot }
}

function pairStarts(rows: Matrix, isKept: Uint8Array): { pairStart: Int32Array; pairs: number } {
  const pairStart = new Int32Array(rows.columns + 1)
  for (let j = 0; j < rows.columns; j++) {
    const count = isKept[j] === 1 ? 0 : rows.start[j + 1]! - rows.start[j]!
    pairStart[j + 1] = pairStart[j]! + (count * (count + 1)) / 2
  }
  return { pairStart, pairs: pairStart[rows.columns]! }
}

/** Positions at or above the diagonal that meet row i, ascending, the diagonal last. */
function upperColumn(
  rows: Matrix,
  view: ReturnType<typeof rowsOf>,
  isKept: Uint8Array,
  position: Int32Array,
  i: number,
  seen: Int32Array,
): number[] {
  const own = position[i]!
  const found = [own]
  seen[own] = own
  for (let t = view.start[i]!; t < view.start[i + 1]!; t++) {
    const j = view.column[t]!
    if (isKept[j] === 1) continue
    for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++) {
      const at = position[rows.index[p]!]!
      if (at >= own || seen[at] === own) continue
      seen[at] = own
      found.push(at)
    }
  }
  return found.sort((x, y) => x - y)
}

function placePairs(
  rows: Matrix,
  view: ReturnType<typeof rowsOf>,
  isKept: Uint8Array,
  position: Int32Array,
  i: number,
  slotOf: Int32Array,
  pairStart: Int32Array,
  pairSlot: Int32Array,
): void {
  const own = position[i]!
  for (let t = view.start[i]!; t < view.start[i + 1]!; t++) {
    const j = view.column[t]!
    if (isKept[j] === 1) continue
    const first = rows.start[j]!
    const mine = view.entry[t]! - first
    for (let p = first; p < rows.start[j + 1]!; p++) {
      const at = position[rows.index[p]!]!
      if (at > own) continue
      const high = Math.max(mine, p - first)
      const low = Math.min(mine, p - first)
      pairSlot[pairStart[j]! + (high * (high + 1)) / 2 + low] = slotOf[at]!
    }
  }
}

function appendKept(
  rows: Matrix,
  kept: Int32Array,
  position: Int32Array,
  start: Int32Array,
  index: number[],
): Int32Array {
  const slots: number[] = []
  for (let k = 0; k < kept.length; k++) {
    const first = rows.start[kept[k]!]!
    const entries = Array.from({ length: rows.start[kept[k]! + 1]! - first }, (_, t) => first + t)
    entries.sort((p, q) => position[rows.index[p]!]! - position[rows.index[q]!]!)
    const slotFor = new Int32Array(entries.length)
    for (const p of entries) {
      slotFor[p - first] = index.length
      index.push(position[rows.index[p]!]!)
    }
    for (const slot of slotFor) slots.push(slot)
    index.push(rows.rows + k)
    start[rows.rows + k + 1] = index.length
  }
  return Int32Array.from(slots)
}
