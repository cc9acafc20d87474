/** The engine for the frontier's benchmark: whole plans, and whole frontiers of the same documents. */
import { frontier } from '../../src/engine/frontier.ts'
import { rebalance } from '../../src/engine/plan.ts'

export { frontier, rebalance }
