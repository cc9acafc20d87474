/** The engine's own thread: documents in, plans out. */
import { planner } from './planner.ts'
import { serve } from './serve.ts'

serve(self, planner())
