/** The estimate of a document, worked out once however many places show it. */
import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Portfolio } from '../../domain/document.ts'
import { estimateOf, type Estimate } from '../../domain/estimate.ts'
import { driftNow, problemsNow } from '../standing.ts'
import { lookStore, yearsOf, type Look } from './looks.ts'

export interface EstimateView {
  readonly estimate: Estimate
  readonly look: Look
  /** Why nothing can be said of how often a band trades; null where it can. */
  readonly lacks: 'volatilities' | 'sound-risk' | null
}

export function useEstimate(document: Portfolio): EstimateView {
  const look = useStore(lookStore, (state) => state.look)
  return useMemo(() => {
    const estimate = estimateOf(document, driftNow(document), yearsOf(look))
    return { estimate, look, lacks: lacksOf(document, estimate) }
  }, [document, look])
}

function lacksOf(document: Portfolio, estimate: Estimate): EstimateView['lacks'] {
  if (document.risk === null || estimate.missing.length > 0) return 'volatilities'
  return problemsNow(document).some((problem) => problem.path.startsWith('risk/')) ? 'sound-risk' : null
}
