/** How far to go along a direction: the dual along a line needs no more than one slope of each column. */

import type { Form } from './form.ts'
import { answer, survey, wayBefore } from './sweep.ts'
import type { Work } from './tools.ts'

// A step may leave this share of the slope it began with, or take as much back.
const flat = 0.2
const overshoot = 0.1
// Later steps must be known to climb, but for rounding, so that the method cannot go round in circles.
const looseSteps = 8
const lateOvershoot = 0.01
const mostRounds = 30

/**
 * A length at which the dual, concave along the direction, has not fallen far from its highest place, or 0: the longest, or
 * one found by secants, in which an end that stands twice running counts half, so that the other does not creep (the
 * Illinois rule).
 */
export function search(form: Form, work: Work, slope: number, longest: number, steps: number): number {
  const bend = bendOf(form, work)
  const before = wayBefore(form, work)
  const count = survey(work, longest)
  const allowed = (steps < looseSteps ? overshoot : lateOvershoot) * slope
  let low = 0
  let high = longest
  let lowSlope = slope
  let rise = slope // as the secant counts it: the slope at the low end
  let fall = 0 // and at the high end
  let side = 0
  let length = longest
  for (let round = 0; round < mostRounds; round++) {
    const here = slope + (answer(form, work, length, work.restless, count) - before) - length * bend
    if (here >= 0) {
      if (length === longest || here <= flat * slope) return length
      low = length
      lowSlope = rise = here
      if (side === 1) fall *= 0.5
      side = 1
    } else {
      if (lowSlope * low + here * (length - low) >= -allowed * length) return length
      high = length
      fall = here
      if (side === -1) rise *= 0.5
      side = -1
    }
    const secant = low + ((high - low) * rise) / (rise - fall)
    length = Math.min(Math.max(secant, low + 0.1 * (high - low)), low + 0.9 * (high - low))
  }
  return 0
}

/** How much the slope along the direction falls per unit length by the squares of the soft rows and by the coupling. */
function bendOf({ n, soft }: Form, { along, dense }: Work): number {
  let sum = 0
  for (let i = 0; i < along.length; i++) if (soft[i] === 1) sum += along[i]! * along[i]!
  if (dense === null) return sum
  for (let j = 0; j < n; j++) sum += dense.step[j]! * dense.pull[j]!
  return sum
}

/** The derivative of the dual along the direction where it begins; rows whose multiplier rests at zero count nothing. */
export function slopeAtStart({ low, high }: Form, { along, gradient, z }: Work): number {
  let sum = 0
  for (let i = 0; i < along.length; i++) {
    const part = along[i]! * gradient[i]!
    if (part > 0 || z[i] !== 0 || low[i] === high[i]) sum += part
  }
  return sum
}
