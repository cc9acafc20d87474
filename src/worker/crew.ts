/** The threads of the lab, warm from one sweep to the next: some that follow paths, and one that merges. */
import type { Comparison } from '../domain/comparison.ts'
import type { Tally } from '../domain/labResult.ts'
import type { Turn } from './division.ts'
import { type Hand, type HandOptions, handOf } from './hand.ts'
import type { Dial } from './line.ts'
import type { LabAnswer, LabAsk } from './protocol.ts'

export type CrewAsk = Turn | { readonly kind: 'merge'; readonly tallies: readonly Tally[] }
export type CrewHand = Hand<CrewAsk, LabAnswer>

export interface Crew {
  /** So many follow paths at most. */
  readonly threads: number
  /** Takes hands until there are so many, and gives back those that are free. */
  readonly freeOf: (many: number) => readonly CrewHand[]
  /** Merges blocks in a thread of its own, which mostly sleeps, so that a picture never waits behind paths. */
  readonly merger: () => CrewHand
  readonly giveUp: () => void
  readonly close: () => void
}

/** `onFree` is told when a hand is out of an old question. */
export function crewOf(
  dial: Dial,
  threads: number,
  onFree: () => void,
  options: Omit<HandOptions<CrewAsk>, 'packing'>,
): Crew {
  const hands: CrewHand[] = []
  let last: CrewHand | null = null
  const take = (): CrewHand => handOf(dial, onFree, { ...options, packing })
  const all = (): readonly CrewHand[] => (last === null ? hands : [...hands, last])
  return {
    threads,
    freeOf: (many) => {
      while (hands.length < Math.min(threads, many)) hands.push(take())
      return hands.filter((hand) => hand.isFree())
    },
    merger: () => (last ??= take()),
    giveUp: () => {
      for (const hand of all()) hand.giveUp()
    },
    close: () => {
      for (const hand of all()) hand.close()
    },
  }
}

/** An experiment travels to each thread once. */
function packing(): (ask: CrewAsk) => LabAsk {
  let sent: Comparison | null = null
  return (ask) => {
    if (ask.kind === 'merge') return ask
    const { comparison } = ask
    const isNew = comparison !== sent
    sent = comparison
    return { ...ask, comparison: isNew ? comparison : null }
  }
}
