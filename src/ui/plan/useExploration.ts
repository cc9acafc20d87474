/** Works out the threshold picture beside the page and keeps the last one until the next has begun. */
import { useEffect, useState } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { explore, type Explore } from '../../state/exploring.ts'
import { withThreshold } from '../targets/bandForm.ts'
import {
  axisOf,
  coarseToFine,
  pointOf,
  samePicture,
  type ExplorePoint,
  type ThresholdAxis,
} from './exploreSeries.ts'

export interface ExplorationView {
  readonly axis: ThresholdAxis
  /** In rising order of their thresholds; more come while it is running. */
  readonly points: readonly ExplorePoint[]
  readonly running: boolean
  readonly failed: string | null
}

/** A picture is not begun while its document is still being typed. */
const calmMs = 400

interface Findings {
  readonly of: Portfolio | null
  readonly points: readonly ExplorePoint[]
  readonly done: boolean
  readonly failed: string | null
}

const nothing: Findings = { of: null, points: [], done: false, failed: null }

/** `ask` is only given by tests. */
export function useExploration(document: Portfolio, ask: Explore = explore): ExplorationView {
  const [base, setBase] = useState(document)
  if (base !== document && !samePicture(base, document)) setBase(document)
  const [found, setFound] = useState<Findings>(nothing)
  useEffect(() => {
    let stop: (() => void) | null = null
    const timer = setTimeout(() => {
      stop = begin(base, ask, setFound)
    }, calmMs)
    return () => {
      clearTimeout(timer)
      stop?.()
    }
  }, [base, ask])
  return {
    axis: axisOf(document.policy.band),
    points: found.points,
    running: found.of !== base || !found.done,
    failed: found.of === base ? found.failed : null,
  }
}

type SetFound = (change: (before: Findings) => Findings) => void

/** The first point of a new picture replaces the old one whole. */
function begin(base: Portfolio, ask: Explore, setFound: SetFound): () => void {
  const { samples } = axisOf(base.policy.band)
  const bands = coarseToFine(samples.length).map((at) => withThreshold(base.policy.band, samples[at] ?? '0'))
  const current = (before: Findings): Findings => (before.of === base ? before : { ...nothing, of: base })
  return ask(base, bands, {
    onPoint: (point) =>
      setFound((before) => {
        const now = current(before)
        return { ...now, points: inserted(now.points, pointOf(point)) }
      }),
    onDone: () => setFound((before) => ({ ...current(before), done: true })),
    onCrash: (reason) => setFound((before) => ({ ...current(before), done: true, failed: reason })),
  })
}

function inserted(points: readonly ExplorePoint[], point: ExplorePoint): readonly ExplorePoint[] {
  return [...points, point].sort((a, b) => a.threshold - b.threshold)
}
