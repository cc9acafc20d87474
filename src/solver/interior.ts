/** A primal-dual interior-point method: Mehrotra's predictor and corrector on a standard program. */

// Letters, after Wright, "Primal-Dual Interior-Point Methods" (1997):
//   u >= 0 with multiplier z;  w = range - u >= 0 with multiplier v (only where the range is finite);  y for the rows;
//   s and zeta for the ball's cone, whose curvature needs one more row, the last of Y.
// Stationarity: c + Q u - A'y - z + v - P^(1/2) zeta1 = 0.

import {
  advanceCone,
  aimCone,
  aimConeAtZero,
  coneOf,
  coneProduct,
  curveCone,
  directCone,
  longestIn,
  measureCone,
  multiplierOf,
  pushCone,
  scaleCone,
  slackOf,
  startCone,
} from './cone.ts'
import type { Cone } from './cone.ts'
import { largest } from './matrix.ts'
import type { Matrix } from './matrix.ts'
import { idleRows, refactor, resetSlack, solveSystem, systemOf } from './newton/system.ts'
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

export interface Path {
  readonly point: Point
  readonly system: System
  readonly steps: number
  readonly mu: number // the mean product at the end
  /** A combination of rows that no point satisfies, if one was met at the start. */
  readonly ray: Float64Array | null
}

/** Tries to guess the end of the path from a point on it, with its system to work in; true if that succeeded. */
export type Jump = (point: Point, system: System, mu: number) => boolean

export interface Goal {
  readonly gap: number // largest sum of products accepted, relative to max(|objective|, floor)
  readonly floor: number
  readonly residual: number // of rows and stationarity, relative
}

