/** Asks for the frontier of a document: its points one after the other, then the whole of it, and a stop at any time. */
import type { Portfolio } from '../domain/document.ts'
import type { Frontier, FrontierPart } from '../domain/frontier.ts'
import { type FrontierDoor, type FrontierReply, openFrontierDoor } from '../worker/frontierDoor.ts'

/** Parts are provisional; the whole is the last word. */
export type FrontierHeard = FrontierPart | { readonly kind: 'whole'; readonly frontier: Frontier }

export interface FrontierHearer {
  readonly onPart: (part: FrontierHeard) => void
  readonly onDone: () => void
  readonly onCrash: (reason: string) => void
}

let door: FrontierDoor | null = null
let asked: { readonly document: Portfolio; readonly hear: FrontierHearer } | null = null

/** One frontier at a time: a new question gives up the one before. Gives back how to stop. A refused document has no parts; the plan within a tax budget is marked where one is given. */
export function askFrontier(
  document: Portfolio,
  hear: FrontierHearer,
  taxBudget: string | null = null,
): () => void {
  const mine = { document, hear }
  asked = mine
  door ??= openFrontierDoor(tell)
  door.ask(document, taxBudget)
  return () => {
    if (asked !== mine) return
    asked = null
    door?.cancel()
  }
}

function tell(reply: FrontierReply): void {
  if (asked === null || reply.of !== asked.document) return
  const { hear } = asked
  if (reply.kind === 'part') {
    hear.onPart(reply.part)
    return
  }
  asked = null
  if (reply.kind === 'crashed') {
    hear.onCrash(reply.reason)
    return
  }
  if (reply.frontier !== null) hear.onPart({ kind: 'whole', frontier: reply.frontier })
  hear.onDone()
}
