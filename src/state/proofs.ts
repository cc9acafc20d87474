/** Asks for the proof of a document's plan, one part after the other, and can stop at any time. */
import type { Portfolio } from '../domain/document.ts'
import type { ProofPart } from '../domain/proof.ts'
import { prove } from '../worker/proofDoor.ts'

export interface ProofHearer {
  readonly onPart: (part: ProofPart) => void
  readonly onDone: () => void
  readonly onCrash: (reason: string) => void
}

/** Starts at once in a thread of its own and gives back how to stop it. */
export function askProof(document: Portfolio, hear: ProofHearer): () => void {
  return prove(document, hear.onPart, hear.onDone, hear.onCrash).cancel
}
