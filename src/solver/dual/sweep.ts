/** Passes over the columns: slopes from multipliers, places from slopes, and what the rows make of them. */

import type { Form } from './form.ts'
import { awaken } from './live.ts'
import { pullDense, pushDense } from './products.ts'
import { respond } from './response.ts'
import type { Work } from './tools.ts'

/** The slopes at work.z, anew, of all columns. */
export function slopesOf(form: Form, work: Work): void {
  if (work.lively < form.n) awaken(form, work)
  work.reach = Infinity
  pull(form, work, work.z, work.base, work.slope)
}

/** How slopes change along the direction; what the coupling adds is there already, or nothing. */
export function turn(form: Form, work: Work): void {
  pull(form, work, work.along, work.dense === null ? work.still : work.dense.pull, work.turn)
  work.from.set(work.x)
}

/** out = base + M' multipliers, of the columns that are alive. */
function pull(
  form: Form,
  work: Work,
  multipliers: Float64Array,
  base: Float64Array,
  out: Float64Array,
): void {
  const { k, loadings, start, index, value } = form
  const { live, lively } = work
  pullDense(loadings, k, live, lively, multipliers, base, out)
  if (form.m === 0) return
  for (let c = 0; c < lively; c++) {
    const j = live[c]!
    const end = start[j + 1]!
    let s = out[j]!
    for (let p = start[j]!; p < end; p++) s += value[p]! * multipliers[k + index[p]!]!
    out[j] = s
  }
}

/** From the slopes at work.z: x, ease, product and residual. */
export function settle(form: Form, work: Work): void {
  answer(form, work, 0, work.live, work.lively)
  gather(form, work)
}

/** Lists, in `restless`, the columns that are alive and not at rest at both ends of the direction; others rest all the way. */
export function survey(work: Work, longest: number): number {
  const { live, lively, restless, slope, turn, restLow, restHigh } = work
  let count = 0
  for (let c = 0; c < lively; c++) {
    const j = live[c]!
    const s = slope[j]!
    const e = s + longest * turn[j]!
    if (s >= restLow[j]! && s <= restHigh[j]! && e >= restLow[j]! && e <= restHigh[j]!) continue
    restless[count++] = j
  }
  return count
}

/**
 * x and ease with the slopes this far along the direction, of the columns listed, all others at rest; returns
 * turn'(x − origin), how far the columns are along it.
 */
export function answer(form: Form, work: Work, length: number, list: Int32Array, count: number): number {
  const { origin } = form
  const { moving, slope, turn, pushed, x, ease, restLow, restHigh, curve, center } = work
  for (let c = 0; c < work.movers; c++) {
    const j = moving[c]!
    x[j] = origin[j]!
    ease[j] = 0
  }
  let movers = 0
  let way = 0
  for (let c = 0; c < count; c++) {
    const j = list[c]!
    const s = slope[j]! + length * turn[j]!
    // Most columns stay where they began.
    if (s >= restLow[j]! && s <= restHigh[j]!) continue
    pushed[j] = s
    respond(form, j, pushed, curve, center, x, ease)
    way += turn[j]! * (x[j]! - origin[j]!)
    moving[movers++] = j
  }
  work.movers = movers
  return way
}

/** turn'(x − origin) where the direction begins. */
export function wayBefore({ origin }: Form, { moving, movers, turn, x }: Work): number {
  let way = 0
  for (let c = 0; c < movers; c++) way += turn[moving[c]!]! * (x[moving[c]!]! - origin[moving[c]!]!)
  return way
}

/** Goes this far along the direction for good; the places there have been answered. */
export function advance(form: Form, work: Work, length: number): void {
  const { low, high } = form
  const { live, lively, slope, turn, z, along } = work
  for (let c = 0; c < lively; c++) slope[live[c]!]! += length * turn[live[c]!]!
  for (let i = 0; i < z.length; i++) {
    const from = z[i]!
    const to = from + length * along[i]!
    // The multiplier of a range that comes to zero stops there.
    z[i] = from * to < 0 && low[i]! < high[i]! ? 0 : to
  }
  gather(form, work)
}

/** M x from what it was where columns began, with the size of its terms; and the residuals at work.z. */
export function gather(form: Form, work: Work): void {
  const { k, loadings, start, index, value, origin } = form
  const { moving, movers, amount, x, product, terms } = work
  product.set(work.resting)
  terms.set(work.restingTerms)
  for (let c = 0; c < movers; c++) {
    const j = moving[c]!
    const moved = x[j]! - origin[j]!
    amount[c] = moved
    const end = start[j + 1]!
    for (let p = start[j]!; p < end; p++) {
      const part = value[p]! * moved
      product[k + index[p]!]! += part
      terms[k + index[p]!]! += Math.abs(part)
    }
  }
  pushDense(loadings, k, moving, movers, amount, product, 0)
  weighRows(form, work)
}

/** The gradient of the dual: how far each row is beyond the side its multiplier speaks for. */
function weighRows(form: Form, work: Work): void {
  const { low, high, soft } = form
  const { z, product, residual } = work
  for (let i = 0; i < z.length; i++) {
    const met = product[i]!
    const reply = soft[i] === 1 ? z[i]! : 0
    residual[i] = met - sideOf(low[i]!, high[i]!, z[i]!, met) - reply
  }
}

function sideOf(low: number, high: number, multiplier: number, met: number): number {
  if (multiplier > 0) return high
  if (multiplier < 0) return low
  return Math.min(Math.max(met, low), high)
}
