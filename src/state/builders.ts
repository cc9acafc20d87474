/** Asks for targets built from risk, off the page's thread. */
import type { BuildAnswer, BuildQuestion } from '../domain/targetBuild.ts'
import type { SpreadQuestion } from '../domain/targetSpread.ts'
import { spreadTargets, type SpreadHearer } from '../worker/spreadDoor.ts'
import { type TargetDoor, openTargetDoor, type TargetReply } from '../worker/targetDoor.ts'

export interface BuildHearer {
  readonly onFound: (answer: BuildAnswer) => void
  readonly onCrash: (reason: string) => void
}

let door: TargetDoor | null = null
let asked: { readonly question: BuildQuestion; readonly hear: BuildHearer } | null = null

/** One question at a time: a new one gives up the one before. Gives back how to stop hearing. */
export function askTargets(question: BuildQuestion, hear: BuildHearer): () => void {
  const mine = { question, hear }
  asked = mine
  door ??= openTargetDoor(tell)
  door.ask(question)
  return () => {
    if (asked === mine) asked = null
  }
}

/** Another door is only given by tests. */
export function replaceTargetDoor(open: ((hear: (reply: TargetReply) => void) => TargetDoor) | null): void {
  door?.close()
  asked = null
  door = open?.(tell) ?? null
}

function tell(reply: TargetReply): void {
  if (asked === null || reply.ask !== asked.question) return
  const { hear } = asked
  asked = null
  if (reply.kind === 'crashed') hear.onCrash(reply.reason)
  else hear.onFound(reply.value)
}

/** How intervals are asked for; tests answer without a thread. */
export type AskSpread = (question: SpreadQuestion, hear: SpreadHearer) => () => void

/** Starts at once in a thread of its own and gives back how to stop. */
export const askSpread: AskSpread = (question, hear) => spreadTargets(question, hear)
