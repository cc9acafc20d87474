/** The linear system of one Newton step, reduced to the rows and solved to working precision. */

// With H diagonal and B the rows (the ball's gradient is one of them), each step solves
//     H dx - B' dY = f,     B dx + S dY = r,     S diagonal >= 0.
// Ordinary columns are eliminated first: (B D B' + S) dY = r - B D f with D = 1/H. Dense columns, which would fill that
// matrix, and free ones, whose H is nearly zero, are kept as unknowns of their own, ordered last: the matrix
// [B D B' + S, B_k; B_k', -H_k] is quasi-definite, so L D L' exists for any order (Vanderbei 1995).

import { columnDot, largest, rowsOf } from '../matrix.ts'
import type { Matrix } from '../matrix.ts'
import { analyse, factorise, substitute } from './cholesky.ts'
import type { Factor, Upper } from './cholesky.ts'
import { basisOf, refine } from './refine.ts'
import type { Basis, Operator } from './refine.ts'
import { minimumDegree } from './ordering.ts'

export interface System {
  readonly rows: Matrix
  readonly kept: Int32Array // columns kept as unknowns
  readonly isKept: Uint8Array
  readonly position: Int32Array // where row i, or kept column rows + k, stands in the factor
  readonly upper: Upper
  readonly factor: Factor
  readonly sign: Int8Array
  readonly pairStart: Int32Array // column j owns pairs pairStart[j]..: (a, b) with b <= a, in the order of its entries
  readonly pairSlot: Int32Array // where their product goes in upper.value
  readonly keptSlot: Int32Array // where the entries of kept columns go, one after the other
  readonly inverse: Float64Array // D; zero for kept columns
  readonly curvature: Float64Array // H
  readonly slack: Float64Array // S
  readonly idle: Uint8Array // rows that say nothing the others do not say: their S is infinite
  readonly scratch: Scratch
  readonly basis: Basis
  readonly operator: Operator
}

interface Scratch {
  readonly unknown: Float64Array // rows, then kept columns
  readonly right: Float64Array
  readonly permuted: Float64Array
  readonly force: Float64Array // columns
  readonly bestX: Float64Array
  readonly bestY: Float64Array
}

/** Analyses the pattern once. `loose` marks columns whose curvature may vanish (free variables). */
export function systemOf(rows: Matrix, loose: Uint8Array): System {
  const kept = keptColumns(rows, loose)
  const isKept = new Uint8Array(rows.columns)
  for (const j of kept) isKept[j] = 1
  const position = ordered(rows, kept, isKept)
  const layout = layoutOf(rows, kept, isKept, position)
  const size = rows.rows + kept.length
  const sign = new Int8Array(size).fill(1)
  for (let k = 0; k < kept.length; k++) sign[position[rows.rows + k]!] = -1
  const system: System = {
    rows,
    kept,
    isKept,
    position,
    ...layout,
    factor: analyse(layout.upper),
    sign,
    inverse: new Float64Array(rows.columns),
    curvature: new Float64Array(rows.columns),
    slack: new Float64Array(rows.rows),
    idle: new Uint8Array(rows.rows),
    scratch: {
      unknown: new Float64Array(size),
      right: new Float64Array(size),
      permuted: new Float64Array(size),
      force: new Float64Array(rows.columns),
      bestX: new Float64Array(rows.columns),
      bestY: new Float64Array(rows.rows),
    },
    basis: basisOf(size),
    operator: {
      apply: (x, out) => applyReduced(system, x, out),
      precondition: (x) => precondition(system, x),
    },
  }
  return system
}

// Beyond this many, keeping columns costs more than the fill it saves.
const mostKept = 40

