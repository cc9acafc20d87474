/** On small documents with taxes no combination of orders and lots beats the plan; every one of them is tried. */
import { expect, test } from 'vitest'
import { taxShortfallOf } from './shortfallTax.ts'
import { smallTaxDocument } from './smallTax.ts'

const documents = 200

test('no combination of orders and lots beats the plan', { timeout: 180_000 }, () => {
  const faults = Array.from({ length: documents }, (_, seed) => ({
    seed,
    fault: taxShortfallOf(smallTaxDocument(seed)),
  }))
  expect(faults.filter((each) => each.fault !== null)).toEqual([])
})
