/** Why a program has no optimum: a Farkas ray of its rows, or a direction along which it falls for ever. */

import { follow } from './interior.ts'
import { addTransposed, dot } from './matrix.ts'
import type { Program } from './quadratic.ts'
import type { Standard } from './standard.ts'
import { matrixOf } from './verdict.ts'

// The auxiliary programs are bounded and feasible by construction, so they always have an optimum of order one.
const goal = { gap: 1e-9, floor: 1e-3, residual: 1e-11 }

/** A positive least sum of |b - A u| proves that no u satisfies the rows; its multipliers are the ray. */
export function infeasibilityRay(problem: Standard): { ray: Float64Array; distance: number } {
  const phase = elastic(problem)
  const path = follow(phase, goal)
  let distance = 0
  for (let j = problem.cost.length; j < phase.cost.length; j++) distance += path.point.u[j]!
  return { ray: path.point.y.slice(0, problem.matrix.rows), distance }
}

/** minimise sum of e + d  subject to  A u + e - d = b and the bounds of the problem. */
function elastic(problem: Standard): Standard {
  const { matrix } = problem
  const n = matrix.columns
  const m = matrix.rows
  const start = new Int32Array(n + 2 * m + 1)
  start.set(matrix.start)
  const nonzeros = matrix.start[n]!
  const index = new Int32Array(nonzeros + 2 * m)
  const value = new Float64Array(nonzeros + 2 * m)
  index.set(matrix.index)
  value.set(matrix.value)
  for (let i = 0; i < 2 * m; i++) {
    index[nonzeros + i] = i % m
    value[nonzeros + i] = i < m ? 1 : -1
    start[n + i + 1] = nonzeros + i + 1
  }
  const longer = (from: Float64Array, fill: number): Float64Array => {
    const to = new Float64Array(n + 2 * m).fill(fill)
    to.set(from)
    return to
  }
  const free = new Uint8Array(n + 2 * m)
  free.set(problem.free)
  const { ball } = problem
  return {
    matrix: { rows: m, columns: n + 2 * m, start, index, value },
    cost: longer(new Float64Array(n), 1),
    quadratic: new Float64Array(n + 2 * m),
    right: problem.right,
    range: longer(problem.range, Infinity),
    free,
    constant: 0,
    ball: ball && { weight: longer(ball.weight, 0), offset: longer(ball.offset, 0), cap: ball.cap },
  }
}

// A ray must exceed what the rows can reach by this share of what it adds up; open columns may pull by rounding only.
const clearly = 1e-10

/** Whether y'b is larger than every y'A x within the bounds (and the ball): then no x satisfies the rows. */
export function provesInfeasible(program: Program, ray: Float64Array): boolean {
  const pull = new Float64Array(program.columns)
  addTransposed(matrixOf(program), ray, 1, pull)
  let size = 0
  for (let i = 0; i < program.rows; i++) size += Math.abs(ray[i]! * program.right[i]!)
  const right = dot(ray, program.right)
  // The best multiplier of the ball is searched by powers of two: the margin is concave in it and needs no more.
  let best = right - reachOf(program, pull, 0, size)
  if (program.ball !== undefined)
    for (let lambda = smallestMultiplier; lambda < 1 / smallestMultiplier; lambda *= 2)
      best = Math.max(best, right - reachOf(program, pull, lambda, size) - lambda * program.ball.cap)
  return best > clearly * size
}

const smallestMultiplier = 1e-12

/** The largest of pull'x - lambda/2 sum p x^2 within the bounds. */
function reachOf(program: Program, pull: Float64Array, lambda: number, size: number): number {
  let sum = 0
  for (let j = 0; j < pull.length; j++) {
    const weight = lambda * (program.ball?.weight[j] ?? 0)
    const slope = pull[j]!
    const end = slope > 0 ? program.upper[j]! : program.lower[j]!
    if (weight > 0) {
      const x = Math.min(Math.max(slope / weight, program.lower[j]!), program.upper[j]!)
      sum += x * (slope - 0.5 * weight * x)
    } else if (slope !== 0 && Math.abs(end) < Infinity) sum += slope * end
    else if (Math.abs(slope) > clearly * size) return Infinity
  }
  return sum
}

/** The steepest descent among directions of size at most one that the rows, bounds and curvature never stop. */
export function steepestEscape(problem: Standard): number {
  const n = problem.cost.length
  const range = new Float64Array(n)
  const origin = new Float64Array(n)
  for (let j = 0; j < n; j++) {
    const stopped = problem.quadratic[j]! > 0 || (problem.ball?.weight[j] ?? 0) > 0
    if (stopped || problem.range[j]! < Infinity) continue
    range[j] = problem.free[j] === 1 ? 2 : 1
    origin[j] = problem.free[j] === 1 ? -1 : 0
  }
  const open = Array.from({ length: n }, (_, j) => j).filter((j) => range[j]! > 0)
  if (open.length === 0) return 0
  return leastSlope(problem, open, range, origin)
}

function leastSlope(
  problem: Standard,
  open: readonly number[],
  range: Float64Array,
  origin: Float64Array,
): number {
  const { matrix } = problem
  const start = new Int32Array(open.length + 1)
  const index: number[] = []
  const value: number[] = []
  const right = new Float64Array(matrix.rows)
  let shift = 0
  for (let k = 0; k < open.length; k++) {
    const j = open[k]!
    for (let p = matrix.start[j]!; p < matrix.start[j + 1]!; p++) {
      index.push(matrix.index[p]!)
      value.push(matrix.value[p]!)
      right[matrix.index[p]!]! -= matrix.value[p]! * origin[j]!
    }
    start[k + 1] = index.length
    shift += problem.cost[j]! * origin[j]!
  }
  const cost = Float64Array.from(open, (j) => problem.cost[j]!)
  const path = follow(
    {
      matrix: {
        ...matrix,
        columns: open.length,
        start,
        index: Int32Array.from(index),
        value: Float64Array.from(value),
      },
      cost,
      quadratic: new Float64Array(open.length),
      right,
      range: Float64Array.from(open, (j) => range[j]!),
      free: new Uint8Array(open.length),
      constant: 0,
      ball: null,
    },
    goal,
  )
  return path.point.u.reduce((sum, u, k) => sum + u * cost[k]!, shift)
}
