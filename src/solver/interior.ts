/** A primal-dual interior-point method: Mehrotra's predictor and corrector on a standard program. */

// Letters, after Wright, "Primal-Dual Interior-Point Methods" (1997):
//   u >= 0 with multiplier z;  w = range - u >= 0 with multiplier v (only where the range is finite);  y for the rows;
//   s = cap - 1/2 sum p (u + offset)^2 >= 0 with multiplier lambda, the last entry of Y = (y, -lambda).
// Stationarity: c + (Q + lambda P) u + lambda P offset - A'y - z + v = 0.

import { addProduct, columnDot, dot, largest } from './matrix.ts'
import type { Matrix } from './matrix.ts'
import { idleRows, refactor, resetSlack, solveSystem, systemOf } from './newton/system.ts'
import type { System } from './newton/system.ts'
import type { Standard } from './standard.ts'

export interface Point {
  readonly u: Float64Array
  readonly w: Float64Array
  readonly z: Float64Array
  readonly v: Float64Array
  readonly y: Float64Array // rows, then -lambda when there is a ball
  readonly s: Float64Array // one entry: the ball's slack
}

export interface Path {
  readonly point: Point
  readonly system: System
  readonly steps: number
  readonly arrived: boolean
  /** A combination of rows that no point satisfies, if one was met at the start. */
  readonly ray: Float64Array | null
}

export interface Goal {
  readonly gap: number // largest sum of products accepted, relative to max(|objective|, floor)
  readonly floor: number
  readonly residual: number // of rows and stationarity, relative
}

interface Walk {
  readonly problem: Standard
  readonly rows: Matrix // A, and the ball's gradient as a last row
  readonly system: System
  readonly at: Point
  readonly go: Point // the direction
  readonly left: Left
  readonly products: Products // what the complementarity products shall become
  readonly force: Float64Array // the system's f
  readonly aim: Float64Array // the system's r
}

/** What the point still owes each equation. */
interface Left {
  readonly dual: Float64Array // minus the stationarity residual
  readonly rows: Float64Array // b - A u, then the ball's
  readonly range: Float64Array // range - u - w
}

interface Products {
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly ball: Float64Array
}

const mostSteps = 120
// Steps without progress before the walk is called off.
const patience = 12

/** Follows the central path until the goal is reached or nothing improves; returns the best point met. */
export function follow(problem: Standard, goal: Goal, start?: Float64Array): Path {
  const walk = walkOf(problem)
  const ray = begin(walk, start)
  const best = copyOf(walk.at)
  let least = Infinity
  let since = 0
  let steps = 0
  for (; ray === null && steps < mostSteps && since < patience; steps++, since++) {
    measure(walk)
    const merit = meritOf(walk, goal)
    if (!(merit < Infinity)) break
    if (merit < least) {
      if (merit < 0.9 * least) since = 0
      least = merit
      assign(best, walk.at)
    }
    if (merit <= 1) break
    if (!step(walk)) break
  }
  assign(walk.at, best)
  return { point: best, system: walk.system, steps, arrived: least <= 1, ray }
}

// ---- set-up

function walkOf(problem: Standard): Walk {
  const rows = withBall(problem)
  const n = rows.columns
  const loose = problem.free.map((free, j) => (free === 1 && problem.quadratic[j]! < 1e-6 ? 1 : 0))
  return {
    problem,
    rows,
    system: systemOf(rows, loose),
    at: pointOf(n, rows.rows),
    go: pointOf(n, rows.rows),
    left: { dual: new Float64Array(n), rows: new Float64Array(rows.rows), range: new Float64Array(n) },
    products: { lower: new Float64Array(n), upper: new Float64Array(n), ball: new Float64Array(1) },
    force: new Float64Array(n),
    aim: new Float64Array(rows.rows),
  }
}

function pointOf(columns: number, rows: number): Point {
  const array = (): Float64Array => new Float64Array(columns)
  return { u: array(), w: array(), z: array(), v: array(), y: new Float64Array(rows), s: new Float64Array(1) }
}

export function copyOf(point: Point): Point {
  const { u, w, z, v, y, s } = point
  return { u: u.slice(), w: w.slice(), z: z.slice(), v: v.slice(), y: y.slice(), s: s.slice() }
}

