/** The inner method: projected semismooth Newton steps up the dual, each column answering in closed form. */

import { measureMiss, rebase, slopeOfStep, take } from './dense.ts'
import type { Form } from './form.ts'
import { narrow } from './live.ts'
import { aim, aimStraight } from './newton.ts'
import { nearness, rowGap } from './proof.ts'
import { lossOfStraight, straighten } from './straight.ts'
import { search, slopeAtStart } from './search.ts'
import { advance, settle, slopesOf, turn } from './sweep.ts'
import type { Work } from './tools.ts'

export interface Ascent {
  readonly steps: number
  readonly met: boolean // whether `enough` was satisfied
}

// How far the multiplier of a row that no free column answers moves in a step, against the largest unit cost.
const firstCaution = 0.01
const mostCaution = 0.01
const leastCaution = 1e-6

/**
 * Climbs from work.z, where columns are settled, until `enough` says so, nothing moves, or the steps are used up. `unit`
 * is the largest unit cost, in which the safeguard is measured. Ends settled
 * but for columns at rest: their slopes may be as old as the last look at all columns.
 */
export function ascend(
  form: Form,
  work: Work,
  unit: number,
  mostSteps: number,
  enough: (gap: number) => boolean,
): Ascent {
  let caution = firstCaution
  let isWhole = false
  for (let steps = 0; ; steps++) {
    const met = isMet(form, work, enough) || (isWhole && endStraight(form, work, enough))
    if (met || steps === mostSteps) return { steps, met }
    const taken = step(form, work, (caution * hardest(form, work)) / unit, steps)
    if (taken.length === 0) return { steps, met: false }
    isWhole = work.dense === null && taken.length === 1
    // The safeguard follows what the last step met: a straight slope asks for longer steps, a bend for shorter ones.
    if (taken.length < taken.longest) caution = Math.min(caution * 4, mostCaution)
    else if (taken.isStraight) caution = Math.max(caution / 10, leastCaution)
  }
}

interface Step {
  readonly length: number // 0 where nothing moves
  readonly longest: number
  readonly isStraight: boolean // whether the dual still climbs half as fast at its end
}

function step(form: Form, work: Work, damping: number, steps: number): Step {
  let longest = 1
  aim(form, work, damping)
  let slope = initialSlope(form, work)
  if (!(slope > 0)) {
    longest = aimStraight(form, work, damping)
    slope = initialSlope(form, work)
  }
  if (!(slope > 0)) return { length: 0, longest, isStraight: false }
  const way = sizeOf(work.along)
  if (longest * way > work.reach) slopesOf(form, work)
  turn(form, work)
  const { length, here } = search(form, work, slope, longest, steps)
  if (length === 0) settle(form, work)
  else advance(form, work, length)
  if (work.dense !== null) take(form, work.dense, length)
  work.reach -= length * way
  // Steps that had to be shortened are followed by others as long.
  if (length === longest) narrow(form, work, length * way)
  return { length, longest, isStraight: here > 0.5 * slope }
}

function isMet(form: Form, work: Work, enough: (gap: number) => boolean): boolean {
  const coupling = work.dense === null ? 0 : measureMiss(form, work, work.dense)
  return enough(rowGap(form, work, nearness) + nearness * coupling)
}

// A step that left more than this of the rows' sides unmet is not the last.
const nearlyMet = 1e-4
// What columns lose may take a hundredth of the gap asked for, while `enough` leaves a thousandth to the rows.
const lightly = 0.1

/** Whether the whole step just taken is enough once columns follow it in a straight line; leaves them there if so. */
function endStraight(form: Form, work: Work, enough: (gap: number) => boolean): boolean {
  if (!(hardest(form, work) <= nearlyMet)) return false
  const loss = lossOfStraight(form, work)
  if (!(loss <= nearlyMet)) return false
  straighten(form, work)
  if (enough(rowGap(form, work, nearness) + lightly * loss)) return true
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

function sizeOf(along: Float64Array): number {
  let sum = 0
  for (let i = 0; i < along.length; i++) sum += along[i]! * along[i]!
  return Math.sqrt(sum)
}
