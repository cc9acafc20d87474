/** One pass over the columns: slopes from multipliers, places from slopes, and what the rows make of them. */

import type { Form } from './form.ts'
import { respond } from './response.ts'
import type { Work } from './tools.ts'

/** From work.trial: slope, x, ease, product and residual. */
export function sweep(form: Form, work: Work): void {
  const { n, k, loadings, start, index, value } = form
  const { trial, base, slope, x, ease, product, curve, center } = work
  product.fill(0)
  for (let j = 0; j < n; j++) {
    const at = j * k
    const end = start[j + 1]!
    let s = base[j]!
    for (let i = 0; i < k; i++) s += loadings[at + i]! * trial[i]!
    for (let p = start[j]!; p < end; p++) s += value[p]! * trial[k + index[p]!]!
    slope[j] = s
    const place = respond(form, j, s, curve[j]!, center[j]!, ease)
    x[j] = place
    if (place === 0) continue
    for (let i = 0; i < k; i++) product[i]! += loadings[at + i]! * place
    for (let p = start[j]!; p < end; p++) product[k + index[p]!]! += value[p]! * place
  }
  weighRows(form, work)
}

/** M x of the places as they are, and the residuals at work.trial. */
export function measureRows(form: Form, work: Work): void {
  const { n, k, loadings, start, index, value } = form
  const { x, product } = work
  product.fill(0)
  for (let j = 0; j < n; j++) {
    const place = x[j]!
    if (place === 0) continue
    for (let i = 0; i < k; i++) product[i]! += loadings[j * k + i]! * place
    for (let p = start[j]!; p < start[j + 1]!; p++) product[k + index[p]!]! += value[p]! * place
  }
  weighRows(form, work)
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
