/** The door to the threshold picture: many bands, their points one after the other, and a stop at any time. */
import type { Band, Portfolio } from '../domain/document.ts'
import type { Exploration } from '../domain/exploration.ts'
import { type Dial, openLine } from './line.ts'
import type { ExploreAsk } from './protocol.ts'
import { workerDial } from './wire.ts'

export interface Exploring {
  /** Stops at once; nothing is heard afterwards. */
  readonly cancel: () => void
}

/**
 * Asks what the plan would be under each policy band, in order; a band under which the plan is refused has no point. Each exploration has a thread of its own, so that a
 * plan never waits behind it, and cancelling is ending the thread.
 */
export function exploreBands(
  document: Portfolio,
  bands: readonly Band[],
  onPoint: (point: Exploration, index: number) => void,
  onDone: () => void,
  onCrash: (reason: string) => void,
  dial: Dial = workerDial(exploreWorker),
): Exploring {
  let index = -1
  let over = false
  const line = openLine<ExploreAsk, Exploration | null>(dial, (reply) => {
    if (reply.kind === 'crashed') {
      end(() => onCrash(reply.reason))
      return
    }
    if (reply.value !== null) onPoint(reply.value, index)
    step(null)
  })

  function step(subject: Portfolio | null): void {
    if (over) return
    index += 1
    const band = bands[index]
    if (band === undefined) end(onDone)
    else line.ask({ document: subject, band })
  }

  function end(tell: () => void): void {
    if (over) return
    over = true
    line.close()
    tell()
  }

  step(document)
  return { cancel: () => end(() => undefined) }
}

function exploreWorker(): Worker {
  return new Worker(new URL('./exploreThread.ts', import.meta.url), { type: 'module', name: 'explore' })
}
