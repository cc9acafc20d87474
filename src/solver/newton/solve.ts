/** Solves the system of a Newton step to working precision. */

import { refine } from './refine.ts'
import type { System } from './system.ts'

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
