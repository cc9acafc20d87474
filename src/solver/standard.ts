/** The form the interior-point method works on, and the way there and back. */

// Every column is written x = origin + unit * u with u >= 0 (or u free), so that the distance to a bound is a number of
// its own with all its digits. Rows, columns, right side and
// objective are scaled by powers of two.

import { largest } from './matrix.ts'
import type { Matrix } from './matrix.ts'
import type { Settled } from './presolve.ts'
import type { Program } from './quadratic.ts'
import { equilibrate, powerOfTwo } from './scaling.ts'

/** minimise c'u + 1/2 sum q u^2  subject to  A u = b, 0 <= u <= range (or u free), 1/2 sum p (u + offset)^2 <= cap. */
export interface Standard {
  readonly matrix: Matrix
  readonly cost: Float64Array
  readonly quadratic: Float64Array
  readonly right: Float64Array
  readonly range: Float64Array // Infinity where there is no upper bound
  readonly free: Uint8Array
  readonly constant: number // of the objective, so that gaps are judged against the caller's
  readonly ball: { readonly weight: Float64Array; readonly offset: Float64Array; readonly cap: number } | null
}

/** How a standard program came from the caller's. */
export interface Origin {
  readonly column: Int32Array // of the caller's, for each of ours
  readonly row: Int32Array
  readonly origin: Float64Array
  readonly unit: Float64Array
  readonly rowScale: Float64Array
  readonly objectiveScale: number // ours = scale * theirs
  readonly ballScale: number // our cap = theirs / ballScale
  readonly settled: Float64Array // values of the columns taken out
}

export interface Reduced {
  readonly standard: Standard
  readonly origin: Origin
}

/** What presolving left, shifted to its bounds and scaled. */
export function standardOf(program: Program, presolved: Settled): Reduced {
  const { value: settled, right, row } = presolved
  const column = Int32Array.from(
    Array.from({ length: program.columns }, (_, j) => j).filter((j) => Number.isNaN(settled[j]!)),
  )
  const matrix = picked(program, column, row)
  const factors = equilibrate(matrix)
  const origin = new Float64Array(column.length)
  const unit = new Float64Array(column.length)
  for (let k = 0; k < column.length; k++) {
    const j = column[k]!
    const onlyAbove = program.lower[j] === -Infinity && program.upper[j]! < Infinity
    unit[k] = onlyAbove ? -factors.column[k]! : factors.column[k]!
    origin[k] = onlyAbove ? program.upper[j]! : program.lower[j] === -Infinity ? 0 : program.lower[j]!
  }
  const shifted = shiftedRight(matrix, origin, right, row, factors.row)
  const size = sizeOf(program, column, unit, shifted)
  for (let k = 0; k < column.length; k++) unit[k]! *= size
  for (let i = 0; i < row.length; i++) shifted[i]! /= size
  for (let i = 0; i < row.length; i++) factors.row[i]! /= size
  scaleEntries(matrix, factors.row, unit)
  return finished(program, settled, {
    matrix,
    column,
    row,
    origin,
    unit,
    rowScale: factors.row,
    right: shifted,
  })
}

function picked(program: Program, column: Int32Array, row: Int32Array): Matrix {
  const rowAt = new Int32Array(program.rows).fill(-1)
  for (let i = 0; i < row.length; i++) rowAt[row[i]!] = i
  const start = new Int32Array(column.length + 1)
  const index: number[] = []
  const value: number[] = []
  for (let k = 0; k < column.length; k++) {
    for (let p = program.columnStart[column[k]!]!; p < program.columnStart[column[k]! + 1]!; p++) {
      if (program.value[p] === 0) continue
      index.push(rowAt[program.rowIndex[p]!]!)
      value.push(program.value[p]!)
    }
    start[k + 1] = index.length
  }
  return {
    rows: row.length,
    columns: column.length,
    start,
    index: Int32Array.from(index),
    value: Float64Array.from(value),
  }
}

function shiftedRight(
  matrix: Matrix,
  origin: Float64Array,
  right: Float64Array,
  row: Int32Array,
  rowScale: Float64Array,
): Float64Array {
  const shifted = Float64Array.from(row, (i) => right[i]!)
  for (let k = 0; k < matrix.columns; k++) {
    if (origin[k] === 0) continue
    for (let p = matrix.start[k]!; p < matrix.start[k + 1]!; p++)
      shifted[matrix.index[p]!]! -= matrix.value[p]! * origin[k]!
  }
  for (let i = 0; i < row.length; i++) shifted[i]! *= rowScale[i]!
  return shifted
}

// A right side that cancelled down to rounding must not be blown up again: the ranges have a say too.
const shareOfRange = 1e-3

