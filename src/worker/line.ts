/** The page's end of the wire: one question in flight and one waiting, and a thread that breaks is replaced. */
import { type Answer, type Question, isAnswer } from './protocol.ts'

/** A thread as the page sees it. */
export interface Wire {
  readonly post: (message: unknown) => void
  readonly close: () => void
}

/** Starts a thread; `hear` gets its messages, `fail` is told when it breaks. */
export type Dial = (hear: (message: unknown) => void, fail: (reason: string) => void) => Wire

export type Reply<Ask, Value> =
  | { readonly kind: 'answered'; readonly ask: Ask; readonly value: Value; readonly tookMs: number }
  | { readonly kind: 'crashed'; readonly ask: Ask; readonly reason: string }

export interface Line<Ask> {
  /** Asks now, or when the question in flight is answered; of several waiting questions only the newest is asked. */
  readonly ask: (ask: Ask) => void
  /** Ends the thread at once; questions in flight or waiting are never answered. */
  readonly close: () => void
}

/** A plan takes milliseconds; a thread that is silent for this long is stuck. */
const usualHangMs = 20_000

interface Flying<Ask> extends Question<Ask> {
  readonly timer: ReturnType<typeof setTimeout>
}

export interface LineOptions<Ask> {
  /** A thread that is silent for this long is stuck. */
  readonly hangMs?: number
  /** How questions are put on the wire to one thread, by what that thread was sent before. */
  readonly packing?: () => (ask: Ask) => unknown
}

interface Thread<Ask> {
  readonly wire: Wire
  readonly pack: (ask: Ask) => unknown
}

/** A line to threads of one kind. The first thread starts at once, so that it is ready when the first question comes. */
export function openLine<Ask, Value>(
  dial: Dial,
  hear: (reply: Reply<Ask, Value>) => void,
  { hangMs = usualHangMs, packing = () => asItIs }: LineOptions<Ask> = {},
): Line<Ask> {
  let thread: Thread<Ask> | null = null
  let flying: Flying<Ask> | null = null
  let waiting: { readonly ask: Ask } | null = null
  let number = 0
  let closed = false

  function started(): Thread<Ask> {
    const wire: Wire = dial(
      (message) => void (thread?.wire === wire && isAnswer<Value>(message) && settle(message)),
      (reason) => void (thread?.wire === wire && crash(reason)),
    )
    return { wire, pack: packing() }
  }

  function send(ask: Ask): void {
    number += 1
    const timer = setTimeout(() => crash(`no answer within ${hangMs / 1000} s`), hangMs)
    flying = { number, ask, timer }
    try {
      thread ??= started()
      thread.wire.post({ number, ask: thread.pack(ask) } satisfies Question<unknown>)
    } catch (fault) {
      crash(fault instanceof Error ? fault.message : String(fault))
    }
  }

  function settle(answer: Answer<Value>): void {
    if (flying?.number !== answer.number) return
    if (answer.kind === 'failed') crash(answer.reason)
    else finish((ask) => ({ kind: 'answered', ask, value: answer.value, tookMs: answer.tookMs }))
  }

  /** Whatever state the broken thread is in, no later question meets it. */
  function crash(reason: string): void {
    thread?.wire.close()
    thread = null
    finish((ask) => ({ kind: 'crashed', ask, reason: ended(reason) }))
  }

  /** The waiting question leaves before the reply is heard, so that the thread never idles while the page draws. */
  function finish(reply: (ask: Ask) => Reply<Ask, Value>): void {
    const done = flying
    if (done === null || closed) return
    clearTimeout(done.timer)
    flying = null
    const next = waiting
    waiting = null
    if (next !== null) send(next.ask)
    hear(reply(done.ask))
  }

  function close(): void {
    closed = true
    if (flying !== null) clearTimeout(flying.timer)
    flying = null
    waiting = null
    thread?.wire.close()
    thread = null
  }

  thread = started()
  return {
    ask: (ask) => {
      if (closed) return
      if (flying === null) send(ask)
      else waiting = { ask }
    },
    close,
  }
}

function asItIs(ask: unknown): unknown {
  return ask
}

/** Reasons stand in sentences, and what programs throw rarely ends like one. */
function ended(reason: string): string {
  return /[.!?]$/u.test(reason) ? reason : `${reason}.`
}