function assign(to: Point, from: Point): void {
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

/** Mehrotra's start: the shortest solution of the rows and the best fitting multipliers, moved inside the bounds. */
function begin(walk: Walk, start?: Float64Array): Float64Array | null {
  const { problem, system, at, force, aim } = walk
  const n = at.u.length
  gradientRow(problem, walk.system, at.u)
  for (let j = 0; j < n; j++) system.curvature[j] = 1 + problem.quadratic[j]!
  resetSlack(system, 0)
  if (problem.ball !== null) system.slack[problem.matrix.rows] = Infinity
  refactor(system)
  const ray = idleRows(system, problem.right)
  if (ray !== null) return ray
  if (system.idle.includes(1)) {
    for (let i = 0; i < system.idle.length; i++) if (system.idle[i] === 1) system.slack[i] = Infinity
    refactor(system)
  }
  force.fill(0)
  aim.set(problem.right)
  solveSystem(system, force, aim, at.u, at.y)
  if (start !== undefined) at.u.set(start)
  aim.fill(0)
  force.set(problem.cost)
  solveSystem(system, force, aim, at.z, at.y)
  for (let i = 0; i < at.y.length; i++) at.y[i] = -at.y[i]!
  moveInside(walk)
  return null
}

function moveInside(walk: Walk): void {
  const { problem, at } = walk
  const n = at.u.length
  let lowest = 0
  let reduced = 0
  for (let j = 0; j < n; j++) {
    if (problem.free[j] === 1) continue
    lowest = Math.min(lowest, at.u[j]!)
    reduced = Math.max(reduced, Math.abs(at.z[j]!))
  }
  const inner = Math.max(-1.5 * lowest, 0.05)
  const price = Math.max(reduced, 0.05)
  for (let j = 0; j < n; j++) {
    if (problem.free[j] === 1) {
      at.z[j] = 0
      continue
    }
    const range = problem.range[j]!
    const slope = at.z[j]!
    const wanted = Math.max(at.u[j]!, 0) + inner
    at.u[j] = Math.min(wanted, 0.5 * range)
    at.w[j] = range < Infinity ? range - at.u[j]! : 0
    at.z[j] = Math.max(slope, 0) + (price * inner) / at.u[j]!
    at.v[j] = range < Infinity ? Math.max(-slope, 0) + (price * inner) / at.w[j]! : 0
  }
  if (problem.ball === null) return
  const used = ballUse(problem, at.u)
  at.s[0] = Math.max(problem.ball.cap - used, problem.ball.cap, 0.1 * inner * inner)
  at.y[at.y.length - 1] = -Math.max(price, (price * inner) / at.s[0]!)
}

// ---- where we are

/** Writes the ball's gradient P (u + offset) into the last row of the system. */
export function gradientRow(problem: Standard, system: System, u: Float64Array): void {
  if (problem.ball === null) return
  const { weight, offset } = problem.ball
  const { start, value } = system.rows
  // The ball's entry is the last of its column.
  for (let j = 0; j < u.length; j++)
    if (weight[j]! > 0) value[start[j + 1]! - 1] = weight[j]! * (u[j]! + offset[j]!)
}

export function ballUse(problem: Standard, u: Float64Array): number {
  if (problem.ball === null) return 0
  const { weight, offset } = problem.ball
  let sum = 0
  for (let j = 0; j < u.length; j++) {
    const x = u[j]! + offset[j]!
    sum += 0.5 * weight[j]! * x * x
  }
  return sum
}

/** Fills walk.left; the ball's row carries lambda P (u + offset) into stationarity by itself. */
function measure(walk: Walk): void {
  const { problem, rows, at, left } = walk
  const m = problem.matrix.rows
  gradientRow(problem, walk.system, at.u)
  for (let j = 0; j < at.u.length; j++) {
    const slope = problem.cost[j]! + problem.quadratic[j]! * at.u[j]! - columnDot(rows, j, at.y)
    left.dual[j] = -(slope - at.z[j]! + at.v[j]!)
    left.range[j] = problem.range[j]! < Infinity ? problem.range[j]! - at.u[j]! - at.w[j]! : 0
  }
  left.rows.set(problem.right)
  addProduct(problem.matrix, at.u, -1, left.rows)
  if (problem.ball !== null) left.rows[m] = problem.ball.cap - ballUse(problem, at.u) - at.s[0]!
}

/** The gap when the equations hold. Free columns have z = 0, one-sided ones w = v = 0. */
function productSum(walk: Walk): number {
  const { at } = walk
  const ball = walk.problem.ball === null ? 0 : -at.s[0]! * at.y[at.y.length - 1]!
  return dot(at.u, at.z) + dot(at.w, at.v) + ball
}

function productCount(walk: Walk): number {
  const { problem } = walk
  let count = problem.ball === null ? 0 : 1
  for (let j = 0; j < problem.range.length; j++)
    count += (problem.free[j] === 1 ? 0 : 1) + (problem.range[j]! < Infinity ? 1 : 0)
  return Math.max(count, 1)
}

function objectiveOf(problem: Standard, u: Float64Array): number {
  let sum = problem.constant
  for (let j = 0; j < u.length; j++) sum += u[j]! * (problem.cost[j]! + 0.5 * problem.quadratic[j]! * u[j]!)
  return sum
}

/** At most 1 where every part of the goal is reached. */
function meritOf(walk: Walk, goal: Goal): number {
  const { problem, at, left } = walk
  const rowScale = 1 + largest(problem.right)
  const dualScale = Math.max(largest(problem.cost), 1e-3)
  const size = Math.max(Math.abs(objectiveOf(problem, at.u)), goal.floor)
  const gap = productSum(walk) / size / goal.gap
  const primal = Math.max(largest(left.rows), largest(left.range)) / rowScale / goal.residual
  const dual = largest(left.dual) / dualScale / goal.residual
  return Math.max(gap, primal, dual)
}

// ---- one step

// A free column's curvature is at least this (in scaled units): a proximal term, so it slows but never biases.
const proximal = 1e-8

function step(walk: Walk): boolean {
  const { system } = walk
  curve(walk)
  refactor(system)
  const mu = productSum(walk) / productCount(walk)
  affineProducts(walk)
  direction(walk)
  const far = stepLengths(walk, 1)
  const centred = muAfter(walk, far) / mu
  correctedProducts(walk, centred * centred * centred * mu)
  direction(walk)
  const lengths = stepLengths(walk, Math.max(0.9, Math.min(0.9995, 1 - 0.1 * centred)))
  advance(walk, lengths)
  return lengths.primal > 1e-9 || lengths.dual > 1e-9
}

/** H = Q + lambda P + z/u + v/w, and S of the ball's row = s/lambda. */
function curve(walk: Walk): void {
  const { problem, system, at } = walk
  const lambda = problem.ball === null ? 0 : -at.y[at.y.length - 1]!
  for (let j = 0; j < at.u.length; j++) {
    let h = problem.quadratic[j]! + lambda * (problem.ball?.weight[j] ?? 0)
    if (problem.free[j] === 1) h = Math.max(h, proximal)
    else h += at.z[j]! / at.u[j]!
    if (problem.range[j]! < Infinity) h += at.v[j]! / at.w[j]!
    system.curvature[j] = h
  }
  resetSlack(system, 0)
  if (problem.ball !== null) system.slack[problem.matrix.rows] = at.s[0]! / lambda
}

/** The predictor aims every product at zero. */
function affineProducts(walk: Walk): void {
  const { at, products } = walk
  for (let j = 0; j < at.u.length; j++) {
    products.lower[j] = -at.u[j]! * at.z[j]!
    products.upper[j] = -at.w[j]! * at.v[j]!
  }
  products.ball[0] = at.s[0]! * at.y[at.y.length - 1]!
}

/** The corrector aims them at mu, less the second-order terms that the predictor left behind. */
function correctedProducts(walk: Walk, mu: number): void {
  const { problem, at, go, products } = walk
  for (let j = 0; j < at.u.length; j++) {
    products.lower[j] = mu - at.u[j]! * at.z[j]! - go.u[j]! * go.z[j]!
    products.upper[j] = mu - at.w[j]! * at.v[j]! - go.w[j]! * go.v[j]!
  }
  if (problem.ball === null) return
  const last = at.y.length - 1
  products.ball[0] = mu + at.s[0]! * at.y[last]! + go.s[0]! * go.y[last]!
  correctBall(walk)
}

/** The ball is curved, so its row and its share of stationarity leave second-order terms of their own. */
function correctBall(walk: Walk): void {
  const { problem, at, go, left } = walk
  const weight = problem.ball!.weight
  const last = at.y.length - 1
  for (let j = 0; j < at.u.length; j++) {
    left.dual[j]! += go.y[last]! * weight[j]! * go.u[j]!
    left.rows[last]! -= 0.5 * weight[j]! * go.u[j]! * go.u[j]!
  }
}

/** Solves for the direction that the products ask for. */
function direction(walk: Walk): void {
  const { problem, system, at, go, left, products, force, aim } = walk
  const n = at.u.length
  for (let j = 0; j < n; j++) {
    let f = left.dual[j]!
    if (problem.free[j] === 0) f += products.lower[j]! / at.u[j]!
    if (problem.range[j]! < Infinity) f += (at.v[j]! * left.range[j]! - products.upper[j]!) / at.w[j]!
    force[j] = f
  }
  aim.set(left.rows)
  const last = aim.length - 1
  if (problem.ball !== null) aim[last] = left.rows[last]! + products.ball[0]! / at.y[last]!
  solveSystem(system, force, aim, go.u, go.y)
  for (let j = 0; j < n; j++) {
    go.z[j] = problem.free[j] === 1 ? 0 : (products.lower[j]! - at.z[j]! * go.u[j]!) / at.u[j]!
    if (problem.range[j] === Infinity) continue
    go.w[j] = left.range[j]! - go.u[j]!
    go.v[j] = (products.upper[j]! - at.v[j]! * go.w[j]!) / at.w[j]!
  }
  if (problem.ball !== null) go.s[0] = (products.ball[0]! + at.s[0]! * go.y[last]!) / -at.y[last]!
}

interface Lengths {
  readonly primal: number
  readonly dual: number
}

/** The longest steps that keep everything positive, shortened by `fraction`; one length for both where there is curvature. */
function stepLengths(walk: Walk, fraction: number): Lengths {
  const { problem, at, go } = walk
  let primal = 1 / fraction
  let dual = 1 / fraction
  let curved = problem.ball !== null
  for (let j = 0; j < at.u.length; j++) {
    if (problem.quadratic[j] !== 0) curved = true
    if (problem.free[j] === 1) continue
    if (go.u[j]! < 0) primal = Math.min(primal, -at.u[j]! / go.u[j]!)
    if (go.z[j]! < 0) dual = Math.min(dual, -at.z[j]! / go.z[j]!)
    if (problem.range[j] === Infinity) continue
    if (go.w[j]! < 0) primal = Math.min(primal, -at.w[j]! / go.w[j]!)
    if (go.v[j]! < 0) dual = Math.min(dual, -at.v[j]! / go.v[j]!)
  }
  if (problem.ball !== null) {
    const last = at.y.length - 1
    if (go.s[0]! < 0) primal = Math.min(primal, -at.s[0]! / go.s[0]!)
    if (go.y[last]! > 0) dual = Math.min(dual, -at.y[last]! / go.y[last]!)
  }
  if (curved) primal = dual = Math.min(primal, dual)
  return { primal: Math.min(1, fraction * primal), dual: Math.min(1, fraction * dual) }
}

function muAfter(walk: Walk, lengths: Lengths): number {
  const { at, go } = walk
  let sum = 0
  for (let j = 0; j < at.u.length; j++) {
    sum += (at.u[j]! + lengths.primal * go.u[j]!) * (at.z[j]! + lengths.dual * go.z[j]!)
    sum += (at.w[j]! + lengths.primal * go.w[j]!) * (at.v[j]! + lengths.dual * go.v[j]!)
  }
  if (walk.problem.ball !== null) {
    const last = at.y.length - 1
    sum -= (at.s[0]! + lengths.primal * go.s[0]!) * (at.y[last]! + lengths.dual * go.y[last]!)
  }
  return sum / productCount(walk)
}

function advance(walk: Walk, lengths: Lengths): void {
  const { at, go } = walk
  for (let j = 0; j < at.u.length; j++) {
    at.u[j]! += lengths.primal * go.u[j]!
    at.w[j]! += lengths.primal * go.w[j]!
    at.z[j]! += lengths.dual * go.z[j]!
    at.v[j]! += lengths.dual * go.v[j]!
  }
  for (let i = 0; i < at.y.length; i++) at.y[i]! += lengths.dual * go.y[i]!
  at.s[0]! += lengths.primal * go.s[0]!
}
