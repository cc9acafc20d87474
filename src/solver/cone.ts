/** The ball as a second-order cone, with the scaling of Nesterov and Todd. */

// ||P^(1/2) (u + offset)|| <= radius says that s = (radius, P^(1/2) (u + offset)) lies in the cone Q = { s0 >= ||s1|| };
// its multiplier zeta lies in Q too, and s'zeta = 0 at the optimum. Unlike the squared form both are linear in u, so a
// Newton step leaves no curvature behind. Formulas after Vandenberghe, "The CVXOPT linear and quadratic cone program
// solvers" (2010): with wbar of determinant one, W^-2 = (2 (J wbar)(J wbar)' - J) / eta^2, J = diag(1, -1, ..., -1).

import { dot } from './matrix.ts'
import type { Standard } from './standard.ts'

export interface Cone {
  readonly members: Int32Array // columns with a weight, in the order of s1
  readonly root: Float64Array // their sqrt(p)
  readonly shift: Float64Array // their sqrt(p) * offset
  readonly radius: number
  readonly s: Float64Array
  readonly zeta: Float64Array
  readonly ds: Float64Array
  readonly dzeta: Float64Array
  /** What s = (radius, P^(1/2) (u + offset)) still misses. */
  readonly left: Float64Array
  /** W^-1 (l \ d): where the complementarity alone would take zeta. */
  readonly aim: Float64Array
  readonly wbar: Float64Array
  readonly scaled: Float64Array // l = W zeta = W^-1 s
  eta: number
}

export function coneOf(problem: Standard): Cone | null {
  const { ball } = problem
  if (ball === null) return null
  const list: number[] = []
  for (let j = 0; j < ball.weight.length; j++) if (ball.weight[j]! > 0) list.push(j)
  const members = Int32Array.from(list)
  const root = Float64Array.from(members, (j) => Math.sqrt(ball.weight[j]!))
  const array = (): Float64Array => new Float64Array(members.length + 1)
  return {
    members,
    root,
    shift: root.map((r, k) => r * ball.offset[members[k]!]!),
    radius: Math.sqrt(2 * ball.cap),
    s: array(),
    zeta: array(),
    ds: array(),
    dzeta: array(),
    left: array(),
    aim: array(),
    wbar: array(),
    scaled: array(),
    eta: 1,
  }
}

/** Starts inside both cones: s around the given place, zeta on the axis with the product wanted. */
export function startCone(cone: Cone, u: Float64Array, product: number): void {
  const { members, root, shift, radius, s, zeta } = cone
  for (let k = 0; k < members.length; k++) s[k + 1] = root[k]! * u[members[k]!]! + shift[k]!
  s[0] = Math.max(radius, roomier * Math.sqrt(tail(s, s)))
  zeta.fill(0)
  zeta[0] = product / s[0]
}

const roomier = 1.5

/** Updates what s still misses; returns the largest part. */
export function measureCone(cone: Cone, u: Float64Array): number {
  const { members, root, shift, radius, s, left } = cone
  left[0] = radius - s[0]!
  let worst = Math.abs(left[0])
  for (let k = 0; k < members.length; k++) {
    left[k + 1] = root[k]! * u[members[k]!]! + shift[k]! - s[k + 1]!
    worst = Math.max(worst, Math.abs(left[k + 1]!))
  }
  return worst
}

/** The scaling point of s and zeta. */
export function scaleCone(cone: Cone): void {
  const { s, zeta, wbar, scaled } = cone
  const sSize = Math.sqrt(determinant(s))
  const zSize = Math.sqrt(determinant(zeta))
  const cosine = dot(s, zeta) / (sSize * zSize)
  const double = 2 * Math.sqrt(0.5 * (1 + cosine))
  wbar[0] = (s[0]! / sSize + zeta[0]! / zSize) / double
  for (let k = 1; k < s.length; k++) wbar[k] = (s[k]! / sSize - zeta[k]! / zSize) / double
  cone.eta = Math.sqrt(sSize / zSize)
  applyW(cone, zeta, scaled)
}

/** s0^2 - ||s1||^2, as a product so that little is lost near the boundary. */
function determinant(s: Float64Array): number {
  const length = Math.sqrt(tail(s, s))
  return Math.max((s[0]! - length) * (s[0]! + length), Number.MIN_VALUE)
}

/** The inner product without the first entries. */
function tail(x: Float64Array, y: Float64Array): number {
  let sum = 0
  for (let k = 1; k < x.length; k++) sum += x[k]! * y[k]!
  return sum
}

/** out = W x */
function applyW(cone: Cone, x: Float64Array, out: Float64Array): void {
  const { wbar, eta } = cone
  const along = tail(wbar, x)
  const first = wbar[0]! * x[0]! + along
  const share = x[0]! + along / (1 + wbar[0]!)
  for (let k = 1; k < x.length; k++) out[k] = eta * (x[k]! + share * wbar[k]!)
  out[0] = eta * first
}

/** out = W^-1 x */
function applyInverse(cone: Cone, x: Float64Array, out: Float64Array): void {
  const { wbar, eta } = cone
  const along = tail(wbar, x)
  const first = wbar[0]! * x[0]! - along
  const share = along / (1 + wbar[0]!) - x[0]!
  for (let k = 1; k < x.length; k++) out[k] = (x[k]! + share * wbar[k]!) / eta
  out[0] = first / eta
}