function keptColumns(rows: Matrix, loose: Uint8Array): Int32Array {
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
function ordered(rows: Matrix, kept: Int32Array, isKept: Uint8Array): Int32Array {
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
function layoutOf(rows: Matrix, kept: Int32Array, isKept: Uint8Array, position: Int32Array) {
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

/** Forms and factors the reduced matrix for H = system.curvature (Infinity freezes a column) and S = system.slack. */
export function refactor(system: System): void {
  const { rows, upper, curvature, slack, inverse, isKept, position, pairStart, pairSlot } = system
  const { value } = upper
  value.fill(0)
  for (let j = 0; j < rows.columns; j++) {
    const weight = isKept[j] === 1 ? 0 : 1 / curvature[j]!
    inverse[j] = weight
    if (weight === 0) continue
    let slot = pairStart[j]!
    const first = rows.start[j]!
    const end = rows.start[j + 1]!
    for (let p = first; p < end; p++) {
      const scaled = rows.value[p]! * weight
      for (let q = first; q <= p; q++) value[pairSlot[slot++]!]! += scaled * rows.value[q]!
    }
  }
  for (let i = 0; i < rows.rows; i++) value[upper.start[position[i]! + 1]! - 1]! += slack[i]!
  fillKept(system)
  factorise(system.factor, upper, system.sign)
}

// What stands for an infinite curvature in a kept column's pivot.
const frozen = 1e60

function fillKept(system: System): void {
  const { rows, kept, keptSlot, curvature, upper } = system
  let next = 0
  for (let k = 0; k < kept.length; k++) {
    const j = kept[k]!
    for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++) upper.value[keptSlot[next++]!] = rows.value[p]!
    upper.value[upper.start[rows.rows + k + 1]! - 1] = -Math.min(curvature[j]!, frozen)
  }
}

const mostRounds = 4

/**
 * Solves for dx and dY, given f and r (both left untouched), until the rows are met to within `wanted` (Infinity: one
 * plain solve). The residual is that of the whole system, taken with dx itself: D is huge where a column is well inside
 * its bounds, and only so do the rows hold to the last digit.
 */
export function solveSystem(
  system: System,
  f: Float64Array,
  r: Float64Array,
  dx: Float64Array,
  dy: Float64Array,
  wanted: number,
): void {
  const { scratch } = system
  dx.fill(0)
  dy.fill(0)
  scratch.force.set(f)
  scratch.right.set(r)
  quiet(system)
  let least = Infinity
  for (let round = 0; round < mostRounds; round++) {
    correct(system, dx, dy, round === 0 ? Infinity : wanted)
    if (wanted === Infinity) return
    remaining(system, f, r, dx, dy)
    const left = rowNorm(system)
    if (!(left < least)) {
      if (round === 0) return
      dx.set(scratch.bestX)
      dy.set(scratch.bestY)
      return
    }
    if (left <= wanted || left > 0.3 * least) return
    least = left
    scratch.bestX.set(dx)
    scratch.bestY.set(dy)
  }
}

/** Idle rows and frozen columns ask for nothing. */
function quiet(system: System): void {
  const { slack, curvature, scratch } = system
  for (let i = 0; i < slack.length; i++) if (slack[i] === Infinity) scratch.right[i] = 0
  for (let j = 0; j < curvature.length; j++) if (curvature[j] === Infinity) scratch.force[j] = 0
}

/** What rows and kept columns still owe; the other columns' equations hold by construction. */
function rowNorm(system: System): number {
  const { right, force } = system.scratch
  let sum = 0
  for (let i = 0; i < system.rows.rows; i++) sum += right[i]! * right[i]!
  for (const j of system.kept) sum += force[j]! * force[j]!
  return Math.sqrt(sum)
}

/** Leaves f - H dx + B'dY in scratch.force and r - B dx - S dY in scratch.right. */
function remaining(
  system: System,
  f: Float64Array,
  r: Float64Array,
  dx: Float64Array,
  dy: Float64Array,
): void {
  const { rows, curvature, slack, scratch } = system
  const { start, index, value } = rows
  const { right, force } = scratch
  for (let i = 0; i < rows.rows; i++) right[i] = r[i]! - slack[i]! * dy[i]!
  for (let j = 0; j < rows.columns; j++) {
    const x = dx[j]!
    let sum = f[j]! - curvature[j]! * x
    const end = start[j + 1]!
    for (let p = start[j]!; p < end; p++) {
      sum += value[p]! * dy[index[p]!]!
      right[index[p]!]! -= value[p]! * x
    }
    force[j] = sum
  }
  quiet(system)
}

/** Adds to dx and dY one solution for scratch.force and scratch.right, plain or refined up to `wanted`. */
function correct(system: System, dx: Float64Array, dy: Float64Array, wanted: number): void {
  const { rows, kept, inverse, scratch, operator, basis } = system
  const { start, index, value } = rows
  const { unknown, right, force } = scratch
  const m = rows.rows
  scatter(system, force, right)
  for (let k = 0; k < kept.length; k++) right[m + k] = -force[kept[k]!]!
  if (wanted === Infinity) {
    unknown.set(right)
    operator.precondition(unknown)
  } else {
    unknown.fill(0)
    refine(operator, basis, right, unknown, wanted)
  }
  for (let i = 0; i < m; i++) dy[i]! += unknown[i]!
  for (let j = 0; j < rows.columns; j++) {
    const weight = inverse[j]!
    if (weight === 0) continue
    let sum = force[j]!
    const end = start[j + 1]!
    for (let p = start[j]!; p < end; p++) sum += value[p]! * unknown[index[p]!]!
    dx[j]! += weight * sum
  }
  for (let k = 0; k < kept.length; k++) dx[kept[k]!]! += unknown[m + k]!
}

/** right -= B D f over the eliminated columns. */
function scatter(system: System, f: Float64Array, right: Float64Array): void {
  const { rows, inverse } = system
  for (let j = 0; j < rows.columns; j++) {
    const push = inverse[j]! * f[j]!
    if (push === 0) continue
    for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++) right[rows.index[p]!]! -= rows.value[p]! * push
  }
}

/** The reduced matrix as an operator: [B D B' + S, B_k; B_k', -H_k], applied column by column. */
function applyReduced(system: System, x: Float64Array, out: Float64Array): void {
  const { rows, inverse, slack, kept, curvature } = system
  const m = rows.rows
  for (let i = 0; i < m; i++) out[i] = slack[i] === Infinity ? 0 : slack[i]! * x[i]!
  for (let j = 0; j < rows.columns; j++) {
    if (inverse[j] === 0) continue
    const push = inverse[j]! * columnDot(rows, j, x)
    for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++) out[rows.index[p]!]! += rows.value[p]! * push
  }
  for (let k = 0; k < kept.length; k++) {
    const j = kept[k]!
    const moved = x[m + k]!
    if (curvature[j] === Infinity) {
      out[m + k] = 0
      continue
    }
    out[m + k] = columnDot(rows, j, x) - curvature[j]! * moved
    for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++) out[rows.index[p]!]! += rows.value[p]! * moved
  }
  for (let i = 0; i < m; i++) if (slack[i] === Infinity) out[i] = 0
}

function precondition(system: System, x: Float64Array): void {
  const { position, factor, scratch } = system
  const { permuted } = scratch
  for (let i = 0; i < x.length; i++) permuted[position[i]!] = x[i]!
  substitute(factor, permuted)
  for (let i = 0; i < x.length; i++) x[i] = permuted[position[i]!]!
}

export function resetSlack(system: System, value: number): void {
  const { slack, idle } = system
  for (let i = 0; i < slack.length; i++) slack[i] = idle[i] === 1 ? Infinity : value
}

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
