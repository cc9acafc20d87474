/** What can be settled before any solving: columns whose value is known, and rows that settle them. */

// A row whose only possible sum is its right side forces its columns to the bounds that make that sum; left in, such rows
// leave no interior to walk through. A row with one column says what that column is. Their multipliers are found
// afterwards, in reverse order, from the signs the reduced costs of their columns must have (Andersen and Andersen 1995).

import { rowsOf } from './matrix.ts'
import type { Matrix, RowView } from './matrix.ts'
import type { Program } from './quadratic.ts'
import { matrixOf } from './verdict.ts'

/** At the least sum its columns allow, at the greatest, or with one column left. */
type Reason = 'least' | 'greatest' | 'single'

export interface Settled {
  readonly kind: 'settled'
  /** The value of each column taken out; NaN for those that stay. */
  readonly value: Float64Array
  /** Rows that stay. */
  readonly row: Int32Array
  /** The right side of every row less what the settled columns contribute. */
  readonly right: Float64Array
  readonly removed: readonly Removed[]
}

interface Removed {
  readonly row: number
  readonly reason: Reason
  readonly columns: readonly number[]
}

export type Presolved =
  Settled | { readonly kind: 'impossible'; readonly ray: Float64Array } | { readonly kind: 'unbounded' }

interface Work {
  readonly program: Program
  readonly matrix: Matrix
  readonly view: RowView
  readonly value: Float64Array
  readonly right: Float64Array
  readonly size: Float64Array // of what each row's right side was made of, for rounding
  readonly gone: Uint8Array // rows
  readonly dirty: Uint8Array
  readonly removed: Removed[]
}

// Sums closer than this, against the size of their terms, are equal.
const rounding = 1e-13
// Chains of forced rows are short; a longer one is left to the walk.
const mostRounds = 12

export function presolve(program: Program): Presolved {
  const work = workOf(program)
  for (let j = 0; j < program.columns; j++) {
    if (!(program.lower[j]! <= program.upper[j]!))
      return { kind: 'impossible', ray: new Float64Array(program.rows) }
    if (program.lower[j] === program.upper[j]) settle(work, j, program.lower[j]!)
  }
  const ray = settleRows(work)
  if (ray !== null) return { kind: 'impossible', ray }
  if (ballLeft(work) < 0) return { kind: 'impossible', ray: new Float64Array(program.rows) }
  if (!settleLonely(work)) return { kind: 'unbounded' }
  const stays: number[] = []
  for (let i = 0; i < program.rows; i++) if (work.gone[i] === 0) stays.push(i)
  const { value, right, removed } = work
  return { kind: 'settled', value, row: Int32Array.from(stays), right, removed }
}

function workOf(program: Program): Work {
  const matrix = matrixOf(program)
  return {
    program,
    matrix,
    view: rowsOf(matrix),
    value: new Float64Array(program.columns).fill(NaN),
    right: program.right.slice(),
    size: program.right.map((b) => Math.abs(b)),
    gone: new Uint8Array(program.rows),
    dirty: new Uint8Array(program.rows).fill(1),
    removed: [],
  }
}

/** `made` is the size of what x was computed from: rounding travels along chains of single columns. */
function settle(work: Work, j: number, x: number, made = 0): void {
  const { matrix, value, right, size, dirty } = work
  value[j] = x
  for (let p = matrix.start[j]!; p < matrix.start[j + 1]!; p++) {
    const i = matrix.index[p]!
    const part = matrix.value[p]! * x
    right[i]! -= part
    size[i] = Math.max(size[i]!, Math.abs(part), Math.abs(matrix.value[p]!) * made)
    dirty[i] = 1
  }
}

/** Looks at every row whose columns changed until nothing changes; returns a ray if a row cannot hold. */
function settleRows(work: Work): Float64Array | null {
  for (let round = 0; round < mostRounds; round++) {
    const waiting = work.dirty.slice()
    work.dirty.fill(0)
    for (let i = 0; i < waiting.length; i++) {
      if (waiting[i] === 0 || work.gone[i] === 1) continue
      const side = settleRow(work, i)
      if (side !== 0) return provenBy(work, i, side)
    }
    if (!work.dirty.includes(1)) break
  }
  return null
}

interface Span {
  readonly columns: number[]
  readonly least: number
  readonly greatest: number
  readonly size: number
}

/** The columns left in a row and what they can add up to. */
function spanOf(work: Work, i: number): Span {
  const { program, matrix, view, value } = work
  const columns: number[] = []
  let least = 0
  let greatest = 0
  let size = work.size[i]!
  for (let t = view.start[i]!; t < view.start[i + 1]!; t++) {
    const j = view.column[t]!
    const a = matrix.value[view.entry[t]!]!
    if (!Number.isNaN(value[j]!) || a === 0) continue
    columns.push(j)
    const low = a * (a > 0 ? program.lower[j]! : program.upper[j]!)
    const high = a * (a > 0 ? program.upper[j]! : program.lower[j]!)
    least += low
    greatest += high
    for (const end of [low, high]) if (Math.abs(end) < Infinity) size = Math.max(size, Math.abs(end))
  }
  return { columns, least, greatest, size }
}