/** out = W^-2 x */
function applyInverseSquare(cone: Cone, x: Float64Array, out: Float64Array): void {
  const { wbar, eta } = cone
  const over = 1 / (eta * eta)
  const along = 2 * (wbar[0]! * x[0]! - tail(wbar, x))
  const first = along * wbar[0]! - x[0]!
  for (let k = 1; k < x.length; k++) out[k] = over * (x[k]! - along * wbar[k]!)
  out[0] = over * first
}

/** The cone's curvature: p / eta^2 on the diagonal, and the row g with (W^-2)_11 = I / eta^2 + (rank one) for the rest. */
export function curveCone(
  cone: Cone,
  curvature: Float64Array,
  row: (column: number, value: number) => void,
): void {
  const { members, root, wbar, eta } = cone
  const over = 1 / (eta * eta)
  const rankOne = Math.SQRT2 / eta
  for (let k = 0; k < members.length; k++) {
    curvature[members[k]!]! += root[k]! * root[k]! * over
    row(members[k]!, rankOne * root[k]! * wbar[k + 1]!)
  }
}

/** The predictor aims at no product at all: a = W^-1 (-l) = -zeta. */
export function aimConeAtZero(cone: Cone): void {
  const { zeta, aim } = cone
  for (let k = 0; k < aim.length; k++) aim[k] = -zeta[k]!
}

/** The corrector aims at mu e, less the second-order term of the direction found before (if `corrected`). */
export function aimCone(cone: Cone, mu: number, corrected: boolean): void {
  const { scaled, ds, dzeta, aim } = cone
  const wanted = new Float64Array(aim.length)
  product(scaled, scaled, wanted)
  if (corrected) {
    const first = new Float64Array(aim.length)
    const second = new Float64Array(aim.length)
    const crossed = new Float64Array(aim.length)
    applyInverse(cone, ds, first)
    applyW(cone, dzeta, second)
    product(first, second, crossed)
    for (let k = 0; k < wanted.length; k++) wanted[k]! += crossed[k]!
  }
  for (let k = 0; k < wanted.length; k++) wanted[k] = -wanted[k]!
  wanted[0]! += mu
  divide(scaled, wanted)
  applyInverse(cone, wanted, aim)
}

/** out = x o y, the Jordan product. */
function product(x: Float64Array, y: Float64Array, out: Float64Array): void {
  const first = dot(x, y)
  for (let k = 1; k < x.length; k++) out[k] = x[0]! * y[k]! + y[0]! * x[k]!
  out[0] = first
}

/** Overwrites d with the x for which l o x = d. */
function divide(l: Float64Array, d: Float64Array): void {
  const first = (l[0]! * d[0]! - tail(l, d)) / determinant(l)
  for (let k = 1; k < d.length; k++) d[k] = (d[k]! - first * l[k]!) / l[0]!
  d[0] = first
}

/** Adds to the columns' force what the aim and the misses of s ask for. */
export function pushCone(cone: Cone, force: Float64Array): void {
  const { members, root, aim, left, ds } = cone
  applyInverseSquare(cone, left, ds)
  for (let k = 0; k < members.length; k++) force[members[k]!]! += root[k]! * (aim[k + 1]! - ds[k + 1]!)
}

/** The directions of s and zeta that belong to du. */
export function directCone(cone: Cone, du: Float64Array): void {
  const { members, root, aim, left, ds, dzeta } = cone
  ds[0] = left[0]!
  for (let k = 0; k < members.length; k++) ds[k + 1] = root[k]! * du[members[k]!]! + left[k + 1]!
  applyInverseSquare(cone, ds, dzeta)
  for (let k = 0; k < dzeta.length; k++) dzeta[k] = aim[k]! - dzeta[k]!
}

/** The longest step along `move` that stays in the cone, at most `most`. */
export function longestIn(from: Float64Array, move: Float64Array, most: number): number {
  const a = move[0]! * move[0]! - tail(move, move)
  const b = from[0]! * move[0]! - tail(from, move)
  const c = determinant(from)
  const inside = b * b - a * c
  if (inside < 0) return most
  const below = Math.sqrt(inside) - b
  return below > 0 ? Math.min(most, c / below) : most
}

/** The product s'zeta after the given steps. */
export function coneProduct(cone: Cone, primal: number, dual: number): number {
  const { s, zeta, ds, dzeta } = cone
  let sum = 0
  for (let k = 0; k < s.length; k++) sum += (s[k]! + primal * ds[k]!) * (zeta[k]! + dual * dzeta[k]!)
  return sum
}

export function advanceCone(cone: Cone, primal: number, dual: number): void {
  const { s, zeta, ds, dzeta } = cone
  for (let k = 0; k < s.length; k++) s[k]! += primal * ds[k]!
  for (let k = 0; k < s.length; k++) zeta[k]! += dual * dzeta[k]!
}

/** The multiplier of 1/2 sum p (u + offset)^2 <= cap that zeta stands for. */
export function multiplierOf(cone: Cone): number {
  return cone.zeta[0]! / cone.s[0]!
}

/** How far s is from the cone's boundary, as a share of the radius. */
export function slackOf(cone: Cone): number {
  return 1 - Math.sqrt(tail(cone.s, cone.s)) / cone.s[0]!
}
