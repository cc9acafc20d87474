/** The clean-up after the walk: bounds that hold are met exactly, and the rest solves the remaining equations. */

// The walk ends near the optimum but never on a bound. Where u < z the bound is taken as active and u put on it; the
// others solve the equality-constrained program by a few proximal Newton steps. Wrong guesses (a column that leaves its
// bounds, a multiplier of the wrong sign) are corrected and the equations solved again.

import { addProduct, columnDot, largest } from './matrix.ts'
import { ballUse, gradientRow } from './ball.ts'
import { solveSystem } from './newton/solve.ts'
import { refactor, resetSlack } from './newton/system.ts'
import type { System } from './newton/system.ts'
import type { Standard } from './standard.ts'
import { copyOf } from './walk.ts'
import type { Point } from './walk.ts'

const inside = 0
const atLower = 1
const atUpper = 2

const mostRounds = 6
const newtonSteps = 10
// A column may change sides this often before its guess is left alone.
const mostChanges = 2

/**
 * Returns the polished point; whoever asks must judge whether it is better than the walk's. Columns within
 * `near` of a bound (of their range, or of one) are put on it though the multiplier does not say so.
 */
export function polish(problem: Standard, system: System, from: Point, near: number): Point {
  const at = copyOf(from)
  const side = guess(problem, at, near)
  const changes = new Uint8Array(side.length)
  const reach = reachOf(problem, at)
  for (let round = 0; round < mostRounds; round++) {
    putOnBounds(problem, at, side)
    equalitySolve(problem, system, at, side, reach)
    if (!reviseSides(problem, at, side, changes, reach)) break
  }
  clamp(problem, at)
  return at
}

function guess(problem: Standard, at: Point, near: number): Uint8Array {
  const side = new Uint8Array(at.u.length)
  for (let j = 0; j < side.length; j++) {
    if (problem.free[j] === 1) continue
    const range = problem.range[j]!
    const close = near * Math.min(range, 1)
    if (
      at.u[j]! < Math.max(at.z[j]! * Math.min(range, 1), close) &&
      !(at.w[j]! < at.u[j]! && range < Infinity)
    )
      side[j] = atLower
    else if (range < Infinity && at.w[j]! < Math.max(at.v[j]! * Math.min(range, 1), close)) side[j] = atUpper
  }
  return side
}

const leastReach = 1e-3

/** How far each column may move: its distance to the nearer bound, so that small ones move least. */
function reachOf(problem: Standard, at: Point): Float64Array {
  const reach = new Float64Array(at.u.length)
  for (let j = 0; j < reach.length; j++) {
    const near = problem.range[j]! < Infinity ? Math.min(at.u[j]!, at.w[j]!) : at.u[j]!
    reach[j] = problem.free[j] === 1 ? 1 : Math.min(1, Math.max(near, leastReach))
  }
  return reach
}

function putOnBounds(problem: Standard, at: Point, side: Uint8Array): void {
  for (let j = 0; j < side.length; j++)
    if (side[j] === atLower) at.u[j] = 0
    else if (side[j] === atUpper) at.u[j] = problem.range[j]!
}

// Proximal weights of columns without curvature and of rows: each Newton step is held back by them, but its end is not.
// They keep a row that no free column can mend from sending its multiplier anywhere.
const columnWeight = 1e-6
const rowWeight = 1e-3
// A row that others nearly repeat has far less to itself than its diagonal says.
const mostRowWeight = 1e-7
const flat = 1e-6
// Rows this close are met, in units of a right side of size one.
const rounding = 1e-15

