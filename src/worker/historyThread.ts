/** The thread that reads price files: bytes in, what they cover and tell out. */
import { historian } from './historian.ts'
import { serve } from './serve.ts'

serve(self, historian())
