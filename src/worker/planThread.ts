/** The engine's own thread: documents in, plans out. */
import { emptyRecall } from '../domain/memo.ts'
import { rebalance } from '../engine/plan.ts'
import { warm } from '../engine/warm.ts'
import { planner } from './planner.ts'
import { rehearsal } from './rehearsal.ts'
import { serve } from './serve.ts'

const recall = emptyRecall()
serve(
  self,
  planner(
    rehearsal((document) => rebalance(document, recall)),
    recall,
  ),
)

/** By then the first question has usually been answered; whoever plans at once is not kept waiting. */
const warmDelayMs = 250
setTimeout(warm, warmDelayMs)
