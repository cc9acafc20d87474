/** The thread of the proof: one part asked for, one part answered. */
import { prover } from './prover.ts'
import { serve } from './serve.ts'

serve(self, prover())
