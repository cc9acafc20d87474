/** One step of the walk: Mehrotra's predictor and corrector, with one factorisation. */

import {
  advanceCone,
  aimCone,
  aimConeAtZero,
  coneProduct,
  curveCone,
  directCone,
  longestIn,
  pushCone,
  scaleCone,
} from './cone.ts'
import type { Cone } from './cone.ts'
import { solveSystem } from './newton/solve.ts'
import { refactor, resetSlack } from './newton/system.ts'
import { measure } from './walk.ts'
import type { Walk } from './walk.ts'

export interface Lengths {
  readonly primal: number
  readonly dual: number
}

// A free column's curvature is at least this (in scaled units): a proximal term, so it slows but never biases.
const proximal = 1e-8
// The same for every column, so that D never exceeds what a double can carry beside the others.
const steady = 1e-10

/** One predictor and corrector. `least` keeps mu from running ahead of equations that rounding does not let close. */
export function step(walk: Walk, least: number): Lengths {
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

/** H = Q + z/u + v/w, and the curvature of the cone. */
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
