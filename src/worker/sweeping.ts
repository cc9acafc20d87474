/** One sweep on the lab's threads: every free one gets a block, and what they found becomes pictures in the order of the paths. */
import type { Tally } from '../domain/labResult.ts'
import type { Crew, CrewAsk, CrewHand } from './crew.ts'
import type { Division, Turn } from './division.ts'
import type { Reply } from './line.ts'
import type { LabAnswer } from './protocol.ts'

export interface SweepHearer {
  readonly onPicture: (tally: Tally) => void
  /** Nothing is heard after it. */
  readonly onCrash: (reason: string) => void
}

export interface Sweeping {
  /** A hand has come free. */
  readonly resume: () => void
  /** Nothing is heard any more, and hands are given up. */
  readonly stop: () => void
}

/** Begins at once. `pictureEveryMs`: so long a picture stands, unless whole blocks make a better one. */
export function sweepOn(
  crew: Crew,
  division: Division,
  pictureEveryMs: number,
  { onPicture, onCrash }: SweepHearer,
): Sweeping {
  let stopped = false
  let isMerging = false
  let pictureAt = -Infinity

  function feed(): void {
    if (stopped) return
    for (const hand of crew.freeOf(division.blocks)) {
      const turn = division.begin()
      if (turn !== null) work(hand, turn)
    }
  }

  function work(hand: CrewHand, turn: Turn): void {
    hand.ask(turn, (reply) => {
      if (reply.kind === 'answered' && reply.value.kind === 'ran') {
        const next = division.report(turn, reply.value, reply.tookMs)
        if (next !== null) work(hand, next)
        show()
      } else if (division.broken(turn)) feed()
      else crash(reply)
    })
  }

  function show(): void {
    if (stopped || isMerging) return
    const due = division.due()
    if (due === null || (due.blocks === 0 && performance.now() - pictureAt < pictureEveryMs)) return
    const { tallies, blocks } = due
    const [first] = tallies
    if (tallies.length === 1 && first !== undefined) count(first, blocks)
    else merge(tallies, blocks)
  }

  function merge(tallies: readonly Tally[], blocks: number): void {
    const merger = crew.merger()
    // Still at an old question: it calls when it is free.
    if (!merger.isFree()) return
    isMerging = true
    merger.ask({ kind: 'merge', tallies }, (reply) => {
      isMerging = false
      if (reply.kind === 'answered' && reply.value.kind === 'merged') count(reply.value.tally, blocks)
      else crash(reply)
    })
  }

  /** Threads go on before the page is told, so that they do not idle while it draws. */
  function count(tally: Tally, blocks: number): void {
    division.counted(tally, blocks)
    feed()
    pictureAt = performance.now()
    onPicture(tally)
    show()
  }

  function crash(reply: Reply<CrewAsk, LabAnswer>): void {
    stop()
    onCrash(reply.kind === 'crashed' ? reply.reason : 'A thread of the lab answered another question.')
  }

  function stop(): void {
    stopped = true
    crew.giveUp()
  }

  function resume(): void {
    feed()
    show()
  }

  feed()
  return { resume, stop }
}
