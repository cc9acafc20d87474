/** The door to the proof of a plan: its parts, one after the other, and a stop at any time. */
import type { Portfolio } from '../domain/document.ts'
import type { ProofPart } from '../domain/proof.ts'
import { type Dial, openLine } from './line.ts'
import type { ProofAsk } from './protocol.ts'
import { workerDial } from './wire.ts'

export interface Proving {
  /** Stops at once; nothing is heard afterwards. */
  readonly cancel: () => void
}

/** What is quickest comes first. */
const parts: readonly ProofPart['kind'][] = ['counterfactuals', 'sensitivity', 'rules']

/** A proof makes the plan again up to some fifty times; a thread that is silent for this long is stuck. */
const proofHangMs = 120_000

/**
 * Asks for the proof of a document's plan; a document whose plan is refused has no parts. Each proof has a thread of
 * its own, so that a plan never waits behind it, and cancelling is ending the thread.
 */
export function prove(
  document: Portfolio,
  onPart: (part: ProofPart) => void,
  onDone: () => void,
  onCrash: (reason: string) => void,
  dial: Dial = workerDial(proofWorker),
): Proving {
  let index = 0
  let over = false
  const line = openLine<ProofAsk, ProofPart | null>(
    dial,
    (reply) => {
      if (reply.kind === 'crashed') end(() => onCrash(reply.reason))
      else if (reply.value === null) end(onDone)
      else {
        onPart(reply.value)
        step(null)
      }
    },
    { hangMs: proofHangMs },
  )

  function step(subject: Portfolio | null): void {
    if (over) return
    const part = parts[index]
    index += 1
    if (part === undefined) end(onDone)
    else line.ask({ document: subject, part })
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

function proofWorker(): Worker {
  return new Worker(new URL('./proofThread.ts', import.meta.url), { type: 'module', name: 'proof' })
}
