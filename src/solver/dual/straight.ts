/** The last step: places that follow the direction in a straight line meet the rows exactly, where answers only nearly do. */

import type { Form } from './form.ts'
import { aimAgain } from './newton.ts'
import { dot } from './products.ts'
import { gather } from './sweep.ts'
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

/** Places columns where the straight line took them, and mends what the safeguards let the rows miss by the same system. */
export function straighten(form: Form, work: Work): void {
  const { moving, movers, x, scratch } = work
  for (let c = 0; c < movers; c++) x[moving[c]!] = scratch[c]!
  gather(form, work)
  aimAgain(work)
  shift(form, work)
  gather(form, work)
}

/** Every column that moves takes its own response to the direction, as far as the system counts it. */
export function shift(form: Form, { along, held, x, moving, movers }: Work): void {
  const { k, loadings, start, index, value, lower, upper } = form
  for (let c = 0; c < movers; c++) {
    const j = moving[c]!
    if (held[j] === 0) continue
    let slope = dot(loadings, j * k, along, k)
    for (let p = start[j]!; p < start[j + 1]!; p++) slope += value[p]! * along[k + index[p]!]!
    x[j] = Math.min(Math.max(x[j]! - held[j]! * slope, lower[j]!), upper[j]!)
  }
}
