/** The proof of a plan: what its rules cost, what each order is worth, and what moving prices would change. */
import { driftOf } from '../domain/drift.ts'
import type { Proof, ProofPart } from '../domain/proof.ts'
import { plannable } from './check.ts'
import { work, type Workings } from './plan.ts'
import { provedMoves } from './proofMoves.ts'
import { provedOrders } from './proofOrders.ts'
import { provedRules } from './proofRules.ts'
import { emptyProblems } from './refuse.ts'

/** A plan that is trade or hold, with everything its steps have found out. */
export type Provable = Workings

/** Makes the plan of a document (parsed JSON) as `rebalance` does; null where that is refused. */
export function provable(json: unknown): Provable | null {
  const checked = plannable(json)
  if (!checked.ok) return null
  const drift = driftOf(checked.value)
  if (emptyProblems(checked.value, drift).length > 0) return null
  const workings = work(checked.value, drift)
  return workings.settled.missing.size > 0 ? null : workings
}

/** The whole proof of a document's plan; null where the plan is refused. */
export function proof(json: unknown): Proof | null {
  const subject = provable(json)
  return subject && { ...provedOrders(subject), ...provedMoves(subject), ...provedRules(subject) }
}

/** One part of it. */
export function partOf(subject: Provable, part: ProofPart['kind']): ProofPart {
  switch (part) {
    case 'counterfactuals':
      return { kind: part, ...provedOrders(subject) }
    case 'sensitivity':
      return { kind: part, ...provedMoves(subject) }
    case 'rules':
      return { kind: part, ...provedRules(subject) }
  }
}
