/** Where the walk begins. */

import { startCone } from './cone.ts'
import type { Cone } from './cone.ts'
import { idleRows } from './newton/idle.ts'
import { solveSystem } from './newton/solve.ts'
import { refactor, resetSlack } from './newton/system.ts'
import type { Walk } from './walk.ts'

/** Mehrotra's start: the shortest solution of the rows and the best fitting multipliers, moved inside the bounds. */
export function begin(walk: Walk, start?: Float64Array): Float64Array | null {
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
  if (walk.cone !== null) beginCone(walk, walk.cone, price * inner)
}

/** Free columns of the ball start at its middle: far outside, the first steps would only lead back. */
function beginCone(walk: Walk, cone: Cone, product: number): void {
  const { problem, at } = walk
  for (let k = 0; k < cone.members.length; k++) {
    const j = cone.members[k]!
    if (problem.free[j] === 1) at.u[j] = -problem.ball!.offset[j]!
  }
  startCone(cone, at.u, product)
}
