/** Threads for tests: the real serving end behind a real message channel, on the same thread. */
import type { Dial } from '../../src/worker/line.ts'
import { serve } from '../../src/worker/serve.ts'

/** Dials a thread that answers with this handler; `dialled` counts how often one was started. */
export function channelDial(handle: (ask: never) => unknown): {
  readonly dial: Dial
  dialled: number
  closed: number
} {
  const count = {
    dialled: 0,
    closed: 0,
    dial: (hear: (message: unknown) => void) => {
      count.dialled += 1
      const { port1, port2 } = new MessageChannel()
      serve(port2, handle)
      port2.start()
      port1.addEventListener('message', (event) => hear(event.data))
      port1.start()
      return {
        post: (message: unknown) => port1.postMessage(message),
        close: () => {
          count.closed += 1
          port1.close()
        },
      }
    },
  }
  return count
}

/** Dials threads that never answer. */
export function silentDial(): {
  readonly dial: Dial
  posted: unknown[]
  closed: number
  fail: (reason: string) => void
} {
  const count = {
    posted: [] as unknown[],
    closed: 0,
    fail: (_reason: string): void => undefined,
    dial: (_hear: (message: unknown) => void, fail: (reason: string) => void) => {
      count.fail = fail
      return {
        post: (message: unknown) => void count.posted.push(message),
        close: () => {
          count.closed += 1
        },
      }
    },
  }
  return count
}
