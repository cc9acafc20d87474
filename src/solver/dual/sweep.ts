/** Passes over the columns: slopes from multipliers, places from slopes, and what the rows make of them. */

import type { Form } from './form.ts'
import { awaken } from './live.ts'
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
  for (let c = 0; c < lively; c++) {
    const j = live[c]!
    const end = start[j + 1]!
    let s = base[j]! + dot(loadings, j * k, multipliers, k)
    for (let p = start[j]!; p < end; p++) s += value[p]! * multipliers[k + index[p]!]!
    out[j] = s
  }
}

/** The sum of k products, four at a time: four sums wait for each other less than one. */
function dot(x: Float64Array, at: number, y: Float64Array, k: number): number {
  let p = 0
  let q = 0
  let r = 0
  let s = 0
  let i = 0
  for (; i + 3 < k; i += 4) {
    p += x[at + i]! * y[i]!
    q += x[at + i + 1]! * y[i + 1]!
    r += x[at + i + 2]! * y[i + 2]!
    s += x[at + i + 3]! * y[i + 3]!
  }
  for (; i < k; i++) p += x[at + i]! * y[i]!
  return p + q + (r + s)
}

/** The sum of k squares. */
export function squareOf(x: Float64Array, at: number, k: number): number {
  let p = 0
  let q = 0
  let i = 0
  for (; i + 1 < k; i += 2) {
    p += x[at + i]! * x[at + i]!
    q += x[at + i + 1]! * x[at + i + 1]!
  }
  for (; i < k; i++) p += x[at + i]! * x[at + i]!
  return p + q
}

/** From the slopes at work.z: x, ease, product and residual. */
export function settle(form: Form, work: Work): void {
  answer(form, work, 0)
  gather(form, work)
}

/** x and ease with the slopes this far along the direction; returns turn'(x − from), the way the columns went along it. */
export function answer(form: Form, work: Work, length: number): number {
  const { origin } = form
  const { live, lively, slope, turn, x, ease, from, restLow, restHigh, curve, center } = work
  let way = 0
  for (let c = 0; c < lively; c++) {
    const j = live[c]!
    const s = slope[j]! + length * turn[j]!
    let place = origin[j]!
    // Most columns stay where they began.
    if (s >= restLow[j]! && s <= restHigh[j]!) ease[j] = 0
    else place = respond(form, j, s, curve[j]!, center[j]!, ease)
    x[j] = place
    way += turn[j]! * (place - from[j]!)
  }
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
  const { live, lively, x, product, terms } = work
  product.set(work.resting)
  terms.set(work.restingTerms)
  for (let c = 0; c < lively; c++) {
    const j = live[c]!
    const moved = x[j]! - origin[j]!
    if (moved === 0) continue
    add(loadings, j * k, moved, product, 0, k)
    const end = start[j + 1]!
    for (let p = start[j]!; p < end; p++) {
      const part = value[p]! * moved
      product[k + index[p]!]! += part
      terms[k + index[p]!]! += Math.abs(part)
    }
  }
  weighRows(form, work)
}

/** to += factor * x, over k entries from the places given. */
export function add(
  x: Float64Array,
  at: number,
  factor: number,
  to: Float64Array,
  from: number,
  k: number,
): void {
  let i = 0
  for (; i + 3 < k; i += 4) {
    to[from + i]! += x[at + i]! * factor
    to[from + i + 1]! += x[at + i + 1]! * factor
    to[from + i + 2]! += x[at + i + 2]! * factor
    to[from + i + 3]! += x[at + i + 3]! * factor
  }
  for (; i < k; i++) to[from + i]! += x[at + i]! * factor
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
