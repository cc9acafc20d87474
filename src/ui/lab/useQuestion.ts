/** What the lab is asked about the open document; its experiment stays the same object while it asks the same. */
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Portfolio } from '../../domain/document.ts'
import type { Experiment } from '../../domain/experiment.ts'
import { remembered } from '../../domain/memo.ts'
import { lookStore } from '../estimate/looks.ts'
import { driftNow } from '../standing.ts'
import { experimentOf, type LabQuestion, type Lacking } from './experimentOf.ts'
import { labStore } from './labSettings.ts'

/** Whatever else of the document changes. */
export function useQuestion(document: Portfolio): LabQuestion | Lacking {
  const { settings, kept, prices } = useStore(labStore)
  const look = useStore(lookStore, (state) => state.look)
  const asked = useMemo(
    () => experimentOf(document, driftNow(document), { settings, kept, prices, look }),
    [document, settings, kept, prices, look],
  )
  const experiment = useSame(asked.kind === 'ready' ? asked.experiment : null)
  return useMemo(
    () => (asked.kind === 'ready' && experiment !== null ? { ...asked, experiment } : asked),
    [asked, experiment],
  )
}

function useSame(experiment: Experiment | null): Experiment | null {
  const [before, setBefore] = useState(experiment)
  const isSame = before !== null && experiment !== null && asksTheSame(before, experiment)
  if (!isSame && before !== experiment) setBefore(experiment)
  return isSame ? before : experiment
}

/** Prices are told apart as objects: written out they are megabytes, and every settings edit would write them. */
export function asksTheSame(a: Experiment, b: Experiment): boolean {
  return a === b || (pricesIn(a) === pricesIn(b) && textOf(a) === textOf(b))
}

function pricesIn({ market }: Experiment): object | null {
  return 'prices' in market ? market.prices : null
}

const textOf = remembered((experiment: Experiment) =>
  JSON.stringify(experiment, (key, value: unknown) => (key === 'prices' ? undefined : value)),
)
