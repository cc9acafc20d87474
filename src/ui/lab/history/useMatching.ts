/** Which series stands for each class, as guessed or as a person said, and what is asked of the histories by that. */
import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Portfolio } from '../../../domain/document.ts'
import { historiesStore } from '../../../state/histories.ts'
import { matchesOf, picksOf, seriesIn } from './matching.ts'

interface Matching {
  readonly series: ReturnType<typeof seriesIn>
  readonly matches: ReturnType<typeof matchesOf>
  readonly picks: ReturnType<typeof picksOf>
}

/** The picks stay the same object while they are the same, whatever else of the document changes. */
export function useMatching(document: Portfolio): Matching {
  const { entries, chosen } = useStore(historiesStore)
  const series = useMemo(() => seriesIn(entries), [entries])
  const matches = useMemo(() => matchesOf(document, series, chosen), [document, series, chosen])
  const contents = entries.map(({ source }) => source.content)
  const text = JSON.stringify([picksOf(matches), contents])
  const picks = useMemo(() => (JSON.parse(text) as [Matching['picks']])[0], [text])
  return { series, matches, picks }
}
