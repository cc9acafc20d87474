/** The thread of the threshold picture: one policy band in, what the plan would be under it out. */
import { explorer } from './explorer.ts'
import { serve } from './serve.ts'

serve(self, explorer())
