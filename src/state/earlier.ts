/** Earlier states of the open portfolio: the last one of each day, what differs in it, and the way back to it. */
import { type Difference, differencesOf } from '../domain/differences.ts'
import type { Portfolio } from '../domain/document.ts'
import { type DayState, listDays } from '../storage/portfolios.ts'
import { storage } from './connection.ts'
import { edit, portfolioStore } from './portfolio.ts'

export interface EarlierState extends DayState {
  /** From the document that is open. */
  readonly differences: readonly Difference[]
}

/** The earlier states of the open portfolio, the newest first; null where the storage cannot be read. */
export async function earlierStates(): Promise<readonly EarlierState[] | null> {
  const { id, document } = portfolioStore.getState()
  try {
    const days = await listDays(storage(), id)
    return days.map((state) => ({ ...state, differences: differencesOf(state.document, document) }))
  } catch {
    return null
  }
}

/** Shows an earlier state again, as one step that can be undone. */
export function restoreEarlier(day: string, document: Portfolio): void {
  edit(`Restore the state of ${day}`, () => document)
}
