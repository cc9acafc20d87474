/** Which columns are worth a look: those that can move before the multipliers have gone further than they will. */

import type { Form } from './form.ts'
import type { Work } from './tools.ts'

/** All of them, whatever the multipliers do. */
export function awaken({ n }: Form, work: Work): void {
  for (let j = 0; j < n; j++) work.live[j] = j
  work.lively = n
  work.reach = Infinity
}

/**
 * Leaves alone the columns that stay where they began while the multipliers move by no more than this: a slope moves by at
 * most the norm of its column times that. Near the end these are nearly all.
 */
export function narrow(form: Form, work: Work, reach: number): void {
  const { origin } = form
  const { live, lively, norm, slope, restLow, restHigh, rho, held, x } = work
  if (work.dense !== null) return
  let count = 0
  for (let c = 0; c < lively; c++) {
    const j = live[c]!
    const room = Math.min(slope[j]! - restLow[j]!, restHigh[j]! - slope[j]!)
    // Lent curvature is judged by every slope, and the system must first forget a column.
    const sleeps = room > norm[j]! * reach && x[j] === origin[j] && rho[j] === 0 && held[j] === 0
    if (!sleeps) work.awake[count++] = j
  }
  if (count > worthwhile * lively) return
  live.set(work.awake)
  work.lively = count
  work.reach = Math.min(work.reach, reach)
}

// A shorter list must save more than the passes over all that it may cost.
const worthwhile = 0.7
