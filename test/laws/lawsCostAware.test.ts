/** The laws over random documents whose bands follow from their costs, with every kind of destination. */
import { expect, test } from 'vitest'
import { rebalance } from '../../src/engine/plan.ts'
import { withCostAwareBands } from './costWidth.ts'
import { documentOf } from './generate.ts'
import { towardsShare } from './generateDistance.ts'
import { riskDocumentOf } from './generateRisk.ts'
import { lawsInTurn } from './laws.ts'
import type { RawDocument } from './raw.ts'

const first = 30_000
const documents = 120
const block = 60

/** One in six has risk with its own aversion, one in six a destination by distance. */
function costAwareDocument(seed: number): RawDocument {
  if (seed % 6 === 1) return withCostAwareBands(riskDocumentOf(seed), seed)
  const document = withCostAwareBands(documentOf(seed), seed)
  return seed % 6 === 4 ? towardsShare(document, seed) : document
}

for (let from = first; from < first + documents; from += block) {
  test(`plans of documents ${from} to ${from + block - 1} keep every law`, { timeout: 180_000 }, () => {
    const broken = Array.from({ length: block }, (_, at) => from + at).flatMap((seed) =>
      lawsInTurn(seed, costAwareDocument(seed)).map((fault) => `seed ${seed}: ${fault}`),
    )
    expect(broken).toEqual([])
  })
}

test('the documents reach what they are for', { timeout: 180_000 }, () => {
  const plans = Array.from({ length: block / 2 }, (_, at) => rebalance(costAwareDocument(first + at)))
  const widths = plans.flatMap((plan) =>
    plan.rows.map((row) => (Number(row.high) - Number(row.target)).toFixed(6)),
  )
  expect(new Set(widths).size).toBeGreaterThan(block)
  expect(plans.some((plan) => plan.fired.some((each) => each.kind === 'band'))).toBe(true)
})
