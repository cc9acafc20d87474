/** One thread of a pool: a question at a time, which can be given up without losing the warm thread. */
import { type Dial, type Line, type LineOptions, type Reply, openLine } from './line.ts'

export interface Hand<Ask, Value> {
  readonly isFree: () => boolean
  /** Only a free hand is asked. `hear` gets the reply, unless the question is given up before. */
  readonly ask: (ask: Ask, hear: (reply: Reply<Ask, Value>) => void) => void
  /** The reply will not be heard. A thread that is still at it after a while is replaced; then the hand is free again. */
  readonly giveUp: () => void
  readonly close: () => void
}

export interface HandOptions<Ask> extends LineOptions<Ask> {
  /** So long a thread may go on with a question that was given up. */
  readonly patienceMs: number
}

/** Takes a thread at once. `onFree` is told when a question that was given up is out of the way. */
export function handOf<Ask, Value>(
  dial: Dial,
  onFree: () => void,
  { patienceMs, ...options }: HandOptions<Ask>,
): Hand<Ask, Value> {
  let line = open()
  let asked: { readonly hear: ((reply: Reply<Ask, Value>) => void) | null } | null = null
  let patience: ReturnType<typeof setTimeout> | undefined

  function open(): Line<Ask> {
    return openLine<Ask, Value>(dial, settle, options)
  }

  function settle(reply: Reply<Ask, Value>): void {
    const hear = asked?.hear
    free()
    if (hear) hear(reply)
    else onFree()
  }

  function free(): void {
    asked = null
    clearTimeout(patience)
  }

  function replace(): void {
    free()
    line.close()
    line = open()
    onFree()
  }

  return {
    isFree: () => asked === null,
    ask: (ask, hear) => {
      asked = { hear }
      line.ask(ask)
    },
    giveUp: () => {
      if (asked === null || asked.hear === null) return
      asked = { hear: null }
      patience = setTimeout(replace, patienceMs)
    },
    close: () => {
      free()
      line.close()
    },
  }
}
