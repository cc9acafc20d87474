/** The classes on their common days: asked again whenever files or matches change, the last answer shown until then. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { SeriesPick, StudyOutcome } from '../../../domain/historyStudy.ts'
import { askStudy, type Hearer } from '../../../state/histories.ts'

/** Something that is worked out in the thread of the histories. */
export type Finding<Found> =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'found'; readonly found: Found }

export interface FindingView<Found> {
  readonly finding: Finding<Found>
  readonly stop: () => void
  readonly again: () => void
}

type Ask<Found> = (hear: Hearer<Found>) => () => void

interface Run<Found> {
  readonly of: Ask<Found>
  /** The same may be asked again. */
  readonly attempt: number
  readonly finding: Finding<Found>
}

/** Asks while there is something to ask; `ask` must stay the same function while the question is the same. */
export function useFinding<Found>(ask: Ask<Found> | null): FindingView<Found> {
  const [run, setRun] = useState<Run<Found> | null>(null)
  const [attempt, setAttempt] = useState(0)
  const stopper = useRef<(() => void) | null>(null)
  useEffect(() => {
    if (ask === null) return
    const enter = (finding: Finding<Found>): void => setRun({ of: ask, attempt, finding })
    stopper.current = ask({
      onFound: (found) => enter({ kind: 'found', found }),
      onCrash: (reason) => enter({ kind: 'failed', reason }),
    })
    return () => stopper.current?.()
  }, [ask, attempt])
  const stop = useCallback(() => {
    stopper.current?.()
    if (ask !== null) setRun({ of: ask, attempt, finding: { kind: 'stopped' } })
  }, [ask, attempt])
  const again = useCallback(() => {
    setAttempt((before) => before + 1)
  }, [])
  const own = run !== null && run.of === ask && run.attempt === attempt ? run.finding : null
  return { finding: ask === null ? { kind: 'none' } : (own ?? { kind: 'running' }), stop, again }
}

export function useStudy(picks: readonly SeriesPick[]): FindingView<StudyOutcome> {
  const ask = useCallback((hear: Hearer<StudyOutcome>) => askStudy(picks, hear), [picks])
  return useFinding(picks.length === 0 ? null : ask)
}
