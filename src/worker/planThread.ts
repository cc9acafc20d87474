/** The engine's own thread: documents in, plans out. */
import { rebalance } from '../engine/plan.ts'
import { warm } from '../engine/warm.ts'
import { planner } from './planner.ts'
import { rehearsal } from './rehearsal.ts'
import { serve } from './serve.ts'

serve(self, planner(rehearsal(rebalance)))

/** By then the first question has usually been answered; whoever plans at once is not kept waiting. */
const warmDelayMs = 250
setTimeout(warm, warmDelayMs)
