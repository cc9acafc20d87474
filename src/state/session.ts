/** What is true only while the page is open: the plan, whether all is saved, and what the person should know. */
import { createStore } from 'zustand/vanilla'
import type { Portfolio } from '../domain/document.ts'
import type { Plan } from '../domain/plan.ts'
import { portfolioStore } from './portfolio.ts'

/** The last answer of the engine, tagged with the document it answers. */
export type PlanState =
  | { readonly kind: 'none' }
  | { readonly kind: 'planned'; readonly of: Portfolio; readonly plan: Plan; readonly tookMs: number }
  | { readonly kind: 'crashed'; readonly of: Portfolio; readonly reason: string }

/** A stored portfolio that could not be read, and its text as it was found. */
export interface Quarantined {
  /** Under which it is kept aside. */
  readonly key: number
  /** Of the portfolio; empty where the record did not say. */
  readonly id: string
  readonly name: string
  readonly reason: string
  readonly text: string
}

/** Something the person should know; it stays until it is dismissed. */
export interface SessionNotice {
  readonly id: number
  readonly kind: 'information' | 'warning'
  readonly text: string
}

export interface SessionState {
  /** Has the page found out what to show? */
  readonly ready: boolean
  readonly plan: PlanState
  readonly planning: boolean
  /** When the question in flight was asked, on the clock of `performance.now()`; null while none is. */
  readonly planningSince: number | null
  readonly saved: 'saved' | 'pending' | 'failed'
  /** The sentence that says why saving failed and what to do. */
  readonly saveProblem: string | null
  readonly quarantined: readonly Quarantined[]
  readonly notices: readonly SessionNotice[]
}

export const sessionStore = createStore<SessionState>(() => ({
  ready: false,
  plan: { kind: 'none' },
  planning: false,
  planningSince: null,
  saved: 'saved',
  saveProblem: null,
  quarantined: [],
  notices: [],
}))

/** Does the plan on the page answer the document on the page? */
export function isFresh(): boolean {
  const { plan } = sessionStore.getState()
  return plan.kind !== 'none' && plan.of === portfolioStore.getState().document
}

let notices = 0

export function notify(kind: SessionNotice['kind'], text: string): void {
  notices += 1
  const notice = { id: notices, kind, text }
  sessionStore.setState((state) => ({ notices: [...state.notices, notice] }))
}

export function dismiss(id: number): void {
  sessionStore.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }))
}
