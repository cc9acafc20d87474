/** The door to the engine: the page asks for a plan of a document and hears the answer. */
import type { Portfolio } from '../domain/document.ts'
import type { Plan } from '../domain/plan.ts'
import { packing } from './changes.ts'
import { type Dial, type Reply, openLine } from './line.ts'
import { workerDial } from './wire.ts'

/** `of` is the very object that was asked about. A refusal is a plan with status `refused`. */
export type PlanReply =
  | { readonly kind: 'planned'; readonly of: Portfolio; readonly plan: Plan; readonly tookMs: number }
  | { readonly kind: 'crashed'; readonly of: Portfolio; readonly reason: string }

export interface PlanDoor {
  readonly ask: (document: Portfolio) => void
  readonly close: () => void
}

export interface PlanDoorOptions {
  /** A thread that is silent for this long is replaced. */
  readonly hangMs?: number
  /** Another kind of thread to ask. */
  readonly dial?: Dial
}

/** Opens the door; the engine's thread starts at once. One question is in flight and one waits, the newest. */
export function openPlanDoor(hear: (reply: PlanReply) => void, options: PlanDoorOptions = {}): PlanDoor {
  const dial = options.dial ?? workerDial(planWorker)
  const lineOptions = options.hangMs === undefined ? { packing } : { packing, hangMs: options.hangMs }
  return openLine<Portfolio, string>(dial, (reply) => hear(planReply(reply)), lineOptions)
}

function planWorker(): Worker {
  return new Worker(new URL('./planThread.ts', import.meta.url), { type: 'module', name: 'plan' })
}

/** Only our own thread writes to this wire, in the same build. */
function planReply(reply: Reply<Portfolio, string>): PlanReply {
  if (reply.kind === 'crashed') return { kind: 'crashed', of: reply.ask, reason: reply.reason }
  const plan = JSON.parse(reply.value) as Plan
  return { kind: 'planned', of: reply.ask, plan, tookMs: reply.tookMs }
}
