/** The way back from the standard program to the caller's columns and rows. */

import { withRemovedRows } from './presolve.ts'
import type { Settled } from './presolve.ts'
import type { Program } from './quadratic.ts'
import type { Origin } from './standard.ts'
import { matrixOf, slopesAt } from './verdict.ts'
import type { Candidate, Verdict } from './verdict.ts'
import type { Point } from './walk.ts'

/** What leads from a point of the standard program back to the caller's units. */
export interface Back {
  readonly program: Program
  readonly presolved: Settled
  readonly origin: Origin
}

/** A point in the caller's units, its columns exactly on the bounds they touch, every row with its multiplier. */
export function candidateOf({ program, presolved, origin }: Back, point: Point): Candidate {
  const x = origin.settled.slice()
  for (let k = 0; k < origin.column.length; k++) {
    const j = origin.column[k]!
    const there = origin.origin[k]! + origin.unit[k]! * point.u[k]!
    x[j] = Math.min(Math.max(there, program.lower[j]!), program.upper[j]!)
  }
  const y = new Float64Array(program.rows)
  for (let i = 0; i < origin.row.length; i++)
    y[origin.row[i]!] = (point.y[i]! * origin.rowScale[i]!) / origin.objectiveScale
  const multiplier = point.y.length > origin.row.length ? -point.y[origin.row.length]! : 0
  const lambda = Math.max(0, multiplier / origin.objectiveScale / origin.ballScale)
  if (presolved.removed.length > 0)
    withRemovedRows(matrixOf(program), presolved.removed, slopesAt(program, x, lambda), y)
  return { x, y, lambda }
}

/** The point of the standard program that an answer in the caller's units speaks of. */
export function pointOf(
  { program, origin }: Back,
  { x, y, z, lambda }: Pick<Verdict, 'x' | 'y' | 'z' | 'lambda'>,
): Point {
  const { column, row, objectiveScale } = origin
  const u = Float64Array.from(column, (j, k) => (x[j]! - origin.origin[k]!) / origin.unit[k]!)
  const w = Float64Array.from(column, (j, k) => {
    const far = origin.unit[k]! > 0 ? program.upper[j]! : program.lower[j]!
    return Math.abs(far) < Infinity ? (far - x[j]!) / origin.unit[k]! : 0
  })
  const slope = Float64Array.from(column, (j, k) => z[j]! * origin.unit[k]! * objectiveScale)
  const price = Float64Array.from(row, (i, k) => (y[i]! * objectiveScale) / origin.rowScale[k]!)
  const multiplier = lambda * objectiveScale * origin.ballScale
  return {
    u,
    w,
    z: slope.map((value) => Math.max(value, 0)),
    v: slope.map((value) => Math.max(-value, 0)),
    y: Float64Array.of(...price, -multiplier),
    s: new Float64Array(1),
  }
}

/** Multipliers of the rows that stayed, completed to a ray of the caller's rows. */
export function rayOf({ program, presolved, origin }: Back, ray: Float64Array): Float64Array {
  const y = new Float64Array(program.rows)
  for (let i = 0; i < origin.row.length; i++) y[origin.row[i]!] = ray[i]! * origin.rowScale[i]!
  return withRemovedRows(matrixOf(program), presolved.removed, new Float64Array(program.columns), y)
}
