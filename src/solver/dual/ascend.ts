/** The inner method: projected semismooth Newton steps up the dual, each column answering in closed form. */

import { measureMiss, rebase, slopeOfStep, take } from './dense.ts'
import type { Form } from './form.ts'
import { narrow } from './live.ts'
import { aim, aimStraight } from './newton.ts'
import { sizeOf } from './products.ts'
import { nearness, rowGap } from './proof.ts'
import { lossOfStraight, straighten } from './straight.ts'
import { search, slopeAtStart } from './search.ts'
import { advance, settle, slopesOf, turn } from './sweep.ts'
import type { Work } from './tools.ts'

/** What a climb is to reach. */
export interface Goal {
  /** Whether the rows are met, with this gap of theirs, in which squares count `nearness` times. */
  readonly enough: (gap: number) => boolean
  /** Whether columns may lose this much by not standing where they answer. */
  readonly affords: (loss: number) => boolean
}

export interface Ascent {
  readonly steps: number
  readonly met: boolean // whether the goal was reached
}

// How far the multiplier of a row that no free column answers moves in a step, against the largest unit cost.
const firstCaution = 0.01
const mostCaution = 0.01
const leastCaution = 1e-6

/**
 * Climbs from work.z, where columns are settled, until the goal is reached, nothing moves, or the steps are used up. `unit`
 * is the largest unit cost, in which the safeguard is measured. Ends settled, or straightened, but for columns at rest:
 * their slopes may be as old as the last look at all columns.
 */
export function ascend(form: Form, work: Work, unit: number, mostSteps: number, goal: Goal): Ascent {
  let caution = firstCaution
  let isWhole = false
  for (let steps = 0; ; steps++) {
    const met = isMet(form, work, goal) || (isWhole && endStraight(form, work, goal))
    if (met || steps === mostSteps) return { steps, met }
    const taken = step(form, work, (caution * hardest(form, work)) / unit, steps)
    if (taken.length === 0) return { steps, met: false }
    isWhole = work.dense === null && taken.length === 1
    // The safeguard follows what the last step met: where all of it was good the next may be bolder, at a bend not.
    const isBent = taken.length < taken.longest
    caution = isBent ? Math.min(caution * 4, mostCaution) : Math.max(caution / 10, leastCaution)
  }
}

interface Step {
  readonly length: number // 0 where nothing moves
  readonly longest: number
}

function step(form: Form, work: Work, damping: number, steps: number): Step {
  let longest = 1
  aim(form, work, damping)
  let slope = initialSlope(form, work)
  if (!(slope > 0)) {
    longest = aimStraight(form, work, damping)
    slope = initialSlope(form, work)
  }
  if (!(slope > 0)) return { length: 0, longest }
  const way = sizeOf(work.along)
  if (longest * way > work.reach) slopesOf(form, work)
  turn(form, work)
  const length = search(form, work, slope, longest, steps)
  if (length === 0) settle(form, work)
  else advance(form, work, length)
  if (work.dense !== null) take(form, work.dense, length)
  work.reach -= length * way
  // Steps that had to be shortened are followed by others as long.
  if (length === longest) narrow(form, work, length * way)
  return { length, longest }
}

function isMet(form: Form, work: Work, { enough }: Goal): boolean {
  const coupling = work.dense === null ? 0 : measureMiss(form, work, work.dense)
  return enough(rowGap(form, work, nearness) + nearness * coupling)
}

// Places that follow a step which left more than this of a row unmet are not the last.
const nearlyMet = 1e-4

/** Whether the whole step just taken reaches the goal once columns follow it in a straight line; leaves them there if so. */
function endStraight(form: Form, work: Work, goal: Goal): boolean {
  if (!(hardest(form, work) <= nearlyMet && goal.affords(lossOfStraight(form, work)))) return false
  straighten(form, work)
  // Columns left alone must not have been within reach.
  if (work.reach >= 0 && isMet(form, work, goal)) return true
  settle(form, work)
  return false
}

/** All columns as the multipliers and the coupling say, free of what steps have added up. */
export function settleAnew(form: Form, work: Work): void {
  if (work.dense !== null) rebase(form, work, work.dense)
  slopesOf(form, work)
  settle(form, work)
}

function initialSlope(form: Form, work: Work): number {
  return slopeAtStart(form, work) + (work.dense === null ? 0 : slopeOfStep(form, work, work.dense))
}

/** The largest violation of a hard row. */
function hardest(form: Form, work: Work): number {
  let most = 0
  for (let i = form.k; i < form.k + form.hard; i++) most = Math.max(most, Math.abs(work.residual[i]!))
  return most
}
