/** The engine's own thread: documents in, plans out. */
import { rebalance } from '../engine/plan.ts'
import { planner } from './planner.ts'
import { rehearsal } from './rehearsal.ts'
import { serve } from './serve.ts'

serve(self, planner(rehearsal(rebalance)))
