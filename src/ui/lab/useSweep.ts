/** A sweep of the lab for what is on the page: begun when it is calm, stopped when the question changes, its pictures as they come. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Experiment } from '../../domain/experiment.ts'
import { askLab, prepareLab, type LabHeard } from '../../state/lab.ts'
import type { InquiryState } from '../plan/useInquiry.ts'

export type AskLab = typeof askLab

export interface SweepView {
  readonly state: InquiryState
  /** What was heard last, and of which experiment; of an older one until the first picture of the new one comes. */
  readonly heard: { readonly experiment: Experiment; readonly part: LabHeard } | null
  readonly isFresh: boolean
  readonly stop: () => void
  readonly again: () => void
}

const waiting: InquiryState = { kind: 'waiting' }

/** Not while a figure is still being typed. */
const calmMs = 350

/** The experiment must stay the same object while it is the same. */
export function useSweep(experiment: Experiment | null, ask: AskLab = askLab): SweepView {
  const [heard, setHeard] = useState<SweepView['heard']>(null)
  const [run, setRun] = useState<{ readonly of: Experiment; readonly state: InquiryState } | null>(null)
  const [attempt, setAttempt] = useState(0)
  const stopper = useRef<(() => void) | null>(null)
  // While the page is not yet calm, the threads can start.
  useEffect(() => {
    if (ask === askLab) prepareLab()
  }, [ask])
  // Another attempt at the same is another object.
  const due = useMemo(() => ({ experiment, attempt }), [experiment, attempt])
  useEffect(() => {
    const { experiment } = due
    if (experiment === null) return
    const timer = setTimeout(() => {
      const enter = (state: InquiryState): void => setRun({ of: experiment, state })
      enter({ kind: 'running', since: performance.now() })
      stopper.current = ask(experiment, {
        onPart: (part) => setHeard({ experiment, part }),
        onDone: () => enter({ kind: 'done' }),
        onCrash: (reason) => enter({ kind: 'failed', reason }),
      })
    }, calmMs)
    return () => {
      clearTimeout(timer)
      stopper.current?.()
      stopper.current = null
    }
  }, [due, ask])
  const stop = useCallback(() => {
    stopper.current?.()
    stopper.current = null
    setRun((before) => before && { ...before, state: { kind: 'stopped' } })
  }, [])
  const again = useCallback(() => setAttempt((before) => before + 1), [])
  const state = run !== null && run.of === experiment ? run.state : waiting
  const isFresh = heard !== null && heard.experiment === experiment
  return { state, heard, isFresh, stop, again }
}
