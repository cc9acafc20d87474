/** On small documents no combination of orders beats a plan that may keep a share of today's distance. */
import { expect, test } from 'vitest'
import { towardsShare } from './generateDistance.ts'
import { shortfallOf } from './shortfall.ts'
import { smallDocument } from './small.ts'

const first = 1_000
const documents = 200

test(
  'no combination of orders beats a plan that may keep a share of the distance',
  { timeout: 180_000 },
  () => {
    const faults = Array.from({ length: documents }, (_, at) => {
      const seed = first + at
      return { seed, fault: shortfallOf(towardsShare(smallDocument(seed), seed)) }
    })
    expect(faults.filter((each) => each.fault !== null)).toEqual([])
  },
)
