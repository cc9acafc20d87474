/** The thread that draws estimates again: a comparison of targets in, intervals out, some draws for each question. */
import { serve } from './serve.ts'
import { spreader } from './spreader.ts'

serve(self, spreader())
