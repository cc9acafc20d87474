/** What a pair of primal and dual values is worth: objective, proven bound and KKT residual, in the caller's units. */

import { addProduct, addTransposed } from './matrix.ts'
import type { Matrix } from './matrix.ts'
import type { Program } from './quadratic.ts'

export interface Candidate {
  readonly x: Float64Array // within its bounds
  readonly y: Float64Array
  readonly lambda: number // multiplier of the ball, >= 0
}

export interface Verdict extends Candidate {
  readonly z: Float64Array
  readonly objective: number
  readonly bound: number
  readonly residual: number
  /** The part of the residual that says how far x is from satisfying rows and cap. */
  readonly infeasibility: number
  /** The size of the rounding in objective and bound: sums of this many digits cannot agree better. */
  readonly noise: number
}

export function matrixOf(program: Program): Matrix {
  return {
    rows: program.rows,
    columns: program.columns,
    start: program.columnStart,
    index: program.rowIndex,
    value: program.value,
  }
}

export function judge(program: Program, candidate: Candidate): Verdict {
  const z = reducedCosts(program, candidate)
  const { objective, bound, noise } = values(program, candidate, z)
  const excess = ballExcess(program, candidate.x)
  const infeasibility = Math.max(rowResidual(program, candidate.x), excess)
  const loose = Math.max(complementarity(program, candidate.x, z), ballLooseness(program, candidate, excess))
  const residual = Math.max(infeasibility, loose)
  return { ...candidate, z, objective, bound: Math.min(bound, objective), residual, infeasibility, noise }
}

/** c + Q x + lambda P x */
export function slopesAt(program: Program, x: Float64Array, lambda: number): Float64Array {
  const slope = new Float64Array(program.columns)
  for (let j = 0; j < program.columns; j++) {
    const curvature = program.quadratic[j]! + lambda * (program.ball?.weight[j] ?? 0)
    slope[j] = program.cost[j]! + curvature * x[j]!
  }
  return slope
}

/** z = c + Q x + lambda P x - A'y: stationarity holds by definition, and the signs of z are what is left to check. */
function reducedCosts(program: Program, { x, y, lambda }: Candidate): Float64Array {
  const z = slopesAt(program, x, lambda)
  addTransposed(matrixOf(program), y, -1, z)
  return z
}

/** Objectives below this are as good as zero to any caller, whose resolution is far coarser. */
export const smallObjective = 1e-8

// Double precision.
const epsilon = 2.220446049250313e-16

/** The Lagrangian's minimum over the bounds, column by column in closed form, is below every feasible objective. */
function values(
  program: Program,
  { x, y, lambda }: Candidate,
  z: Float64Array,
): { objective: number; bound: number; noise: number } {
  let objective = 0
  let bound = 0
  let size = 0
  for (let j = 0; j < program.columns; j++) {
    const q = program.quadratic[j]!
    const curvature = q + lambda * (program.ball?.weight[j] ?? 0)
    const at = x[j]!
    const linear = z[j]! - curvature * at
    const least = leastOf(linear, curvature, at, program.lower[j]!, program.upper[j]!)
    objective += at * (program.cost[j]! + 0.5 * q * at)
    bound += least * (linear + 0.5 * curvature * least)
    size += Math.abs(at * program.cost[j]!) + curvature * at * at + Math.abs(least * linear)
  }
  for (let i = 0; i < program.rows; i++) {
    bound += y[i]! * program.right[i]!
    size += Math.abs(y[i]! * program.right[i]!)
  }
  const held = lambda * (program.ball?.cap ?? 0)
  bound -= held
  size += held
  return { objective, bound, noise: 32 * epsilon * size }
}

/** Where linear * x + curvature/2 x^2 is least. An unbounded side is searched twice as far as the answer lies. */
function leastOf(linear: number, curvature: number, at: number, lower: number, upper: number): number {
  const reach = Math.max(1, 2 * Math.abs(at))
  const low = lower === -Infinity ? -reach : lower
  const high = upper === Infinity ? Math.max(reach, low) : upper
  if (curvature > 0) return Math.min(Math.max(-linear / curvature, lower), upper)
  return linear > 0 ? Math.min(low, high) : linear < 0 ? high : at
}

/** The largest |b - A x| of a row, against the size of what it adds up. */
function rowResidual(program: Program, x: Float64Array): number {
  const matrix = matrixOf(program)
  const left = program.right.slice()
  addProduct(matrix, x, -1, left)
  const size = program.right.map((b) => Math.abs(b))
  for (let j = 0; j < program.columns; j++)
    for (let p = matrix.start[j]!; p < matrix.start[j + 1]!; p++)
      size[matrix.index[p]!] = Math.max(size[matrix.index[p]!]!, Math.abs(matrix.value[p]! * x[j]!))
  let most = 0
  let scale = 0
  for (let i = 0; i < program.rows; i++) {
    most = Math.max(most, Math.abs(left[i]!))
    scale = Math.max(scale, size[i]!)
  }
  return most / Math.max(scale, 1e-100)
}

/** How far the ball is overdrawn (below zero: what it leaves), against its cap. */
function ballExcess(program: Program, x: Float64Array): number {
  if (program.ball === undefined) return 0
  const { weight, cap } = program.ball
  let used = 0
  for (let j = 0; j < program.columns; j++) used += 0.5 * weight[j]! * x[j]! * x[j]!
  return (used - cap) / Math.max(cap, 1e-30)
}

/** The lesser of the ball's slack and of its multiplier's share of stationarity, scaled. */
function ballLooseness(program: Program, { x, lambda }: Candidate, excess: number): number {
  if (program.ball === undefined || lambda === 0 || excess >= 0) return 0
  let pull = 0
  for (let j = 0; j < program.columns; j++)
    pull = Math.max(pull, lambda * program.ball.weight[j]! * Math.abs(x[j]!))
  return Math.min(-excess, pull / scalesOf(program, x).slope)
}

/** The size of slopes and of places, against which a residual counts. */
function scalesOf(program: Program, x: Float64Array): { slope: number; place: number } {
  let slope = 0
  let place = 1e-100
  for (let j = 0; j < program.columns; j++) {
    slope = Math.max(slope, Math.abs(program.cost[j]!), program.quadratic[j]! * Math.abs(x[j]!))
    place = Math.max(place, Math.abs(x[j]!))
  }
  return { slope: Math.max(slope, smallObjective / place), place }
}

/** The natural residual: how far z is from pointing where only a bound stops x, or x from that bound; the lesser, scaled. */
function complementarity(program: Program, x: Float64Array, z: Float64Array): number {
  const { slope, place } = scalesOf(program, x)
  let most = 0
  for (let j = 0; j < program.columns; j++) {
    const room = z[j]! > 0 ? x[j]! - program.lower[j]! : program.upper[j]! - x[j]!
    most = Math.max(most, Math.min(Math.abs(z[j]!) / slope, room / place))
  }
  return most
}
