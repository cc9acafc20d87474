/** The door of the histories: price files are read, aligned and estimated off the page's thread, one question after the other. */
import type { HistoryAnswer, HistoryAsk } from '../domain/historyStudy.ts'
import { type Dial, type Line, openLine } from './line.ts'
import { workerDial } from './wire.ts'

export type HistoryReply = HistoryAnswer | { readonly kind: 'crashed'; readonly reason: string }

export interface HistoryDoor {
  /** Asks after all questions before it; never rejects. One that is given up is never answered. */
  readonly ask: (ask: HistoryAsk, hear: (reply: HistoryReply) => void) => Giving
  readonly close: () => void
}

/** Gives a question up; the thread that is at it ends. */
export type Giving = () => void

export interface HistoryDoorOptions {
  readonly hangMs?: number
  readonly dial?: Dial
}

/** A hundred megabytes and decades of days for twenty classes take less, on a slow machine. */
const usualHangMs = 120_000

interface Queued {
  readonly ask: HistoryAsk
  readonly hear: (reply: HistoryReply) => void
}

export function openHistoryDoor({
  dial = workerDial(historyWorker),
  hangMs = usualHangMs,
}: HistoryDoorOptions = {}): HistoryDoor {
  let queue: readonly Queued[] = []
  let line: Line<HistoryAsk> | null = null
  let flying: Queued | null = null

  function open(): Line<HistoryAsk> {
    return openLine<HistoryAsk, HistoryAnswer>(
      dial,
      (reply) => {
        const done = flying
        flying = null
        next()
        done?.hear(reply.kind === 'answered' ? reply.value : { kind: 'crashed', reason: reply.reason })
      },
      { hangMs },
    )
  }

  function next(): void {
    const [first, ...rest] = queue
    if (flying !== null || first === undefined) return
    queue = rest
    flying = first
    line ??= open()
    line.ask(first.ask)
  }

  function giveUp(queued: Queued): void {
    queue = queue.filter((each) => each !== queued)
    if (flying !== queued) return
    hangUp()
    next()
  }

  function hangUp(): void {
    flying = null
    line?.close()
    line = null
  }

  return {
    ask: (ask, hear) => {
      const queued = { ask, hear }
      queue = [...queue, queued]
      next()
      return () => giveUp(queued)
    },
    close: () => {
      queue = []
      hangUp()
    },
  }
}

function historyWorker(): Worker {
  return new Worker(new URL('./historyThread.ts', import.meta.url), { type: 'module', name: 'history' })
}
