/** The linear system of one Newton step, reduced to the rows, and its factor. */

// With H diagonal and B the rows (the ball's gradient is one of them), each step solves
//     H dx - B' dY = f,     B dx + S dY = r,     S diagonal >= 0.
// Ordinary columns are eliminated first: (B D B' + S) dY = r - B D f with D = 1/H. Dense columns, which would fill that
// matrix, and free ones, whose H is nearly zero, are kept as unknowns of their own, ordered last: the matrix
// [B D B' + S, B_k; B_k', -H_k] is quasi-definite, so L D L' exists for any order (Vanderbei 1995).

import { columnDot } from '../matrix.ts'
import type { Matrix } from '../matrix.ts'
import { analyse, factorise, substitute } from './cholesky.ts'
import type { Factor, Upper } from './cholesky.ts'
import { keptColumns, layoutOf, ordered } from './layout.ts'
import { basisOf } from './refine.ts'
import type { Basis, Operator } from './refine.ts'

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
