/** The door to the lab: a sweep on all cores, its pictures as they sharpen, and a stop at any time. */
import { type Comparison, comparisonOf } from '../domain/comparison.ts'
import type { Experiment } from '../domain/experiment.ts'
import type { Sweep, Tally } from '../domain/labResult.ts'
import { type Division, divisionOf, type Turn } from './division.ts'
import { type Hand, handOf } from './hand.ts'
import type { Dial, Reply } from './line.ts'
import type { LabAnswer, LabAsk } from './protocol.ts'
import { workerDial } from './wire.ts'

/** `of` is the very object that was asked about. */
export type LabReply =
  | {
      readonly kind: 'picture'
      readonly of: Experiment
      /** Of the paths from the first to `tally.count`, the same whatever the threads; with all of them it is the last. */
      readonly sweep: Sweep
      /** Paths that were followed so far. */
      readonly done: number
      readonly leftMs: number
    }
  | { readonly kind: 'crashed'; readonly of: Experiment; readonly reason: string }

export interface LabDoor {
  /** Sweeps this sound experiment; one under way is given up. */
  readonly ask: (experiment: Experiment) => void
  /** Gives up: nothing is heard until the next question. Threads stay warm. */
  readonly cancel: () => void
  /** Starts all threads, so that the first question need not wait for them. */
  readonly warm: () => void
  readonly close: () => void
}

export interface LabDoorOptions {
  readonly threads?: number
  /** A thread that is silent for this long is replaced. */
  readonly hangMs?: number
  /** A thread that is still at an old question after so long is replaced. */
  readonly patienceMs?: number
  /** So long a picture stands, unless whole blocks make a better one. */
  readonly pictureEveryMs?: number
  /** Another kind of thread to ask. */
  readonly dial?: Dial
}

/** More would only wait for each other's memory. */
const mostThreads = 8
/** One path of the largest experiment takes many seconds on a slow machine. */
const usualHangMs = 120_000
/** Several turns. */
const usualPatienceMs = 300

/** Pictures that follow each other faster would keep the page from anything else. */
const usualPictureEveryMs = 120

type Ask = Turn | { readonly kind: 'merge'; readonly tallies: readonly Tally[] }

export function openLabDoor(
  hear: (reply: LabReply) => void,
  {
    dial = workerDial(labWorker),
    threads = coresHere(),
    hangMs = usualHangMs,
    patienceMs = usualPatienceMs,
    pictureEveryMs = usualPictureEveryMs,
  }: LabDoorOptions = {},
): LabDoor {
  const hands: Hand<Ask, LabAnswer>[] = []
  /** Merges blocks in a thread of its own, which mostly sleeps, so that a picture never waits behind paths. */
  let merger: Hand<Ask, LabAnswer> | null = null
  let sweep: { readonly of: Experiment; readonly division: Division } | null = null
  let pictureAt = -Infinity
  let closed = false

  function take(): Hand<Ask, LabAnswer> {
    return handOf<Ask, LabAnswer>(dial, resume, { hangMs, patienceMs, packing })
  }

  /** A hand that was at an old question is free. */
  function resume(): void {
    feed()
    show()
  }

  /** Every free hand gets a block, as long as there are any; no more hands than blocks are taken. */
  function feed(): void {
    if (sweep === null) return
    while (hands.length < Math.min(threads, sweep.division.blocks)) hands.push(take())
    for (const hand of hands) {
      const turn = hand.isFree() ? sweep.division.begin() : null
      if (turn !== null) work(hand, turn, sweep.division)
    }
  }

  function work(hand: Hand<Ask, LabAnswer>, turn: Turn, division: Division): void {
    hand.ask(turn, (reply) => {
      if (reply.kind === 'answered' && reply.value.kind === 'ran') {
        const next = division.report(turn, reply.value, reply.tookMs)
        if (next !== null) work(hand, next, division)
        show()
      } else if (division.broken(turn)) feed()
      else crash(reply)
    })
  }

  /** The next picture, if there is one to draw and the last one is not too fresh; whole blocks never wait. */
  function show(): void {
    if (sweep === null || merger?.isFree() === false) return
    const due = sweep.division.due()
    if (due === null || (due.blocks === 0 && performance.now() - pictureAt < pictureEveryMs)) return
    const { tallies, blocks } = due
    const [first] = tallies
    if (tallies.length === 1 && first !== undefined) {
      count(first, blocks)
      return
    }
    merger ??= take()
    merger.ask({ kind: 'merge', tallies }, (reply) => {
      if (reply.kind === 'answered' && reply.value.kind === 'merged') count(reply.value.tally, blocks)
      else crash(reply)
    })
  }

  /** Threads go on before the page is told, so that they do not idle while it draws. */
  function count(tally: Tally, blocks: number): void {
    if (sweep === null) return
    const { of, division } = sweep
    division.counted(tally, blocks)
    feed()
    const { comparison, total } = division
    const { policies, baseline } = comparison
    if (tally.count >= total) sweep = null
    pictureAt = performance.now()
    const [done, leftMs] = [division.done(), division.leftMs()]
    hear({ kind: 'picture', of, sweep: { policies, baseline, tally, total }, done, leftMs })
    show()
  }

  function crash(reply: Reply<Ask, LabAnswer>): void {
    const of = sweep?.of
    cancel()
    const reason = reply.kind === 'crashed' ? reply.reason : 'A thread of the lab answered another question.'
    if (of !== undefined) hear({ kind: 'crashed', of, reason })
  }

  function cancel(): void {
    sweep = null
    pictureAt = -Infinity
    for (const hand of hands) hand.giveUp()
    merger?.giveUp()
  }

  return {
    ask: (experiment) => {
      if (closed) return
      cancel()
      sweep = { of: experiment, division: divisionOf(comparisonOf(experiment), threads) }
      feed()
    },
    cancel,
    warm: () => {
      if (closed) return
      while (hands.length < threads) hands.push(take())
      merger ??= take()
    },
    close: () => {
      cancel()
      closed = true
      for (const hand of hands) hand.close()
      merger?.close()
    },
  }
}

/** An experiment travels to each thread once. */
function packing(): (ask: Ask) => LabAsk {
  let sent: Comparison | null = null
  return (ask) => {
    if (ask.kind === 'merge') return ask
    const { comparison } = ask
    const isNew = comparison !== sent
    sent = comparison
    return { ...ask, comparison: isNew ? comparison : null }
  }
}

/** All of them: the page needs little beside the lab, and its plan's thread sleeps while nobody types. */
function coresHere(): number {
  return Math.min(mostThreads, Math.max(1, navigator.hardwareConcurrency))
}

function labWorker(): Worker {
  return new Worker(new URL('./labThread.ts', import.meta.url), { type: 'module', name: 'lab' })
}
