/** The frontier of the document as far as it is known; it is asked about anew only when more changes than where a plan goes. */
import { useMemo, useState } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import type { Frontier } from '../../../domain/frontier.ts'
import { askFrontier, type FrontierHeard } from '../../../state/frontiers.ts'
import { count } from '../../format.ts'
import { driftNow } from '../../standing.ts'
import { useInquiry, type Inquire, type Inquiry } from '../useInquiry.ts'
import { frontierOf, sameFrontier, todayOf } from './frontierSeries.ts'

export type AskFrontier = typeof askFrontier

export interface FrontierView {
  readonly frontier: Frontier
  readonly inquiry: Inquiry<FrontierHeard>
  readonly progress: string
}

/** A frontier is some ten plans: not while a document is still being typed. */
const calmMs = 500

export function useFrontier(
  document: Portfolio,
  wanted: boolean,
  taxBudget: string | null,
  ask: AskFrontier = askFrontier,
): FrontierView {
  const [base, setBase] = useState(document)
  if (base !== document && !sameFrontier(base, document)) setBase(document)
  // Another budget is another question about the same document.
  const inquire = useMemo<Inquire<FrontierHeard>>(
    () => (of, hear) => ask(of, hear, taxBudget),
    [ask, taxBudget],
  )
  const inquiry = useInquiry(base, wanted, calmMs, inquire)
  const { parts } = inquiry
  const frontier = useMemo(() => frontierOf(parts, todayOf(driftNow(base))), [parts, base])
  const known = frontier.points.length
  return { frontier, inquiry, progress: known === 0 ? '' : count(known, 'plan') }
}