function equalitySolve(
  problem: Standard,
  system: System,
  at: Point,
  side: Uint8Array,
  reach: Float64Array,
): void {
  const rows = system.rows
  const last = rows.rows - 1
  const ballHolds = problem.ball !== null && at.s[0]! < -at.y[last]!
  if (problem.ball !== null && !ballHolds) at.y[last] = 0
  const lambda = problem.ball === null ? 0 : -at.y[last]!
  for (let j = 0; j < side.length; j++) {
    const curved = problem.quadratic[j]! + lambda * (problem.ball?.weight[j] ?? 0)
    const held = curved > flat ? curved : columnWeight / (reach[j]! * reach[j]!)
    system.curvature[j] = side[j] === inside ? held : Infinity
  }
  gradientRow(problem, system, at.u)
  weighRows(system)
  // The ball's row stands alone; held back it would only come slowly.
  if (problem.ball !== null) system.slack[last] = ballHolds ? 1e-9 * system.slack[last]! : Infinity
  const force = new Float64Array(side.length)
  const aim = new Float64Array(rows.rows)
  const du = new Float64Array(side.length)
  const dy = new Float64Array(rows.rows)
  let before = { slope: Infinity, place: Infinity }
  for (let k = 0; k < newtonSteps; k++) {
    gradientRow(problem, system, at.u)
    if (k === 0 || ballHolds) refactor(system)
    const owed = owing(problem, system, at, side, ballHolds, force, aim)
    if (!(owed.slope < 0.5 * before.slope || owed.place < 0.5 * before.place)) return
    before = owed
    // Rounding in the rows would keep multipliers that ought to vanish alive.
    if (owed.place < rounding) aim.fill(0)
    // A plain solve: the next round measures what it left.
    solveSystem(system, force, aim, du, dy, Infinity)
    for (let j = 0; j < side.length; j++) at.u[j]! += du[j]!
    for (let i = 0; i < dy.length; i++) at.y[i]! += dy[i]!
  }
}

/** Rows that only hardly movable columns meet are held back less, by a share of their diagonal in B D B'. */
function weighRows(system: System): void {
  const { rows, curvature, slack } = system
  resetSlack(system, 0)
  for (let j = 0; j < rows.columns; j++) {
    const weight = rowWeight / curvature[j]!
    if (weight === 0) continue
    for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++)
      slack[rows.index[p]!]! += weight * rows.value[p]! * rows.value[p]!
  }
  for (let i = 0; i < slack.length; i++)
    if (slack[i] === 0) slack[i] = rowWeight
    else if (slack[i]! < Infinity) slack[i] = Math.min(slack[i]!, mostRowWeight)
}

/** What the equations of the free columns and of the rows still miss; returns the largest of each. */
function owing(
  problem: Standard,
  system: System,
  at: Point,
  side: Uint8Array,
  ballHolds: boolean,
  force: Float64Array,
  aim: Float64Array,
): { slope: number; place: number } {
  const { rows } = system
  for (let j = 0; j < side.length; j++)
    force[j] =
      side[j] === inside ? columnDot(rows, j, at.y) - problem.cost[j]! - problem.quadratic[j]! * at.u[j]! : 0
  aim.fill(0)
  aim.set(problem.right)
  addProduct(problem.matrix, at.u, -1, aim)
  const left = ballHolds ? problem.ball!.cap - ballUse(problem, at.u) : 0
  if (ballHolds) aim[rows.rows - 1] = left
  const ball = Math.abs(left)
  const place = largest(aim.subarray(0, problem.matrix.rows))
  return { slope: largest(force), place: Math.max(place, ball / (problem.ball?.cap ?? 1)) }
}

// A multiplier counts as wrong beyond this, a place outside its bounds beyond that.
const wrongSlope = 1e-11
const wrongPlace = 1e-15

function reviseSides(
  problem: Standard,
  at: Point,
  side: Uint8Array,
  changes: Uint8Array,
  reach: Float64Array,
): boolean {
  let changed = false
  for (let j = 0; j < side.length; j++) {
    if (problem.free[j] === 1 || changes[j]! >= mostChanges) continue
    const before = side[j]
    if (side[j] === inside) {
      if (at.u[j]! < -wrongPlace) side[j] = atLower
      else if (at.u[j]! > problem.range[j]! + wrongPlace) side[j] = atUpper
    } else if (isWrong(problem, at, j, side[j]!)) {
      side[j] = inside
      reach[j] = Math.max(reach[j]!, 0.1 * Math.min(problem.range[j]!, 1))
    }
    if (side[j] === before) continue
    changes[j]!++
    changed = true
  }
  return changed
}

function isWrong(problem: Standard, at: Point, j: number, side: number): boolean {
  const lambda = problem.ball === null ? 0 : -at.y[at.y.length - 1]!
  const ball =
    problem.ball === null ? 0 : lambda * problem.ball.weight[j]! * (at.u[j]! + problem.ball.offset[j]!)
  const slope =
    problem.cost[j]! + problem.quadratic[j]! * at.u[j]! + ball - columnDot(problem.matrix, j, at.y)
  return side === atLower ? slope < -wrongSlope : slope > wrongSlope
}

function clamp(problem: Standard, at: Point): void {
  for (let j = 0; j < at.u.length; j++)
    if (problem.free[j] === 0) at.u[j] = Math.min(Math.max(at.u[j]!, 0), problem.range[j]!)
}
