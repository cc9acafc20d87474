/** How many times a part of the proof may make the plan again: fixed by the board, so that every machine looks at the same. */
import type { Workings } from './plan.ts'

/** Slots of all plans of one part together: a few seconds of one thread. */
const mostSlots = 6000

/** Small boards are searched more thoroughly, and take as long as boards of this many slots. */
const leastSlots = 100

/** A search that cannot reach the aims goes on looking: it takes about this many times as long. */
const outOfReach = 3

export function plansFor({ board, rounded }: Workings): number {
  const slots = Math.max(leastSlots, board.slots.length) * (rounded.score.bucket > 1 ? outOfReach : 1)
  return Math.floor(mostSlots / slots)
}
