/** The engine's plan of a small document beside every combination of orders that it could have planned. */
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { violationsOf } from './checker.ts'
import { stuckIn } from './checkRows.ts'
import { bestOf, chosenBy, compare, keyOf, puzzleOf, sizeOf } from './exhaustive.ts'
import { flowOf, modelOf } from './model.ts'
import type { RawDocument } from './raw.ts'
import { isFired, isShort, standingOf } from './standing.ts'

const mostCombinations = 60_000

/** What is wrong with the plan of a document beside all others; null where there are too many to try. */
export function shortfallOf(document: RawDocument): string | null {
  const plan = rebalance(document)
  const faults = violationsOf(document, plan)
  if (faults.length > 0) return faults.join('; ')
  const puzzle = puzzleOf(document, stuckIn(plan))
  if (!isOpen(document, plan) || sizeOf(puzzle) > mostCombinations) return null
  const best = bestOf(puzzle)
  if (plan.status === 'refused') return best ? `refused, though ${JSON.stringify(best)} is possible` : null
  const chosen = chosenBy(puzzle, plan)
  const key = chosen.every((each) => each !== null) ? keyOf(puzzle, chosen) : null
  if (!best || !key) return `no key: best ${JSON.stringify(best)}, planned ${JSON.stringify(key)}`
  return compare(best, key) === 0 ? null : `planned ${JSON.stringify(key)}, possible ${JSON.stringify(best)}`
}

export function isOpen(document: RawDocument, plan: Plan): boolean {
  const model = modelOf(document)
  const standing = standingOf(model)
  if (standing.total.lessThanOrEqualTo(0)) return false
  return (
    isFired(model, standing, stuckIn(plan)) ||
    model.accounts.some((each) => !flowOf(each).isZero() || isShort(model, each))
  )
}
