/** The laws where orders move prices, and every combination of orders on small documents of that kind. */
import { expect, test } from 'vitest'
import { curved } from './curved.ts'
import { documentOf } from './generate.ts'
import { lawsInTurn } from './laws.ts'
import { shortfallOf } from './shortfall.ts'
import { smallDocument } from './small.ts'

const limitMs = 180_000
const blocks = [0, 100]

test.each(blocks)('plans with impact and pools keep every law, from %i', { timeout: limitMs }, (first) => {
  const broken = Array.from({ length: 100 }, (_, at) => first + at).flatMap((seed) =>
    lawsInTurn(seed, curved(documentOf(seed), seed)).map((fault) => `seed ${seed}: ${fault}`),
  )
  expect(broken).toEqual([])
})

test('with impact and pools, too, no combination of orders beats the plan', { timeout: limitMs }, () => {
  const faults = Array.from({ length: 120 }, (_, seed) => ({
    seed,
    fault: shortfallOf(curved(smallDocument(seed), seed)),
  }))
  expect(faults.filter((each) => each.fault !== null)).toEqual([])
})
