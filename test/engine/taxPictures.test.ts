/** What is asked about plans with taxes beside the plan itself: other bands, each order left out, moved prices, lifted rules. */
import { expect, test } from 'vitest'
import type { Band } from '../../src/domain/document.ts'
import { explore } from '../../src/engine/explore.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { proof } from '../../src/engine/proof.ts'
import { householdOf } from '../laws/generateTax.ts'
import type { RawDocument } from '../laws/raw.ts'

/** Households that trade. */
const households = Array.from({ length: 24 }, (_, seed) => householdOf(seed)).filter(
  (document) => rebalance(document).status === 'trade',
)

const bands: readonly Band[] = [
  { kind: 'absolute', width: '0.02' },
  { kind: 'relative', width: '0.2' },
]

test('a point of the threshold picture is the plan with that band, its taxes among the expense', () => {
  let taxed = 0
  for (const document of households)
    for (const band of bands) {
      const point = explore(document, band)
      const plan = rebalance({ ...document, policy: { ...document.policy, band } })
      if (
        point === null ||
        plan.status === 'refused' ||
        !plan.certificate ||
        !('expense' in plan.certificate)
      )
        continue
      expect(point.trades).toBe(plan.trades.length)
      expect(Number(point.cost)).toBe(Number(plan.certificate.expense.attained))
      if (Number(point.cost) > Number(plan.totals?.cost)) taxed += 1
    }
  expect(taxed).toBeGreaterThan(3)
})

test('the proof of a plan with taxes has a figure for each order, and the budget for gains has a price', () => {
  const document = households.find((each) => each.tax?.harvest !== true) as RawDocument
  const found = proof(document)
  expect(found?.counterfactuals.map((each) => each.instrument).toSorted()).toEqual(
    rebalance(document)
      .trades.map((each) => each.instrument)
      .toSorted(),
  )
  const budgeted = { ...document, tax: { ...document.tax, gainsBudget: '0' } }
  expect(proof(budgeted)?.rules.every((each) => Number.isFinite(Number(each.expense)))).toBe(true)
})
