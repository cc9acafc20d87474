/** The engine for its benchmark: whole plans, and the same steps one by one with a clock between them. */
import { aimsOf } from '../../src/engine/aim.ts'
import { afterOf } from '../../src/engine/after.ts'
import { boardOf } from '../../src/engine/board.ts'
import { certify } from '../../src/engine/certify.ts'
import { plannable } from '../../src/engine/check.ts'
import { decide } from '../../src/engine/decide.ts'
import { permitsOf } from '../../src/engine/permit.ts'
import { rebalance, work } from '../../src/engine/plan.ts'
import { settle } from '../../src/engine/settle.ts'
import { driftOf } from '../../src/domain/drift.ts'
import { hashOf } from '../../src/domain/hash.ts'

export { rebalance }

export function timed(act: () => unknown): number {
  const start = performance.now()
  act()
  return performance.now() - start
}

/** Milliseconds by step. `solve` is steps 5 and 6 with their retries; `explain` is what remains of a whole plan. */
export interface StepTimes {
  readonly hash: number
  readonly check: number
  readonly weigh: number
  readonly decide: number
  readonly solve: number
  readonly settle: number
  readonly certify: number
  readonly explain: number
}

export function timedPlan(json: unknown): StepTimes {
  const whole = timed(() => rebalance(json))
  const [hash] = clocked(() => hashOf(json))
  const [check, checked] = clocked(() => plannable(json))
  if (!checked.ok) throw new Error(`the benchmark's document is refused: ${checked.problems[0]?.kind ?? ''}`)
  const document = checked.value
  const [weigh, drift] = clocked(() => driftOf(document))
  const [decideMs, { decision, aims, board }] = clocked(() => {
    const decision = decide(document, drift, permitsOf(document))
    const aims = aimsOf(document, drift, decision)
    return { decision, aims, board: boardOf(document, drift, aims, decision) }
  })
  const [working, { rounded }] = clocked(() => work(document, drift))
  const [settling, settled] = clocked(() => settle(document, drift, board, rounded.trial))
  const after = afterOf(document, drift, aims, settled)
  const [certifying] = clocked(() => certify(decision.open ? board : { ...board, slots: [] }, settled, after))
  const solve = Math.max(0, working - decideMs - settling)
  const explain = Math.max(0, whole - hash - check - weigh - working - certifying)
  return { hash, check, weigh, decide: decideMs, solve, settle: settling, certify: certifying, explain }
}

function clocked<T>(act: () => T): readonly [number, T] {
  const start = performance.now()
  const value = act()
  return [performance.now() - start, value]
}
