/** The frontier's thread: a document in, its points and marks out, one for each question. */
import { drawer } from './drawer.ts'
import { serve } from './serve.ts'

serve(self, drawer())