/** Zero when the row can hold; else the sign of a multiplier that proves it cannot. */
function settleRow(work: Work, i: number): number {
  const { columns, least, greatest, size } = spanOf(work, i)
  const right = work.right[i]!
  const near = rounding * size
  // What was moved to the right side carries rounding of its own: only a clear miss is proof.
  const clear = 10 * near + 1e-300
  if (right > greatest + clear) return 1
  if (right < least - clear) return -1
  if (columns.length === 0) work.gone[i] = 1
  else if (right - least <= near) force(work, i, 'least', columns)
  else if (greatest - right <= near) force(work, i, 'greatest', columns)
  else if (columns.length === 1) settleSingle(work, i, columns[0]!, size)
  return 0
}

function force(work: Work, i: number, reason: 'least' | 'greatest', columns: readonly number[]): void {
  const { program } = work
  work.gone[i] = 1
  work.removed.push({ row: i, reason, columns })
  for (const j of columns) {
    const atLower = entryOf(work, i, j) > 0 === (reason === 'least')
    settle(work, j, atLower ? program.lower[j]! : program.upper[j]!)
  }
}

function settleSingle(work: Work, i: number, j: number, size: number): void {
  const { program } = work
  work.gone[i] = 1
  work.removed.push({ row: i, reason: 'single', columns: [j] })
  const entry = entryOf(work, i, j)
  const x = Math.min(Math.max(work.right[i]! / entry, program.lower[j]!), program.upper[j]!)
  settle(work, j, x, size / Math.abs(entry))
}

function entryOf(work: Work, i: number, j: number): number {
  const { matrix } = work
  let sum = 0
  for (let p = matrix.start[j]!; p < matrix.start[j + 1]!; p++)
    if (matrix.index[p] === i) sum += matrix.value[p]!
  return sum
}

/** A ray from one row that cannot hold, and the rows that settled its columns. */
function provenBy(work: Work, i: number, side: number): Float64Array {
  const ray = new Float64Array(work.program.rows)
  ray[i] = side
  const none = new Float64Array(work.program.columns)
  return withRemovedRows(work.matrix, work.removed, none, ray)
}

/** What the cap leaves when every column of the ball is as near to zero as its bounds permit. */
function ballLeft({ program, value }: Work): number {
  if (program.ball === undefined) return 0
  let left = program.ball.cap
  for (let j = 0; j < program.columns; j++) {
    const low = program.lower[j]!
    const nearest = Number.isNaN(value[j]!) ? Math.min(Math.max(0, low), program.upper[j]!) : value[j]!
    left -= 0.5 * program.ball.weight[j]! * nearest * nearest
  }
  return left
}

/** Columns that no row left meets take their best value; false if one of them runs away. */
function settleLonely(work: Work): boolean {
  const { program, matrix, value, gone } = work
  for (let j = 0; j < program.columns; j++) {
    if (!Number.isNaN(value[j]!) || (program.ball?.weight[j] ?? 0) > 0) continue
    let met = false
    for (let p = matrix.start[j]!; p < matrix.start[j + 1]! && !met; p++)
      met = matrix.value[p] !== 0 && gone[matrix.index[p]!] === 0
    if (met) continue
    const best = alone(program, j)
    if (best === null) return false
    value[j] = best
  }
  return true
}

function alone(program: Program, j: number): number | null {
  const cost = program.cost[j]!
  const quadratic = program.quadratic[j]!
  const lower = program.lower[j]!
  const upper = program.upper[j]!
  if (quadratic > 0) return Math.min(Math.max(-cost / quadratic, lower), upper)
  if (cost > 0) return lower > -Infinity ? lower : null
  if (cost < 0) return upper < Infinity ? upper : null
  return Math.min(Math.max(0, lower), upper)
}

/**
 * Completes multipliers with those of the rows taken out, so that the reduced costs slope - A'y of their columns point
 * the right way. `slope` is c + Q x (+ lambda P x), or zero for a ray.
 */
export function withRemovedRows(
  matrix: Matrix,
  removed: readonly Removed[],
  slope: Float64Array,
  y: Float64Array,
): Float64Array {
  for (let k = removed.length - 1; k >= 0; k--) {
    const { row, reason, columns } = removed[k]!
    let price = 0
    for (const j of columns) {
      const ratio = priceOf(matrix, row, j, slope[j]!, y)
      if (reason === 'single') price = ratio
      else price = reason === 'least' ? Math.min(price, ratio) : Math.max(price, ratio)
    }
    y[row] = price
  }
  return y
}

/** The multiplier of the row at which column j's reduced cost would be zero. */
function priceOf(matrix: Matrix, row: number, j: number, slope: number, y: Float64Array): number {
  let rest = slope
  let own = 0
  for (let p = matrix.start[j]!; p < matrix.start[j + 1]!; p++)
    if (matrix.index[p] === row) own += matrix.value[p]!
    else rest -= matrix.value[p]! * y[matrix.index[p]!]!
  return rest / own
}
