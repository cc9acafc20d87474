/** The laws over random documents whose bands follow from their costs, with every kind of destination. */
import { expect, test } from 'vitest'
import { rebalance } from '../../src/engine/plan.ts'
import { withCostAwareBands } from './costWidth.ts'
import { towardsShare } from './generateDistance.ts'
import { riskDocumentOf } from './generateRisk.ts'
import { lawsInTurn } from './laws.ts'
import { lightDocumentOf } from './light.ts'
import type { RawDocument } from './raw.ts'

const first = 30_000
const documents = 64

/** One in four has risk with an aversion of its own, one in eight a destination by distance. */
function costAwareDocument(seed: number): RawDocument {
  const light = lightDocumentOf(seed)
  const document = seed % 4 === 1 ? riskDocumentOf(seed, light) : light
  return withCostAwareBands(seed % 8 === 3 ? towardsShare(document, seed) : document, seed)
}

test(
  `plans of ${documents} documents whose bands follow from costs keep every law`,
  { timeout: 180_000 },
  () => {
    const broken = Array.from({ length: documents }, (_, at) => first + at).flatMap((seed) =>
      lawsInTurn(seed, costAwareDocument(seed)).map((fault) => `seed ${seed}: ${fault}`),
    )
    expect(broken).toEqual([])
  },
)

test('the documents reach what they are for', { timeout: 180_000 }, () => {
  const plans = Array.from({ length: 32 }, (_, at) => rebalance(costAwareDocument(first + at)))
  const widths = plans.flatMap((plan) =>
    plan.rows.map((row) => (Number(row.high) - Number(row.target)).toFixed(6)),
  )
  expect(new Set(widths).size).toBeGreaterThan(32)
  expect(plans.some((plan) => plan.fired.some((each) => each.kind === 'band'))).toBe(true)
})
