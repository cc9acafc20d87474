/** On small documents the engine's plan has the best key that any plan has: every combination of orders is tried. */
import { expect, test } from 'vitest'
import { shortfallOf } from './shortfall.ts'
import { smallDocument } from './small.ts'

const documents = 200

test('no combination of orders beats the plan', { timeout: 180_000 }, () => {
  const faults = Array.from({ length: documents }, (_, seed) => ({
    seed,
    fault: shortfallOf(smallDocument(seed)),
  }))
  expect(faults.filter((each) => each.fault !== null)).toEqual([])
})
