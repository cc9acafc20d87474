/** Plans the documents of one page, each sent as a change of the one before. */
import { emptyRecall, type Recall } from '../domain/memo.ts'
import { rebalance } from '../engine/plan.ts'
import { type Sending, unpacking } from './changes.ts'
import type { Rehearsal } from './rehearsal.ts'

/**
 * What the document before had in common with this one are the same objects, so that the engine may remember what it
 * derived from them. Between questions it rehearses, where it is given a rehearsal. The plan leaves as JSON: a text is
 * written, sent and read again in two thirds of the time that a copy of a thousand trades takes.
 */
export function planner(
  rehearsal: Rehearsal | null = null,
  recall: Recall = emptyRecall(),
): (sending: Sending) => string {
  const unpack = unpacking()
  return (sending) => {
    rehearsal?.stop()
    const document = unpack(sending)
    const start = performance.now()
    const plan = rebalance(document, recall)
    rehearsal?.begin(document, performance.now() - start)
    return JSON.stringify(plan)
  }
}
