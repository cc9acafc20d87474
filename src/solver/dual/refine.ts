/** Moves the free columns by what the rows still miss, free of the rounding that slopes of a stiff problem carry. */

import type { Dense } from './dense.ts'
import type { Form } from './form.ts'
import { aim } from './newton.ts'
import { proofOf } from './proof.ts'
import type { Proof } from './proof.ts'
import { shift } from './straight.ts'
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

/** v and x take the same step, so that only free columns move. */
function shiftDense({ n, lower, upper }: Form, { x, ease }: Work, { v, step }: Dense): void {
  for (let j = 0; j < n; j++)
    if (ease[j]! > 0) x[j] = Math.min(Math.max(v[j]! + step[j]!, lower[j]!), upper[j]!)
}
