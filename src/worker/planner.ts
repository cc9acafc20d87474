/** Plans the documents of one page, each sent as a change of the one before. */
import type { Plan } from '../domain/plan.ts'
import { rebalance } from '../engine/plan.ts'
import { type Sending, unpacking } from './changes.ts'

/** What the document before had in common with this one are the same objects, so that the engine may remember what it derived from them. */
export function planner(): (sending: Sending) => Plan {
  const unpack = unpacking()
  return (sending) => rebalance(unpack(sending))
}
