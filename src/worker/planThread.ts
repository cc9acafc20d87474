/** The engine's own thread: documents in, plans out. */
import { rebalance } from '../engine/plan.ts'
import { serve } from './serve.ts'

serve(self, rebalance)
