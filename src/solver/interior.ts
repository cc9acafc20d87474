/** A primal-dual interior-point method: follows the central path of a standard program to its end. */

import type { System } from './newton/system.ts'
import type { Standard } from './standard.ts'
import { begin } from './start.ts'
import { step } from './step.ts'
import type { Lengths } from './step.ts'
import { asSeen, assign, copyOf, measure, walkOf } from './walk.ts'
import type { Point, Walk } from './walk.ts'

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

const firstJump = 4
const betweenJumps = 3

/** Long steps, or a gap that is closed to a part in a thousand, with the rows nearly met. */
function isStraight(walk: Walk, lengths: Lengths, goal: Goal): boolean {
  const { found, rowScale } = walk
  const small = found.gap < 1e-3 * Math.max(Math.abs(found.objective), goal.floor)
  const long = Math.min(lengths.primal, lengths.dual) > 0.9
  return (small || long) && found.rows < 1e-5 * rowScale
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
