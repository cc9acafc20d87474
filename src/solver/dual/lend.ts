/** Curvature lent to columns that have none of their own: the proximal term of a round. */

import type { Form } from './form.ts'
import type { Work } from './tools.ts'

/** Lends curvature to columns that have less than this, around where they stood. */
export function lend(form: Form, work: Work, amount: number): void {
  const { rho, curve, center, anchor } = work
  for (let j = 0; j < form.n; j++) {
    const own = form.curve[j]!
    const more = Math.max(0, amount - own)
    rho[j] = more
    curve[j] = own + more
    center[j] = form.center[j]!
    if (more > 0) center[j]! += (more / (own + more)) * (anchor[j]! - form.center[j]!)
  }
}
