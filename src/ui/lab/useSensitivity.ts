/** The shifted sweeps, one after the other and after the page's own, when somebody asks for them; given up when the experiment changes. */
import { useCallback, useEffect, useState } from 'react'
import type { Experiment } from '../../domain/experiment.ts'
import type { Sweep } from '../../domain/labResult.ts'
import { askBeside } from '../../state/lab.ts'
import type { Shift } from './labMarket.ts'
import { shiftedOf, type Shifted } from './sensitivity.ts'
import type { AskLab } from './useSweep.ts'

export interface ShiftedSweep {
  readonly shift: Shift
  readonly sweep: Sweep
}

export interface SensitivityView {
  /** Waiting: the sweep of the page, or another question beside it, comes first. */
  readonly kind: 'idle' | 'waiting' | 'running' | 'done' | 'failed'
  /** Of shifts whose sweep has ended. */
  readonly answers: readonly ShiftedSweep[]
  readonly begin: () => void
}

interface Found {
  readonly of: Experiment
  readonly kind: Exclude<SensitivityView['kind'], 'idle'>
  readonly answers: readonly ShiftedSweep[]
}

export function useSensitivity(experiment: Experiment, ask: AskLab = askBeside): SensitivityView {
  const [found, setFound] = useState<Found | null>(null)
  // Another attempt at the same is another object.
  const [wanted, setWanted] = useState<{ readonly of: Experiment } | null>(null)
  const due = wanted?.of === experiment ? wanted : null
  useEffect(() => (due === null ? undefined : follow(due.of, ask, setFound)), [due, ask])
  const begin = useCallback(() => setWanted({ of: experiment }), [experiment])
  const own = found?.of === experiment ? found : null
  return { kind: own?.kind ?? 'idle', answers: own?.answers ?? [], begin }
}

/** Gives back how to stop. */
function follow(of: Experiment, ask: AskLab, tell: (found: Found) => void): () => void {
  let stop = (): void => undefined
  const next = ([first, ...rest]: readonly Shifted[], answers: readonly ShiftedSweep[]): void => {
    tell({ of, kind: first === undefined ? 'done' : 'running', answers })
    if (first === undefined) return
    let sweep: Sweep | null = null
    stop = ask(first.experiment, {
      onPart: (part) => {
        if (sweep === null) tell({ of, kind: 'running', answers })
        sweep = part.sweep
      },
      onWait: () => {
        sweep = null
        tell({ of, kind: 'waiting', answers })
      },
      onDone: () => next(rest, sweep === null ? answers : [...answers, { shift: first.shift, sweep }]),
      onCrash: () => tell({ of, kind: 'failed', answers }),
    })
  }
  next(shiftedOf(of), [])
  return () => stop()
}