/** A power of two of the size of the numbers u: the right side, and a share of the widest finite range. */
function sizeOf(program: Program, column: Int32Array, unit: Float64Array, right: Float64Array): number {
  let widest = 0
  for (let k = 0; k < column.length; k++) {
    const range = (program.upper[column[k]!]! - program.lower[column[k]!]!) / Math.abs(unit[k]!)
    if (range < Infinity) widest = Math.max(widest, range)
  }
  const cancelled = mostBlowUp * largest(program.right)
  const size = Math.max(largest(right), shareOfRange * widest, cancelled)
  return powerOfTwo(size > 0 ? size : 1)
}

const mostBlowUp = 1e-6

function scaleEntries(matrix: Matrix, rowScale: Float64Array, unit: Float64Array): void {
  for (let k = 0; k < matrix.columns; k++)
    for (let p = matrix.start[k]!; p < matrix.start[k + 1]!; p++)
      matrix.value[p]! *= rowScale[matrix.index[p]!]! * unit[k]!
}

interface Parts {
  readonly matrix: Matrix
  readonly column: Int32Array
  readonly row: Int32Array
  readonly origin: Float64Array
  readonly unit: Float64Array
  readonly rowScale: Float64Array
  readonly right: Float64Array
}

function finished(program: Program, settled: Float64Array, parts: Parts): Reduced {
  const { column, origin, unit } = parts
  const count = column.length
  const cost = new Float64Array(count)
  const quadratic = new Float64Array(count)
  const range = new Float64Array(count)
  const free = new Uint8Array(count)
  for (let k = 0; k < count; k++) {
    const j = column[k]!
    cost[k] = (program.cost[j]! + program.quadratic[j]! * origin[k]!) * unit[k]!
    quadratic[k] = program.quadratic[j]! * unit[k]! * unit[k]!
    free[k] = program.lower[j] === -Infinity && program.upper[j] === Infinity ? 1 : 0
    range[k] = (program.upper[j]! - program.lower[j]!) / Math.abs(unit[k]!)
  }
  const objectiveScale = 1 / powerOfTwo(objectiveSize(cost, quadratic, range))
  for (let k = 0; k < count; k++) cost[k]! *= objectiveScale
  for (let k = 0; k < count; k++) quadratic[k]! *= objectiveScale
  const constant = objectiveScale * constantOf(program, settled, column, origin)
  const { ball, ballScale } = ballOf(program, settled, parts)
  const standard = { matrix: parts.matrix, cost, quadratic, right: parts.right, range, free, constant, ball }
  const { row, rowScale } = parts
  return { standard, origin: { column, row, origin, unit, rowScale, objectiveScale, ballScale, settled } }
}

/** What the objective can amount to: the largest part of one column, over a range of at most one. */
function objectiveSize(cost: Float64Array, quadratic: Float64Array, range: Float64Array): number {
  let size = 0
  for (let k = 0; k < cost.length; k++) {
    const reach = Math.min(range[k]!, 1)
    size = Math.max(size, Math.abs(cost[k]!) * reach, quadratic[k]! * reach * reach)
  }
  return size
}

function constantOf(
  program: Program,
  settled: Float64Array,
  column: Int32Array,
  origin: Float64Array,
): number {
  const fixed = settled.map((x) => (Number.isNaN(x) ? 0 : x))
  for (let k = 0; k < column.length; k++) fixed[column[k]!] = origin[k]!
  let sum = 0
  for (let j = 0; j < fixed.length; j++)
    sum += fixed[j]! * (program.cost[j]! + 0.5 * program.quadratic[j]! * fixed[j]!)
  return sum
}

function ballOf(
  program: Program,
  settled: Float64Array,
  parts: Parts,
): { ball: Standard['ball']; ballScale: number } {
  const { column, origin, unit } = parts
  if (program.ball === undefined) return { ball: null, ballScale: 1 }
  let cap = program.ball.cap
  for (let j = 0; j < program.columns; j++)
    if (!Number.isNaN(settled[j]!)) cap -= 0.5 * program.ball.weight[j]! * settled[j]! * settled[j]!
  const given = program.ball.weight
  if (!column.some((j) => given[j]! > 0)) return { ball: null, ballScale: 1 }
  const weight = new Float64Array(column.length)
  const offset = new Float64Array(column.length)
  for (let k = 0; k < column.length; k++) {
    weight[k] = given[column[k]!]! * unit[k]! * unit[k]!
    offset[k] = origin[k]! / unit[k]!
  }
  const ballScale = powerOfTwo(largest(weight))
  for (let k = 0; k < column.length; k++) weight[k]! /= ballScale
  return { ball: { weight, offset, cap: cap / ballScale }, ballScale }
}
