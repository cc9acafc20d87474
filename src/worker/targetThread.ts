/** The thread that builds targets from risk: recipes in, weights with their risk out. */
import { targetsBuilt } from '../engine/builtTargets.ts'
import { serve } from './serve.ts'

serve(self, targetsBuilt)
