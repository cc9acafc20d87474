/** The thread's end of the wire: every question is answered once, and what a handler throws becomes an answer too. */
import type { Answer, Question } from './protocol.ts'

/** A worker's own scope, or one end of a message channel. */
export interface Port {
  addEventListener: (kind: 'message', hear: (event: MessageEvent<unknown>) => void) => void
  postMessage: (message: unknown) => void
}

/** What answers the questions of one thread. It is told apart by its door which kind of question it gets. */
type Handler = (ask: never) => unknown

/** Answers questions with this handler from now on. */
export function serve(port: Port, handle: Handler): void {
  port.addEventListener('message', (event) => {
    if (isQuestion(event.data)) port.postMessage(answerTo(event.data, handle))
  })
}

function answerTo({ number, ask }: Question<never>, handle: Handler): Answer<unknown> {
  const start = performance.now()
  try {
    const value = handle(ask)
    return { kind: 'answered', number, value, tookMs: performance.now() - start }
  } catch (fault) {
    // An Error arrives on the other side without its class; its sentence is enough.
    return { kind: 'failed', number, reason: fault instanceof Error ? fault.message : String(fault) }
  }
}

/** Only the door of the same thread writes to this wire, so the form of the frame is enough. */
function isQuestion(message: unknown): message is Question<never> {
  return typeof message === 'object' && message !== null && 'number' in message && 'ask' in message
}
