/** The engine's own thread: documents in, plans out. */
import { emptyRecall } from '../domain/memo.ts'
import { rebalance } from '../engine/plan.ts'
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
