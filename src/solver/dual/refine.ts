/** Moves the free columns by what the rows still miss, free of the rounding that slopes of a stiff problem carry. */

import type { Dense } from './dense.ts'
import type { Form } from './form.ts'
import { aim } from './newton.ts'
import { dot } from './products.ts'
import { proofOf } from './proof.ts'
import type { Proof } from './proof.ts'
import { gather } from './sweep.ts'
import type { Work } from './tools.ts'

const mostRounds = 2
const exactly = 1e-15

/** The same multipliers, better places: x moves by its own response to the next direction instead of being computed anew. */
export function refine(form: Form, work: Work, before: Proof): Proof {
  let proof = before
  for (let round = 0; round < mostRounds && proof.infeasibility > exactly; round++) {
    aim(form, work, 0)
    if (work.dense === null) shift(form, work)
    else shiftDense(form, work, work.dense)
    gather(form, work)
    proof = proofOf(form, work)
  }
  return proof
}

/** Every column that moves takes its own response to the direction, as far as the system counts it. */
function shift(form: Form, { along, held, x, moving, movers }: Work): void {
  const { k, loadings, start, index, value, lower, upper } = form
  for (let c = 0; c < movers; c++) {
    const j = moving[c]!
    if (held[j] === 0) continue
    let slope = dot(loadings, j * k, along, k)
    for (let p = start[j]!; p < start[j + 1]!; p++) slope += value[p]! * along[k + index[p]!]!
    x[j] = Math.min(Math.max(x[j]! - held[j]! * slope, lower[j]!), upper[j]!)
  }
}

/** v and x take the same step, so that only free columns move. */
function shiftDense({ n, lower, upper }: Form, { x, ease }: Work, { v, step }: Dense): void {
  for (let j = 0; j < n; j++)
    if (ease[j]! > 0) x[j] = Math.min(Math.max(v[j]! + step[j]!, lower[j]!), upper[j]!)
}
