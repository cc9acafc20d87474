/** Curvature lent to columns that have none of their own: the proximal term of a round. */

import type { Form } from './form.ts'
import type { Work } from './tools.ts'

/** Lends curvature to columns that have less than this, around where they stood; and says which slopes leave them at rest. */
export function lend(form: Form, work: Work, amount: number): void {
  const { rho, curve, center, anchor } = work
  rho.fill(0)
  curve.set(form.curve)
  center.set(form.center)
  for (let j = 0; amount > 0 && j < form.n; j++) {
    const own = form.curve[j]!
    if (own >= amount) continue
    rho[j] = amount - own
    curve[j] = amount
    center[j]! += (1 - own / amount) * (anchor[j]! - form.center[j]!)
  }
  findRest(form, work)
}

/** The slopes between which a column stays where it began: none where it began outside of its bounds or has bends. */
function findRest({ n, origin, buy, sell, lower, upper, bends }: Form, work: Work): void {
  const { curve, center, restLow, restHigh } = work
  for (let j = 0; j < n; j++) {
    const from = origin[j]!
    const level = curve[j]! * (center[j]! - from)
    restLow[j] = level - buy[j]!
    restHigh[j] = level + sell[j]!
    if (from > lower[j]! && from < upper[j]!) continue
    if (from === upper[j]) restLow[j] = -Infinity
    if (from === lower[j]) restHigh[j] = Infinity
    if (from < lower[j]! || from > upper[j]!) neverRests(work, j)
  }
  for (let j = 0; bends !== null && j < n; j++) if (bends.special[j] === 1) neverRests(work, j)
}

function neverRests({ restLow, restHigh }: Work, j: number): void {
  restLow[j] = Infinity
  restHigh[j] = -Infinity
}
