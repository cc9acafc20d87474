/** With the destination "optimal" no combination of orders of a small document weighs less than its plan. */
import { expect, test } from 'vitest'
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { violationsOf } from './checker.ts'
import { stuckIn } from './checkRows.ts'
import { curved } from './curved.ts'
import { bestOf, chosenBy, keyOf, puzzleOf, sizeOf, type Key } from './exhaustive.ts'
import { smallRiskDocument } from './generateRisk.ts'
import { modelOf } from './model.ts'
import type { RawDocument } from './raw.ts'
import { isFired, standingOf } from './standing.ts'

const documents = 200
const mostCombinations = 60_000

/** Objectives are told apart in steps of a ten-thousandth of a cent, one of which float64 may move. */
const step = 2e-6

interface Compared {
  readonly best: Key | null
  readonly planned: Key | null
}

/** The best of all plans beside the one that was made; null where there are too many, or nothing opened the plan. */
function compared(document: RawDocument, plan: Plan): Compared | null {
  const model = modelOf(document)
  const standing = standingOf(model)
  if (standing.total.lessThanOrEqualTo(0) || !isFired(model, standing, stuckIn(plan))) return null
  const puzzle = puzzleOf(document, stuckIn(plan))
  if (sizeOf(puzzle) > mostCombinations) return null
  const chosen = chosenBy(puzzle, plan)
  const complete = plan.status !== 'refused' && chosen.every((each) => each !== null)
  return { best: bestOf(puzzle), planned: complete ? keyOf(puzzle, chosen) : null }
}

test('no combination of orders weighs less than the plan', { timeout: 180_000 }, () => {
  let count = 0
  const faults = Array.from({ length: documents }, (_, seed) => {
    const document = seed % 4 === 3 ? curved(smallRiskDocument(seed), seed) : smallRiskDocument(seed)
    const plan = rebalance(document)
    const found = compared(document, plan)
    if (found) count += 1
    const worse =
      found !== null &&
      (found.best === null
        ? plan.status !== 'refused'
        : found.planned === null || found.planned.expense > found.best.expense + step)
    return [...violationsOf(document, plan), ...(worse ? [JSON.stringify(found)] : [])].map(
      (fault) => `seed ${seed}: ${fault}`,
    )
  })
  expect(faults.flat()).toEqual([])
  expect(count).toBeGreaterThan(documents / 4)
})

/** Another rule, and the plan can only be worse: each document with one more, at the same horizon. */
test('a rule more never makes the objective better', { timeout: 180_000 }, () => {
  const faults = Array.from({ length: documents }, (_, seed) => {
    const document = smallRiskDocument(seed)
    const [first] = document.instruments
    const strict: RawDocument = {
      ...document,
      accounts: document.accounts.map((account) => ({
        ...account,
        rules: [...(account.rules ?? []), { instrument: first?.id ?? '', do: 'hold' }],
      })),
    }
    const [free, bound] = [rebalance(document), rebalance(strict)]
    const weight = (plan: Plan): number =>
      plan.certificate && 'objective' in plan.certificate
        ? Number(plan.certificate.objective.attained)
        : Infinity
    const same = JSON.stringify(free.fired) === JSON.stringify(bound.fired)
    return same && weight(bound) < weight(free) - 1e-8
      ? [`seed ${seed}: ${weight(bound)} < ${weight(free)}`]
      : []
  })
  expect(faults.flat()).toEqual([])
})
