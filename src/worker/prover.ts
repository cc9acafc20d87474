/** Proves the plan of one document part by part; the document is sent once, and its plan made once. */
import type { ProofPart } from '../domain/proof.ts'
import { type Provable, partOf, provable } from '../engine/proof.ts'
import type { ProofAsk } from './protocol.ts'

/** The answer is null where the plan is refused, and so has nothing to prove. */
export function prover(): (ask: ProofAsk) => ProofPart | null {
  let subject: Provable | null = null
  return ({ document, part }) => {
    if (document !== null) subject = provable(document)
    return subject === null ? null : partOf(subject, part)
  }
}
