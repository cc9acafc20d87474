/** The plan as the page may show it: the last answer, whether it answers what is on the page, and what is under way. */
import { useState } from 'react'
import { useStore } from 'zustand'
import type { Portfolio } from '../../domain/document.ts'
import type { Plan } from '../../domain/plan.ts'
import { portfolioStore } from '../../state/portfolio.ts'
import { sessionStore, type PlanState } from '../../state/session.ts'

export interface PlanView {
  /** What is on the page now. */
  readonly document: Portfolio
  /** The last plan that was answered, and the document that it answers. */
  readonly plan: Plan | null
  readonly of: Portfolio
  readonly fresh: boolean
  readonly tookMs: number
  /** When the question in flight was asked, on the clock of `performance.now()`. */
  readonly since: number | null
  /** Why the last question got no answer. */
  readonly crashed: string | null
}

type Planned = Extract<PlanState, { kind: 'planned' }>

/** After a crash the plan before it stays, marked as what it is. */
export function usePlan(): PlanView {
  const document = useStore(portfolioStore, (state) => state.document)
  const state = useStore(sessionStore, (session) => session.plan)
  const planningSince = useStore(sessionStore, (session) => session.planningSince)
  const [last, setLast] = useState<Planned | null>(state.kind === 'planned' ? state : null)
  if (state.kind === 'planned' && state !== last) setLast(state)
  const shown = state.kind === 'planned' ? state : last
  return {
    document,
    plan: shown?.plan ?? null,
    of: shown?.of ?? document,
    fresh: shown !== null && shown.of === document,
    tookMs: shown?.tookMs ?? 0,
    since: planningSince,
    crashed: state.kind === 'crashed' && state.of === document ? state.reason : null,
  }
}
