/** Asks what the plan would be under other thresholds, one answer after the other, and can stop at any time. */
import type { Band, Portfolio } from '../domain/document.ts'
import type { Exploration } from '../domain/exploration.ts'
import { exploreBands } from '../worker/exploreDoor.ts'

export interface ExplorationHearer {
  readonly onPoint: (point: Exploration, index: number) => void
  readonly onDone: () => void
  readonly onCrash: (reason: string) => void
}

/** How an exploration is asked for; tests answer without a thread. */
export type Explore = (document: Portfolio, bands: readonly Band[], hear: ExplorationHearer) => () => void

/** Starts at once in a thread of its own and gives back how to stop it. */
export const explore: Explore = (document, bands, hear) =>
  exploreBands(document, bands, hear.onPoint, hear.onDone, hear.onCrash).cancel
