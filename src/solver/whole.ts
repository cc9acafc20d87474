/** The best whole orders under one budget: a bound from the dual, a plan from repair and swaps, a proof where it is small. */
import { solveDual, type Dual } from './wholeDual.ts'
import { draftOf, improve, repair, type Draft } from './wholeMoves.ts'
import type { WholeProgram } from './wholeTerms.ts'
import { searchTree } from './wholeTree.ts'

export interface WholePlan {
  readonly orders: Float64Array
  readonly objective: number
  /** No plan of whole orders costs less than this; the objective itself where the plan is proved best. */
  readonly bound: number
  /** What the plan may at most be above the best one, as a share of the objective. */
  readonly gap: number
  readonly cashLeft: number
}

/** Branches of the tree that are looked at before the plan stands without proof; a millisecond or two. */
const defaultPatience = 20_000

/** The best plan found and what bounds it; null where no orders keep the cash above its floor. */
export function solveWhole(program: WholeProgram, patience = defaultPatience): WholePlan | null {
  const dual = solveDual(program)
  if (dual === null) return null
  let best: Draft | null = null
  // From the orders on either side of the dual's price; mostly the first is enough.
  for (const orders of [dual.right, dual.left]) {
    const draft = draftOf(program, orders)
    if (!repair(program, draft, dual)) continue
    improve(program, draft, dual)
    if (best !== null && draft.objective >= best.objective) continue
    best = draft
    if (isTouching(draft, dual)) break
    if (searchTree(program, draft, dual, patience)) return planOf(draft, draft.objective)
  }
  return best === null ? null : planOf(best, Math.min(dual.bound, best.objective))
}

function planOf({ orders, objective, left }: Draft, bound: number): WholePlan {
  const gap = objective === bound ? 0 : (objective - bound) / Math.abs(objective)
  return { orders, objective, bound, gap, cashLeft: left }
}

/** Is only float noise left between plan and bound? */
function isTouching(draft: Draft, dual: Dual): boolean {
  return draft.objective <= dual.bound + 1e-11 * (Math.abs(dual.bound) + 1)
}
