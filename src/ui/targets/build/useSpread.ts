/** Intervals of built targets: asked for by a person, growing with the draws, given up with what they are about. */
import { useEffect, useState } from 'react'
import type { SpreadAnswer, SpreadQuestion } from '../../../domain/targetSpread.ts'
import { askSpread } from '../../../state/builders.ts'

export interface SpreadView {
  /** The intervals so far; null before the first. */
  readonly answer: SpreadAnswer | null
  readonly state: 'idle' | 'running' | 'stopped' | 'done' | 'failed'
  readonly reason: string
  readonly start: () => void
  readonly stop: () => void
}

interface Run {
  readonly of: SpreadQuestion
  readonly answer: SpreadAnswer | null
  readonly state: SpreadView['state']
  readonly reason: string
}

/** `question` must stay the same object while it asks the same. */
export function useSpread(question: SpreadQuestion | null): SpreadView {
  const [wanted, want] = useState<{ readonly of: SpreadQuestion } | null>(null)
  const [run, setRun] = useState<Run | null>(null)
  useEffect(() => {
    if (wanted === null || wanted.of !== question) return
    const of = wanted.of
    return askSpread(of, {
      onPart: (answer) =>
        setRun({ of, answer, state: answer.drawn < answer.of ? 'running' : 'done', reason: '' }),
      onCrash: (reason) => setRun({ of, answer: null, state: 'failed', reason }),
    })
  }, [wanted, question])
  const start = (): void => {
    if (question === null) return
    setRun({ of: question, answer: null, state: 'running', reason: '' })
    want({ of: question })
  }
  const stop = (): void => {
    want(null)
    setRun((now) => (now === null ? null : { ...now, state: 'stopped' }))
  }
  const own = run !== null && run.of === question ? run : null
  return {
    answer: own?.answer ?? null,
    state: own?.state ?? 'idle',
    reason: own?.reason ?? '',
    start,
    stop,
  }
}
