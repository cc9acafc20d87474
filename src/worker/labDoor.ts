/** The door to the lab: a sweep on all cores, its pictures as they sharpen, and a stop at any time. */
import { comparisonOf } from '../domain/comparison.ts'
import type { Experiment } from '../domain/experiment.ts'
import type { Sweep } from '../domain/labResult.ts'
import { crewOf } from './crew.ts'
import { divisionOf } from './division.ts'
import { rehearsalOf } from './labRehearsal.ts'
import type { Dial } from './line.ts'
import { type Sweeping, sweepOn } from './sweeping.ts'
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
  /** Sweeps this sound experiment; one under way is given up. Fanned, tallies also tell how wealth spreads along the way. */
  readonly ask: (experiment: Experiment, isFanned?: boolean) => void
  /** Gives up: nothing is heard until the next question. Threads stay warm. */
  readonly cancel: () => void
  /** Starts all threads and lets them rehearse, once, so that the first picture need not wait for either. */
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
  const crew = crewOf(dial, threads, () => sweeping?.resume(), { hangMs, patienceMs })
  let sweeping: Sweeping | null = null
  let isWarm = false
  let closed = false

  function cancel(): void {
    sweeping?.stop()
    sweeping = null
  }

  function begin(of: Experiment, isFanned: boolean, tell: (reply: LabReply) => void): void {
    isWarm = true
    const comparison = comparisonOf(of, isFanned)
    const { policies, baseline } = comparison
    const division = divisionOf(comparison, threads)
    const { total } = division
    sweeping = sweepOn(crew, division, pictureEveryMs, {
      onPicture: (tally) => {
        if (tally.count === total) sweeping = null
        const sweep = { policies, baseline, tally, total }
        tell({ kind: 'picture', of, sweep, done: division.done(), leftMs: division.leftMs() })
      },
      onCrash: (reason) => {
        sweeping = null
        tell({ kind: 'crashed', of, reason })
      },
    })
  }

  return {
    ask: (experiment, isFanned = false) => {
      if (closed) return
      cancel()
      begin(experiment, isFanned, hear)
    },
    cancel,
    warm: () => {
      if (closed || isWarm) return
      begin(rehearsalOf(threads), false, () => undefined)
      crew.merger()
    },
    close: () => {
      cancel()
      closed = true
      crew.close()
    },
  }
}

/** All of them: the page needs little beside the lab, and its plan's thread sleeps while nobody types. */
function coresHere(): number {
  return Math.min(mostThreads, Math.max(1, navigator.hardwareConcurrency))
}

function labWorker(): Worker {
  return new Worker(new URL('./labThread.ts', import.meta.url), { type: 'module', name: 'lab' })
}
