/** On small documents with wash sales no combination of orders beats the plan, disallowed losses counted; every one is tried. */
import { expect, test } from 'vitest'
import { comparedWash, type Compared } from './shortfallWash.ts'
import { smallWashDocument } from './smallWash.ts'

const documents = 90
/** Of so many at least the choice is another because of wash sales, or a loss is disallowed all the same. */
const leastWashed = 10
/** Cents that rounding by lots may cost. */
const cents = 0.03

const isWorse = ({ planned, possible }: Compared): boolean =>
  planned.level > possible.level ||
  (planned.level === possible.level && planned.expense > possible.expense + cents)

test('no combination of orders beats a plan with an eye on wash sales', { timeout: 180_000 }, () => {
  const all = Array.from({ length: documents }, (_, seed) => ({
    seed,
    found: comparedWash(smallWashDocument(seed)),
  }))
  const faults = all.filter(({ found }) => typeof found === 'string' || (found !== null && isWorse(found)))
  expect(faults).toEqual([])
  const washed = all.filter(({ found }) => found !== null && typeof found === 'object' && found.washed)
  expect(washed.length).toBeGreaterThanOrEqual(leastWashed)
})
