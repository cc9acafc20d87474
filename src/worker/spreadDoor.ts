/** The door to targets built again from drawn estimates: intervals that sharpen while draws arrive, and a stop at any time. */
import type { SpreadAnswer, SpreadAsk, SpreadQuestion } from '../domain/targetSpread.ts'
import { type Dial, openLine } from './line.ts'
import { workerDial } from './wire.ts'

export interface SpreadHearer {
  readonly onPart: (answer: SpreadAnswer) => void
  readonly onCrash: (reason: string) => void
}

/** Each comparison has a thread of its own, which ends with it. Gives back how to stop; nothing is heard afterwards. */
export function spreadTargets(
  question: SpreadQuestion,
  { onPart, onCrash }: SpreadHearer,
  dial: Dial = workerDial(spreadWorker),
): () => void {
  let over = false
  const line = openLine<SpreadAsk, SpreadAnswer>(dial, (reply) => {
    if (over) return
    if (reply.kind === 'crashed') {
      stop()
      onCrash(reply.reason)
      return
    }
    const isLast = reply.value.drawn >= reply.value.of
    if (isLast) stop()
    else line.ask({ question: null })
    onPart(reply.value)
  })

  function stop(): void {
    over = true
    line.close()
  }

  line.ask({ question })
  return stop
}

function spreadWorker(): Worker {
  return new Worker(new URL('./spreadThread.ts', import.meta.url), { type: 'module', name: 'spread' })
}
