/** The laws over random documents whose destination is a share of today's distance. */
import { expect, test } from 'vitest'
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { stuckIn } from './checkRows.ts'
import { costFree } from './continuous.ts'
import { documentOf } from './generate.ts'
import { towardsShare } from './generateDistance.ts'
import { lawsInTurn } from './laws.ts'
import { modelOf } from './model.ts'
import type { RawDocument } from './raw.ts'
import { aimsOf, allowanceOf, isFired, standingOf } from './standing.ts'

const first = 20_000
const documents = 400
const block = 100

for (let from = first; from < first + documents; from += block) {
  test(`plans of documents ${from} to ${from + block - 1} keep every law`, { timeout: 180_000 }, () => {
    const broken = Array.from({ length: block }, (_, at) => from + at).flatMap((seed) =>
      lawsInTurn(seed, towardsShare(documentOf(seed), seed)).map((fault) => `seed ${seed}: ${fault}`),
    )
    expect(broken).toEqual([])
  })
}

/** Steps and cents still move a weight by this much. */
const fineness = 1e-5

interface Levels {
  readonly attained: number
  readonly bound: number
}

/** Steps of the resolution beyond the allowance, of the plan and of what no plan can beat. */
function levelsOf(document: RawDocument, plan: Plan): Levels | null {
  if (plan.status !== 'trade' || !plan.certificate || !('distance' in plan.certificate)) return null
  const model = modelOf(document)
  const standing = standingOf(model)
  const aims = aimsOf(model, standing, isFired(model, standing, stuckIn(plan)))
  const allowed = allowanceOf(model, standing, aims).toNumber() + fineness
  const resolution = Number(document.policy.resolution ?? '0.001')
  const level = (distance: string): number =>
    Math.max(0, Math.ceil((Number(distance) - allowed) / resolution))
  const { attained, bound } = plan.certificate.distance
  return { attained: level(attained), bound: level(bound) }
}

/** Below this a cent is a weight that the comparison would see. */
const leastTotal = 1_000

test('without costs and steps a plan keeps at most its share of the distance, wherever that can be', () => {
  const faults: string[] = []
  let compared = 0
  for (let seed = first; seed < first + block; seed += 1) {
    const document = towardsShare(costFree(seed, true), seed)
    const plan = rebalance(document)
    const levels = levelsOf(document, plan)
    if (levels === null || Number(plan.totals?.valueBefore) < leastTotal) continue
    compared += 1
    if (levels.attained > levels.bound) faults.push(`seed ${seed}: ${JSON.stringify(levels)}`)
  }
  expect(faults).toEqual([])
  expect(compared).toBeGreaterThan(block / 4)
})
