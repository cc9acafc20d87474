/** A thread of the lab: a share of an experiment in, what its policies came to out, a few paths for each question. */
import { serve } from './serve.ts'
import { sweeper } from './sweeper.ts'

serve(self, sweeper())
