/** One pass over the columns: slopes from multipliers, places from slopes, and what the rows make of them. */

import type { Form } from './form.ts'
import { respond } from './response.ts'
import type { Work } from './tools.ts'

/** From work.trial: slope, x, ease, product and residual. */
export function sweep(form: Form, work: Work): void {
  const { n, k, loadings, start, index, value, origin } = form
  const { trial, base, slope, x, ease, product, resting, curve, center } = work
  product.set(resting)
  for (let j = 0; j < n; j++) {
    const end = start[j + 1]!
    let s = base[j]! + dot(loadings, j * k, trial, k)
    for (let p = start[j]!; p < end; p++) s += value[p]! * trial[k + index[p]!]!
    slope[j] = s
    const place = respond(form, j, s, curve[j]!, center[j]!, ease)
    x[j] = place
    // Most columns stay where they began, and what they bring to the rows is known.
    const moved = place - origin[j]!
    if (moved === 0) continue
    add(loadings, j * k, moved, product, k)
    for (let p = start[j]!; p < end; p++) product[k + index[p]!]! += value[p]! * moved
  }
  weighRows(form, work)
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

/** to += factor * x, over k entries. */
function add(x: Float64Array, at: number, factor: number, to: Float64Array, k: number): void {
  let i = 0
  for (; i + 3 < k; i += 4) {
    to[i]! += x[at + i]! * factor
    to[i + 1]! += x[at + i + 1]! * factor
    to[i + 2]! += x[at + i + 2]! * factor
    to[i + 3]! += x[at + i + 3]! * factor
  }
  for (; i < k; i++) to[i]! += x[at + i]! * factor
}

/** M x of the places as they are, and the residuals at work.trial. */
export function measureRows(form: Form, work: Work): void {
  rowsOf(form, work.x, work.product)
  weighRows(form, work)
}

/** out = M x. */
export function rowsOf(
  { n, k, loadings, start, index, value }: Form,
  x: Float64Array,
  out: Float64Array,
): void {
  out.fill(0)
  for (let j = 0; j < n; j++) {
    const place = x[j]!
    if (place === 0) continue
    add(loadings, j * k, place, out, k)
    for (let p = start[j]!; p < start[j + 1]!; p++) out[k + index[p]!]! += value[p]! * place
  }
}

/** The gradient of the dual: how far each row is beyond the side its multiplier speaks for. */
function weighRows(form: Form, work: Work): void {
  const { low, high, soft } = form
  const { trial, product, residual } = work
  for (let i = 0; i < trial.length; i++) {
    const met = product[i]!
    const reply = soft[i] === 1 ? trial[i]! : 0
    residual[i] = met - sideOf(low[i]!, high[i]!, trial[i]!, met) - reply
  }
}

function sideOf(low: number, high: number, multiplier: number, met: number): number {
  if (multiplier > 0) return high
  if (multiplier < 0) return low
  return Math.min(Math.max(met, low), high)
}

/** work.trial = z + length * along, each multiplier of a range stopped where it would change its side. */
export function stride(form: Form, work: Work, length: number): void {
  const { low, high } = form
  const { z, along, trial, gradient } = work
  for (let i = 0; i < z.length; i++) {
    const from = z[i]!
    const to = from + length * along[i]!
    const isRange = low[i]! < high[i]!
    // A multiplier leaves zero only towards the side that is violated.
    trial[i] = isRange && to * (from === 0 ? gradient[i]! : from) <= 0 ? 0 : to
  }
}

/** The derivative of the dual along the direction at the last sweep; multipliers stopped at zero count nothing. */
export function slopeAlong(form: Form, work: Work): number {
  const { low, high } = form
  const { along, residual, trial } = work
  let sum = 0
  for (let i = 0; i < along.length; i++)
    if (trial[i] !== 0 || low[i] === high[i]) sum += along[i]! * residual[i]!
  return sum
}

/** The same at the point the direction was taken from. */
export function slopeAtStart(form: Form, work: Work): number {
  const { low, high } = form
  const { along, gradient, z } = work
  let sum = 0
  for (let i = 0; i < along.length; i++) {
    const part = along[i]! * gradient[i]!
    if (part > 0 || z[i] !== 0 || low[i] === high[i]) sum += part
  }
  return sum
}