interface Walk {
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
interface Found {
  gap: number // the sum of products
  objective: number
  dual: number // largest
  rows: number // largest
}

/** What the point still owes each equation. */
interface Left {
  readonly dual: Float64Array // minus the stationarity residual
  readonly rows: Float64Array // b - A u, then 0
  readonly range: Float64Array // range - u - w
}

interface Products {
  readonly lower: Float64Array
  readonly upper: Float64Array
}

const mostSteps = 120
// Steps without progress before the walk is called off.
const patience = 12

/**
 * Follows the central path until the goal is reached or nothing improves, and returns the best point met. Where the
 * path runs straight, `jump` is asked whether the end can be guessed from here.
 */
export function follow(problem: Standard, goal: Goal, start?: Float64Array, jump?: Jump): Path {
  const walk = walkOf(problem)
  const { system } = walk
  const ray = begin(walk, start)
  const best = copyOf(walk.at)
  let least = Infinity
  let since = 0
  let steps = 0
  let nextJump = firstJump
  let lengths: Lengths = { primal: 0, dual: 0 }
  for (; ray === null && steps < mostSteps && since < patience; steps++, since++) {
    measure(walk)
    const merit = meritOf(walk, goal)
    if (!(merit < Infinity)) break
    if (merit < least) {
      if (merit < 0.9 * least) since = 0
      least = merit
      assign(best, asSeen(walk))
    }
    if (merit <= 1) break
    if (jump !== undefined && steps >= nextJump && isStraight(walk, lengths, goal)) {
      if (jump(asSeen(walk), system, walk.found.gap / walk.count)) break
      nextJump = steps + betweenJumps
    }
    lengths = step(walk, leastMu(walk, goal))
    if (lengths.primal < 1e-9 && lengths.dual < 1e-9) break
  }
  return { point: best, system, steps, mu: walk.found.gap / walk.count, ray }
}

/** The point with the ball's multiplier and slack written where others look for them. */
function asSeen(walk: Walk): Point {
  const { at, cone } = walk
  if (cone === null) return at
  const y = at.y.slice()
  y[y.length - 1] = -multiplierOf(cone)
  return { ...at, y, s: Float64Array.of(slackOf(cone)) }
}

const firstJump = 4
const betweenJumps = 3

/** Long steps, or a gap that is closed to a part in a thousand, with the rows nearly met. */
function isStraight(walk: Walk, lengths: Lengths, goal: Goal): boolean {
  const { found, rowScale } = walk
  const small = found.gap < 1e-3 * Math.max(Math.abs(found.objective), goal.floor)
  const long = Math.min(lengths.primal, lengths.dual) > 0.9
  return (small || long) && found.rows < 1e-5 * rowScale
}

// ---- set-up

function walkOf(problem: Standard): Walk {
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
  solveSystem(system, force, aim, at.u, at.y, 1e-12)
  if (start !== undefined) at.u.set(start)
  aim.fill(0)
  force.set(problem.cost)
  solveSystem(system, force, aim, at.z, at.y, 1e-12)
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
  if (walk.cone !== null) startCone(walk.cone, at.u, price * inner)
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

/** Fills walk.left and walk.found. */
function measure(walk: Walk): void {
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

/** At most 1 where every part of the goal is reached. */
function meritOf(walk: Walk, goal: Goal): number {
  const { found } = walk
  const size = Math.max(Math.abs(found.objective), goal.floor)
  const gap = found.gap / size / goal.gap
  const primal = found.rows / walk.rowScale / goal.residual
  const dual = found.dual / walk.dualScale / goal.residual
  return Math.max(gap, primal, dual)
}

/** A tenth of the mean product at which the gap is closed. */
function leastMu(walk: Walk, goal: Goal): number {
  return (0.1 * goal.gap * Math.max(Math.abs(walk.found.objective), goal.floor)) / walk.count
}

// ---- one step

// A free column's curvature is at least this (in scaled units): a proximal term, so it slows but never biases.
const proximal = 1e-8
// The same for every column, so that D never exceeds what a double can carry beside the others.
const steady = 1e-10

/** One predictor and corrector. `least` keeps mu from running ahead of equations that rounding does not let close. */
function step(walk: Walk, least: number): Lengths {
  const { system, found } = walk
  curve(walk)
  refactor(system)
  const mu = found.gap / walk.count
  affineProducts(walk)
  direction(walk, Infinity)
  const centred = Math.min(1, Math.max(0, affineMu(walk) / mu))
  const fraction = Math.max(0.9, Math.min(0.9995, 1 - 0.1 * centred))
  const fine = found.rows < refinedBelow * walk.rowScale
  const wanted = fine ? Math.max(closeEnough * found.rows, 1e-14 * walk.rowScale) : Infinity
  correctedProducts(walk, Math.max(centred * centred * centred * mu, least))
  direction(walk, wanted)
  let lengths = stepLengths(walk, fraction)
  if (Math.min(lengths.primal, lengths.dual) < tooShort) {
    // Far from the central path the second-order terms mislead: go back towards it, plainly.
    measure(walk)
    centringProducts(walk, Math.max(mu, least))
    direction(walk, wanted)
    lengths = stepLengths(walk, fraction)
  }
  advance(walk, lengths)
  return lengths
}

const tooShort = 0.05

// A direction may leave this share of the rows' residual; the next step takes it up.
const closeEnough = 1e-4
// While the rows are further off than this, refining a direction does not pay.
const refinedBelow = 1e-5

/** H = Q + lambda P + z/u + v/w, and S of the ball's row = s/lambda. */
function curve(walk: Walk): void {
  const { problem, system, at, overU, overW } = walk
  const { quadratic, range, free } = problem
  for (let j = 0; j < at.u.length; j++) {
    let h = steady + quadratic[j]!
    if (free[j] === 1) h = Math.max(h, proximal)
    else {
      overU[j] = 1 / at.u[j]!
      h += at.z[j]! * overU[j]!
    }
    if (range[j]! < Infinity) {
      overW[j] = 1 / at.w[j]!
      h += at.v[j]! * overW[j]!
    }
    system.curvature[j] = h
  }
  resetSlack(system, 0)
  if (walk.cone !== null) curveBall(walk, walk.cone)
}

/** The ball's row and its S = 1 stand for the rank-one part of the cone's curvature. */
function curveBall(walk: Walk, cone: Cone): void {
  const { system, rows } = walk
  scaleCone(cone)
  curveCone(cone, system.curvature, (j, value) => {
    rows.value[rows.start[j + 1]! - 1] = value
  })
  system.slack[rows.rows - 1] = 1
}

/** The predictor aims every product at zero. */
function affineProducts(walk: Walk): void {
  const { at, products } = walk
  for (let j = 0; j < at.u.length; j++) {
    products.lower[j] = -at.u[j]! * at.z[j]!
    products.upper[j] = -at.w[j]! * at.v[j]!
  }
  if (walk.cone !== null) aimConeAtZero(walk.cone)
}

/** Every product aims at mu. */
function centringProducts(walk: Walk, mu: number): void {
  const { at, products } = walk
  affineProducts(walk)
  for (let j = 0; j < at.u.length; j++) {
    products.lower[j]! += mu
    products.upper[j]! += mu
  }
  if (walk.cone !== null) aimCone(walk.cone, mu, false)
}

/** The corrector aims them at mu, less the second-order terms that the predictor left behind. */
function correctedProducts(walk: Walk, mu: number): void {
  const { at, go, products } = walk
  for (let j = 0; j < at.u.length; j++) {
    products.lower[j] = mu - at.u[j]! * at.z[j]! - go.u[j]! * go.z[j]!
    products.upper[j] = mu - at.w[j]! * at.v[j]! - go.w[j]! * go.v[j]!
  }
  if (walk.cone !== null) aimCone(walk.cone, mu, true)
}

/** Solves for the direction that the products ask for, the rows to within `wanted`. */
function direction(walk: Walk, wanted: number): void {
  const { problem, system, at, go, left, products, force, aim, overU, overW } = walk
  const { range, free } = problem
  const n = at.u.length
  for (let j = 0; j < n; j++) {
    let f = left.dual[j]!
    if (free[j] === 0) f += products.lower[j]! * overU[j]!
    if (range[j]! < Infinity) f += (at.v[j]! * left.range[j]! - products.upper[j]!) * overW[j]!
    force[j] = f
  }
  if (walk.cone !== null) pushCone(walk.cone, force)
  aim.set(left.rows)
  solveSystem(system, force, aim, go.u, go.y, wanted)
  for (let j = 0; j < n; j++) {
    if (free[j] === 0) go.z[j] = (products.lower[j]! - at.z[j]! * go.u[j]!) * overU[j]!
    if (range[j] === Infinity) continue
    go.w[j] = left.range[j]! - go.u[j]!
    go.v[j] = (products.upper[j]! - at.v[j]! * go.w[j]!) * overW[j]!
  }
  if (walk.cone !== null) directCone(walk.cone, go.u)
}

interface Lengths {
  readonly primal: number
  readonly dual: number
}

/** The longest steps, up to one, that keep everything positive, shortened by `fraction`; equal where there is curvature. */
function stepLengths(walk: Walk, fraction: number): Lengths {
  const { problem, at, go } = walk
  const { range, free } = problem
  let primal = 1 / fraction
  let dual = 1 / fraction
  for (let j = 0; j < at.u.length; j++) {
    if (free[j] === 1) continue
    if (at.u[j]! + primal * go.u[j]! < 0) primal = -at.u[j]! / go.u[j]!
    if (at.z[j]! + dual * go.z[j]! < 0) dual = -at.z[j]! / go.z[j]!
    if (range[j] === Infinity) continue
    if (at.w[j]! + primal * go.w[j]! < 0) primal = -at.w[j]! / go.w[j]!
    if (at.v[j]! + dual * go.v[j]! < 0) dual = -at.v[j]! / go.v[j]!
  }
  if (walk.cone !== null) {
    primal = longestIn(walk.cone.s, walk.cone.ds, primal)
    dual = longestIn(walk.cone.zeta, walk.cone.dzeta, dual)
  }
  if (walk.curved) primal = dual = Math.min(primal, dual)
  return { primal: Math.min(1, fraction * primal), dual: Math.min(1, fraction * dual) }
}

/** The mean product that the predictor would reach. */
function affineMu(walk: Walk): number {
  const { at, go } = walk
  const { primal, dual } = stepLengths(walk, 1)
  let sum = 0
  for (let j = 0; j < at.u.length; j++) {
    sum += (at.u[j]! + primal * go.u[j]!) * (at.z[j]! + dual * go.z[j]!)
    sum += (at.w[j]! + primal * go.w[j]!) * (at.v[j]! + dual * go.v[j]!)
  }
  if (walk.cone !== null) sum += coneProduct(walk.cone, primal, dual)
  return sum / walk.count
}

function advance(walk: Walk, lengths: Lengths): void {
  const { at, go } = walk
  const { primal, dual } = lengths
  for (let j = 0; j < at.u.length; j++) {
    at.u[j]! += primal * go.u[j]!
    at.w[j]! += primal * go.w[j]!
    at.z[j]! += dual * go.z[j]!
    at.v[j]! += dual * go.v[j]!
  }
  for (let i = 0; i < walk.problem.matrix.rows; i++) at.y[i]! += dual * go.y[i]!
  if (walk.cone !== null) advanceCone(walk.cone, primal, dual)
}
