/** The walk along the central path: the point, the direction, and what the point still owes. */

// Letters, after Wright, "Primal-Dual Interior-Point Methods" (1997):
//   u >= 0 with multiplier z;  w = range - u >= 0 with multiplier v (only where the range is finite);  y for the rows;
//   s and zeta for the ball's cone, whose curvature needs one more row, the last of Y.
// Stationarity: c + Q u - A'y - z + v - P^(1/2) zeta1 = 0.

import { coneOf, coneProduct, measureCone, multiplierOf, slackOf } from './cone.ts'
import type { Cone } from './cone.ts'
import { largest } from './matrix.ts'
import type { Matrix } from './matrix.ts'
import { systemOf } from './newton/system.ts'
import type { System } from './newton/system.ts'
import type { Standard } from './standard.ts'

export interface Point {
  readonly u: Float64Array
  readonly w: Float64Array
  readonly z: Float64Array
  readonly v: Float64Array
  readonly y: Float64Array // rows, then minus the ball's multiplier
  readonly s: Float64Array // one entry: the ball's slack, as a share of its radius
}

export interface Walk {
  readonly problem: Standard
  readonly rows: Matrix // A, and the ball's gradient as a last row
  readonly system: System
  readonly cone: Cone | null
  readonly count: number // of products
  readonly curved: boolean
  readonly rowScale: number
  readonly dualScale: number
  readonly at: Point
  readonly go: Point // the direction
  readonly left: Left
  readonly found: Found
  readonly products: Products // what the complementarity products shall become
  readonly overU: Float64Array
  readonly overW: Float64Array
  readonly force: Float64Array // the system's f
  readonly aim: Float64Array // the system's r
}

/** What the last measurement says in single numbers. */
export interface Found {
  gap: number // the sum of products
  objective: number
  dual: number // largest
  rows: number // largest
}

/** What the point still owes each equation. */
export interface Left {
  readonly dual: Float64Array // minus the stationarity residual
  readonly rows: Float64Array // b - A u, then 0
  readonly range: Float64Array // range - u - w
}

export interface Products {
  readonly lower: Float64Array
  readonly upper: Float64Array
}

export function walkOf(problem: Standard): Walk {
  const rows = withBall(problem)
  const n = rows.columns
  const m = rows.rows
  const loose = problem.free.map((free, j) => (free === 1 && !isCurved(problem, j) ? 1 : 0))
  const array = (): Float64Array => new Float64Array(n)
  return {
    problem,
    rows,
    system: systemOf(rows, loose),
    cone: coneOf(problem),
    count: productCount(problem),
    curved: problem.ball !== null || problem.quadratic.some((q) => q > 0),
    rowScale: 1 + Math.max(largest(problem.right), Math.sqrt(2 * (problem.ball?.cap ?? 0))),
    dualScale: Math.max(largest(problem.cost), 1e-3),
    at: pointOf(n, m),
    go: pointOf(n, m),
    left: { dual: array(), rows: new Float64Array(m), range: array() },
    found: { gap: 0, objective: 0, dual: 0, rows: 0 },
    products: { lower: array(), upper: array() },
    overU: array(),
    overW: array(),
    force: array(),
    aim: new Float64Array(m),
  }
}

function isCurved(problem: Standard, j: number): boolean {
  return problem.quadratic[j]! > 1e-6 || (problem.ball?.weight[j] ?? 0) > 0
}

function pointOf(columns: number, rows: number): Point {
  const array = (): Float64Array => new Float64Array(columns)
  return { u: array(), w: array(), z: array(), v: array(), y: new Float64Array(rows), s: new Float64Array(1) }
}

export function copyOf(point: Point): Point {
  const { u, w, z, v, y, s } = point
  return { u: u.slice(), w: w.slice(), z: z.slice(), v: v.slice(), y: y.slice(), s: s.slice() }
}

export function assign(to: Point, from: Point): void {
  to.u.set(from.u)
  to.w.set(from.w)
  to.z.set(from.z)
  to.v.set(from.v)
  to.y.set(from.y)
  to.s.set(from.s)
}

/** A with one more row for the ball's gradient, its values filled in at every step. */
function withBall(problem: Standard): Matrix {
  const { matrix, ball } = problem
  if (ball === null) return matrix
  const start = new Int32Array(matrix.columns + 1)
  const index: number[] = []
  const value: number[] = []
  for (let j = 0; j < matrix.columns; j++) {
    for (let p = matrix.start[j]!; p < matrix.start[j + 1]!; p++) {
      index.push(matrix.index[p]!)
      value.push(matrix.value[p]!)
    }
    if (ball.weight[j]! > 0) {
      index.push(matrix.rows)
      value.push(0)
    }
    start[j + 1] = index.length
  }
  return {
    rows: matrix.rows + 1,
    columns: matrix.columns,
    start,
    index: Int32Array.from(index),
    value: Float64Array.from(value),
  }
}

/** Fills walk.left and walk.found. */
export function measure(walk: Walk): void {
  const { problem, at, left, found } = walk
  const { cost, quadratic, range } = problem
  const { start, index, value } = problem.matrix
  left.rows.set(problem.right)
  let gap = 0
  let objective = problem.constant
  let worst = 0
  for (let j = 0; j < at.u.length; j++) {
    const u = at.u[j]!
    let slope = cost[j]! + quadratic[j]! * u
    objective += 0.5 * u * (cost[j]! + slope)
    const end = start[j + 1]!
    for (let p = start[j]!; p < end; p++) {
      slope -= value[p]! * at.y[index[p]!]!
      left.rows[index[p]!]! -= value[p]! * u
    }
    left.dual[j] = at.z[j]! - at.v[j]! - slope
    worst = Math.max(worst, Math.abs(left.dual[j]!))
    gap += u * at.z[j]!
    if (range[j] === Infinity) continue
    left.range[j] = range[j]! - u - at.w[j]!
    gap += at.w[j]! * at.v[j]!
  }
  found.gap = gap
  found.objective = objective
  found.dual = worst
  found.rows = largest(left.rows)
  if (walk.cone !== null) measureWithCone(walk, walk.cone)
}

/** Takes P^(1/2) zeta1 into stationarity, and the cone's own equation and product into the sums. */
function measureWithCone(walk: Walk, cone: Cone): void {
  const { at, left, found } = walk
  for (let k = 0; k < cone.members.length; k++) {
    const j = cone.members[k]!
    left.dual[j]! += cone.root[k]! * cone.zeta[k + 1]!
  }
  found.dual = largest(left.dual)
  found.rows = Math.max(found.rows, measureCone(cone, at.u))
  found.gap += coneProduct(cone, 0, 0)
}

function productCount(problem: Standard): number {
  let count = problem.ball === null ? 0 : 1
  for (let j = 0; j < problem.range.length; j++)
    count += (problem.free[j] === 1 ? 0 : 1) + (problem.range[j]! < Infinity ? 1 : 0)
  return Math.max(count, 1)
}

/** The point with the ball's multiplier and slack written where others look for them. */
export function asSeen(walk: Walk): Point {
  const { at, cone } = walk
  if (cone === null) return at
  const y = at.y.slice()
  y[y.length - 1] = -multiplierOf(cone)
  return { ...at, y, s: Float64Array.of(slackOf(cone)) }
}
