/** The sweep behind the fan: a few policies on the same paths, asked when the page's own sweep has ended. */
import { useEffect, useState } from 'react'
import type { Experiment } from '../../../domain/experiment.ts'
import type { Sweep } from '../../../domain/labResult.ts'
import { askFan } from '../../../state/lab.ts'
import type { AskLab } from '../useSweep.ts'

export interface FanView {
  readonly kind: 'idle' | 'waiting' | 'running' | 'done' | 'failed'
  /** Of this experiment or of the one before, until the first picture of this comes. */
  readonly sweep: Sweep | null
  readonly isFresh: boolean
  readonly total: number
}

interface Found {
  readonly of: Experiment
  readonly kind: Exclude<FanView['kind'], 'idle'>
  readonly sweep: Sweep | null
}

/** Null: not asked yet. The experiment must stay the same object while it is the same. */
export function useFan(experiment: Experiment | null, ask: AskLab = askFan): FanView {
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    if (experiment === null) return
    const enter = (change: (before: Found | null) => Omit<Found, 'of'>): void =>
      setFound((before) => ({ of: experiment, ...change(before) }))
    return ask(experiment, {
      onPart: ({ sweep }) => enter(() => ({ kind: 'running', sweep })),
      onDone: () => enter((before) => ({ kind: 'done', sweep: before?.sweep ?? null })),
      onCrash: () => enter((before) => ({ kind: 'failed', sweep: before?.sweep ?? null })),
      onWait: () => enter((before) => ({ kind: 'waiting', sweep: before?.sweep ?? null })),
    })
  }, [experiment, ask])
  const isOwn = found !== null && found.of === experiment
  return {
    kind: isOwn ? found.kind : experiment === null ? 'idle' : 'running',
    sweep: found?.sweep ?? null,
    isFresh: isOwn && found.kind !== 'waiting',
    total: found?.sweep?.total ?? 0,
  }
}
