/** The door to the frontier: its points and marks as they are found, and a stop at any time. */
import type { Portfolio } from '../domain/document.ts'
import type { Frontier, FrontierPart } from '../domain/frontier.ts'
import { type Dial, type Line, type Reply, openLine } from './line.ts'
import type { FrontierAnswer, FrontierAsk } from './protocol.ts'
import { workerDial } from './wire.ts'

/** `of` is the very object that was asked about. */
export type FrontierReply =
  | { readonly kind: 'part'; readonly of: Portfolio; readonly part: FrontierPart }
  /** The last word: points may have given way to plans found later. Null where the document cannot be planned. */
  | { readonly kind: 'drawn'; readonly of: Portfolio; readonly frontier: Frontier | null }
  | { readonly kind: 'crashed'; readonly of: Portfolio; readonly reason: string }

export interface FrontierDoor {
  /** Draws the frontier of this document and marks the plan within a tax budget; one that was being drawn is given up. */
  readonly ask: (document: Portfolio, taxBudget?: string | null) => void
  /** Gives up at once; nothing is heard until the next question. */
  readonly cancel: () => void
  readonly close: () => void
}

export interface FrontierDoorOptions {
  /** A thread that is silent for this long is replaced. */
  readonly hangMs?: number
  /** Another kind of thread to ask. */
  readonly dial?: Dial
}

/**
 * Opens the door; its thread starts at once and stays warm from one frontier to the next, so that a plan never waits
 * behind it. A part is asked for when the one before has come, so a new document waits for one part at most.
 */
export function openFrontierDoor(
  hear: (reply: FrontierReply) => void,
  { dial = workerDial(frontierWorker), hangMs }: FrontierDoorOptions = {},
): FrontierDoor {
  let line: Line<FrontierAsk> | null = open()
  /** What is being drawn, and the question on its way; answers to any other are old. */
  let drawing: { readonly of: Portfolio; readonly asked: FrontierAsk } | null = null
  let closed = false

  function open(): Line<FrontierAsk> {
    return openLine<FrontierAsk, FrontierAnswer>(dial, settle, hangMs === undefined ? {} : { hangMs })
  }

  function step(of: Portfolio, asked: FrontierAsk): void {
    drawing = { of, asked }
    line ??= open()
    line.ask(asked)
  }

  function settle(reply: Reply<FrontierAsk, FrontierAnswer>): void {
    if (drawing === null || drawing.asked !== reply.ask) return
    const { of } = drawing
    drawing = null
    if (reply.kind === 'crashed') hear({ kind: 'crashed', of, reason: reply.reason })
    else if (reply.value.kind === 'drawn') hear({ kind: 'drawn', of, frontier: reply.value.frontier })
    else {
      step(of, { document: null, taxBudget: null })
      hear({ kind: 'part', of, part: reply.value.part })
    }
  }

  function cancel(): void {
    if (drawing === null) return
    drawing = null
    line?.close()
    line = null
  }

  return {
    ask: (document, taxBudget = null) => {
      if (!closed) step(document, { document, taxBudget })
    },
    cancel,
    close: () => {
      closed = true
      drawing = null
      line?.close()
      line = null
    },
  }
}

function frontierWorker(): Worker {
  return new Worker(new URL('./frontierThread.ts', import.meta.url), { type: 'module', name: 'frontier' })
}
