/** The inner method: projected semismooth Newton steps up the dual, each column answering in closed form. */

import { measureMiss, rebase, slopeOfStep, take } from './dense.ts'
import type { Form } from './form.ts'
import { aim, aimStraight } from './newton.ts'
import { nearness, rowGap } from './proof.ts'
import { slopeAlong, slopeAtStart, stride, sweep } from './sweep.ts'
import type { Work } from './tools.ts'

export interface Ascent {
  readonly steps: number
  readonly met: boolean // whether `enough` was satisfied
}

// A step that takes back more than this share of the slope it began with has gone too far.
const overshoot = 0.5
// Later steps must be known to climb, so that the method cannot go round in circles.
const looseSteps = 8
const mostShortenings = 30

/**
 * Climbs from work.z until `enough` says so, nothing moves, or the steps are used up. `unit` is the largest unit cost:
 * the multiplier of a row that no free column answers moves by about as much in a step. Ends swept at work.z.
 */
export function ascend(
  form: Form,
  work: Work,
  unit: number,
  mostSteps: number,
  enough: (gap: number) => boolean,
): Ascent {
  sweepAt(form, work, 0)
  let caution = 1
  for (let steps = 0; ; steps++) {
    const coupling = work.dense === null ? 0 : measureMiss(form, work, work.dense, 0)
    if (enough(rowGap(form, work, nearness) + nearness * coupling)) return { steps, met: true }
    if (steps === mostSteps) return { steps, met: false }
    aim(form, work, (caution * hardest(form, work)) / unit)
    let slope = initialSlope(form, work)
    let longest = 1
    if (!(slope > 0)) {
      longest = aimStraight(form, work)
      slope = initialSlope(form, work)
    }
    if (!(slope > 0)) return { steps, met: false }
    const length = search(form, work, slope, longest, steps < looseSteps ? overshoot : 0)
    if (length === 0) return { steps, met: false }
    // The safeguard follows what the last step met: a straight slope asks for longer steps, a bend for shorter ones.
    if (length < longest) caution = Math.min(caution * 4, mostCaution)
    else if (slopeAt(form, work, length) > 0.5 * slope) caution = Math.max(caution / 10, leastCaution)
    work.z.set(work.trial)
    if (work.dense !== null) take(form, work.dense, length)
  }
}

/** One pass with the multipliers, and what couples the columns, this far along the direction. */
export function sweepAt(form: Form, work: Work, length: number): void {
  stride(form, work, length)
  if (work.dense !== null) rebase(form, work, work.dense, length)
  sweep(form, work)
}

function slopeAt(form: Form, work: Work, length: number): number {
  return slopeAlong(form, work) + (work.dense === null ? 0 : slopeOfStep(form, work, work.dense, length))
}

function initialSlope(form: Form, work: Work): number {
  return slopeAtStart(form, work) + (work.dense === null ? 0 : slopeOfStep(form, work, work.dense, 0))
}

const mostCaution = 1e3
const leastCaution = 1e-6

/** The largest violation of a hard row. */
function hardest(form: Form, work: Work): number {
  let most = 0
  for (let i = form.k; i < form.k + form.hard; i++) most = Math.max(most, Math.abs(work.residual[i]!))
  return most
}

/** A length at which the dual, concave along the direction, has not fallen far from its highest place; 0 for none. */
function search(form: Form, work: Work, slope: number, longest: number, overshoot: number): number {
  let low = 0
  let lowSlope = slope
  let length = longest
  for (let round = 0; round < mostShortenings; round++) {
    sweepAt(form, work, length)
    const here = slopeAt(form, work, length)
    if (lowSlope * low + here * (length - low) >= -overshoot * slope * length) return length
    if (here >= 0) {
      low = length
      lowSlope = here
    }
    const secant = low + ((length - low) * lowSlope) / (lowSlope - here)
    length = Math.min(Math.max(secant, low + 0.1 * (length - low)), low + 0.9 * (length - low))
  }
  return 0
}
