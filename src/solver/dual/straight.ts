/** The last step: places that follow the direction in a straight line meet the rows exactly, where answers only nearly do. */

import type { Form } from './form.ts'
import { aimAgain } from './newton.ts'
import { sizeOf } from './products.ts'
import { advance, gather, turn } from './sweep.ts'
import type { Work } from './tools.ts'

/**
 * What columns would lose, at most and to first order, by standing where the whole step takes them in a straight line, from
 * where it began by the ease it was aimed with, instead of where they answer: the sum of (straight − answered)^2 / ease.
 * Infinite where one has come to rest or to a bound elsewhere. Leaves the straight places in scratch.
 */
export function lossOfStraight(form: Form, work: Work): number {
  const { lower, upper } = form
  const { moving, movers, from, held, turn, x, ease, scratch } = work
  let sum = 0
  for (let c = 0; c < movers; c++) {
    const j = moving[c]!
    const place = Math.min(Math.max(from[j]! - held[j]! * turn[j]!, lower[j]!), upper[j]!)
    scratch[c] = place
    const apart = place - x[j]!
    if (apart !== 0) sum += (apart * apart) / ease[j]!
  }
  return sum
}

/**
 * Places columns where the straight line took them, and takes them, multipliers and slopes along it once more, for what the
 * safeguards and the rounding of the system left of the rows.
 */
export function straighten(form: Form, work: Work): void {
  const { lower, upper } = form
  const { moving, movers, x, scratch, held, along } = work
  for (let c = 0; c < movers; c++) x[moving[c]!] = scratch[c]!
  gather(form, work)
  aimAgain(work)
  turn(form, work)
  for (let c = 0; c < movers; c++) {
    const j = moving[c]!
    x[j] = Math.min(Math.max(x[j]! - held[j]! * work.turn[j]!, lower[j]!), upper[j]!)
  }
  advance(form, work, 1)
  work.reach -= sizeOf(along)
}
