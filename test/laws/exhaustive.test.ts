/** On small documents the engine's plan has the best key that any plan has: every combination of orders is tried. */
import { expect, test } from 'vitest'
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { violationsOf } from './checker.ts'
import { stuckIn } from './checkRows.ts'
import { bestOf, chosenBy, compare, keyOf, puzzleOf, sizeOf } from './exhaustive.ts'
import { flowOf, modelOf } from './model.ts'
import type { RawDocument } from './raw.ts'
import { smallDocument } from './small.ts'
import { isFired, isShort, standingOf } from './standing.ts'

const documents = 200
const mostCombinations = 60_000

/** What is wrong with the plan of this seed beside all others; null where there are too many to try. */
export function shortfall(seed: number): string | null {
  const document = smallDocument(seed)
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

function isOpen(document: RawDocument, plan: Plan): boolean {
  const model = modelOf(document)
  const standing = standingOf(model)
  if (standing.total.lessThanOrEqualTo(0)) return false
  return (
    isFired(model, standing, stuckIn(plan)) ||
    model.accounts.some((each) => !flowOf(each).isZero() || isShort(model, each))
  )
}

test('no combination of orders beats the plan', { timeout: 180_000 }, () => {
  const faults = Array.from({ length: documents }, (_, seed) => ({ seed, fault: shortfall(seed) }))
  expect(faults.filter((each) => each.fault !== null)).toEqual([])
})
