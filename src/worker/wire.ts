/** A browser's worker as a wire. */
import type { Dial } from './line.ts'

/** Dials a worker that `start` creates; the address must stand where `new Worker` stands for the bundler to see it. */
export function workerDial(start: () => Worker): Dial {
  return (hear, fail) => {
    const worker = start()
    worker.addEventListener('message', (event: MessageEvent<unknown>) => hear(event.data))
    worker.addEventListener('messageerror', () => fail('an answer could not be read'))
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      fail(event.message || 'the worker could not start')
    })
    return { post: (message) => worker.postMessage(message, []), close: () => worker.terminate() }
  }
}
