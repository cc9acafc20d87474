/**
 * The part of the dual that a dense curvature adds: a second place v of every column, pulled towards its answer x.
 *
 * With Q = R + shift I the coupling 1/2 (x − t)'R(x − t) is the most over v of (x − v)'R(v − t) + 1/2 (v − t)'R(v − t), so
 * columns answer to R(v − t), and the Newton step needs R only among the free ones. Chosen by measurement over a factor of
 * Q, which costs as many rows as columns, and over an interior-point method, which factors all columns at every step.
 */

import { cholesky, solveLower, solveUpper } from './cholesky.ts'
import type { Form } from './form.ts'
import type { Work } from './tools.ts'

export interface Dense {
  readonly v: Float64Array
  readonly step: Float64Array // the direction of v
  readonly pulled: Float64Array // R (v − t)
  readonly pull: Float64Array // R step
  readonly miss: Float64Array // x − v
  readonly missed: Float64Array // R (x − v)
  readonly free: Int32Array // the columns the factor is of
  readonly eased: Float64Array // by column: the ease it was made with, 0 for those it leaves out
  readonly among: Float64Array // n x n: the factor of R + 1/ease among them
  readonly bridge: Float64Array // rows x n: that factor's inverse times the rows
  readonly reply: Float64Array // n
  readonly apart: Float64Array // n
}

export function newDense(n: number, rows: number): Dense {
  const column = (): Float64Array => new Float64Array(n)
  return {
    v: column(),
    step: column(),
    pulled: column(),
    pull: column(),
    miss: column(),
    missed: column(),
    free: new Int32Array(n),
    eased: column(),
    among: new Float64Array(n * n),
    bridge: new Float64Array(rows * n),
    reply: column(),
    apart: column(),
  }
}

/** out = R x, passing over what is zero in x. */
function couple({ n, matrix, shift }: Form, x: Float64Array, out: Float64Array): void {
  if (matrix === null) return
  out.fill(0)
  for (let j = 0; j < n; j++) {
    const factor = x[j]!
    if (factor === 0) continue
    const row = j * n
    for (let i = 0; i < n; i++) out[i]! += matrix[row + i]! * factor
    out[j]! -= shift * factor
  }
}

/** v where the columns stand. */
export function beginDense(form: Form, work: Work, dense: Dense): void {
  const { v, apart, pulled } = dense
  v.set(work.x)
  dense.eased.fill(0)
  for (let j = 0; j < form.n; j++) apart[j] = v[j]! - form.center[j]!
  couple(form, apart, pulled)
  rebase(form, work, dense)
}

/** The slopes the columns answer to. */
export function rebase(form: Form, work: Work, { pulled }: Dense): void {
  for (let j = 0; j < form.n; j++) work.base[j] = form.linear[j]! + pulled[j]!
}

/** Goes this far along the direction for good. */
export function take(form: Form, { v, step, pulled, pull }: Dense, length: number): void {
  for (let j = 0; j < form.n; j++) {
    v[j]! += length * step[j]!
    pulled[j]! += length * pull[j]!
  }
}

/** 1/2 (x − v)'R(x − v) for v this far along the direction: what the coupling adds to the gap. */
export function measureMiss(form: Form, work: Work, dense: Dense): number {
  const { v, miss, missed } = dense
  for (let j = 0; j < form.n; j++) miss[j] = work.x[j]! - v[j]!
  couple(form, miss, missed)
  let sum = 0
  for (let j = 0; j < form.n; j++) sum += miss[j]! * missed[j]!
  return 0.5 * Math.max(0, sum)
}

/** 1/2 (x − t)'R(x − t), where the miss has been measured at v. */
export function couplingOf(form: Form, work: Work, { pulled, missed }: Dense): number {
  let sum = 0
  for (let j = 0; j < form.n; j++) sum += (work.x[j]! - form.center[j]!) * (pulled[j]! + missed[j]!)
  return 0.5 * sum
}

/** The derivative of the dual with v this far along the direction: step'R(x − v). */
export function slopeOfStep(form: Form, work: Work, { v, pull }: Dense): number {
  let sum = 0
  for (let j = 0; j < form.n; j++) sum += pull[j]! * (work.x[j]! - v[j]!)
  return sum
}

/** The rows' system and right side once v has been eliminated: A K^-1 A', K = R + 1/ease among the free columns. */
export function assembleDense(form: Form, work: Work, dense: Dense): void {
  const { free, among, bridge, reply, missed } = dense
  const { n, m, start, index, value } = form
  const count = isOfUse(form, work, dense) ? countOf(dense.eased) : gather(form, work, dense)
  bridge.fill(0, 0, m * n)
  for (let a = 0; a < count; a++) {
    const j = free[a]!
    reply[a] = missed[j]!
    for (let p = start[j]!; p < start[j + 1]!; p++) bridge[index[p]! * n + a] = value[p]!
  }
  solveLower(among, count, reply, 0)
  for (let i = 0; i < m; i++) solveLower(among, count, bridge, i * n)
  for (let i = 0; i < m; i++) {
    for (let c = 0; c <= i; c++) work.system[i * m + c] = along(bridge, i * n, bridge, c * n, count)
    work.right[i]! -= along(bridge, i * n, reply, 0, count)
  }
}

// Another step with a factor that is off by this much gains two digits, at a hundredth of the work of a new one.
const nearly = 0.01

/** Whether the factor at hand is of the columns that are free now, with about the ease they have. */
function isOfUse({ n }: Form, { ease }: Work, { eased }: Dense): boolean {
  for (let j = 0; j < n; j++) if (!(Math.abs(ease[j]! - eased[j]!) <= nearly * eased[j]!)) return false
  return true
}

const countOf = (eased: Float64Array): number => eased.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0)

/** K of the free columns, factored: lower triangle, row by row without gaps. */
function gather({ n, matrix, shift }: Form, { ease }: Work, { free, eased, among }: Dense): number {
  eased.set(ease)
  let count = 0
  for (let j = 0; j < n; j++) if (ease[j]! > 0) free[count++] = j
  for (let a = 0; a < count; a++) {
    const row = free[a]! * n
    for (let c = 0; c < a; c++) among[a * count + c] = matrix![row + free[c]!]!
    among[a * count + a] = matrix![row + free[a]!]! - shift + 1 / ease[free[a]!]!
  }
  cholesky(among, count)
  return count
}

function along(x: Float64Array, from: number, y: Float64Array, at: number, count: number): number {
  let sum = 0
  for (let c = 0; c < count; c++) sum += x[from + c]! * y[at + c]!
  return sum
}

/** The step of v that goes with the multipliers' direction. */
export function follow(form: Form, work: Work, dense: Dense): void {
  const { n, m } = form
  const { free, among, bridge, reply, apart, step, miss, pull } = dense
  const count = countOf(dense.eased)
  for (let a = 0; a < count; a++) {
    let sum = reply[a]!
    for (let i = 0; i < m; i++) sum += bridge[i * n + a]! * work.along[i]!
    apart[a] = sum
  }
  solveUpper(among, count, apart)
  step.set(miss)
  for (let a = 0; a < count; a++) step[free[a]!]! -= apart[a]!
  couple(form, step, pull)
}
