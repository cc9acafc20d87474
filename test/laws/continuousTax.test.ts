/** The certificate's bound on expense and the plan's own, with the optimum of a linear program in between. */
import { expect, test } from 'vitest'
import { rebalance } from '../../src/engine/plan.ts'
import { stuckIn } from './checkRows.ts'
import { leastExpense, linearHousehold } from './continuousTax.ts'

const documents = 40
/** Base currency: what the solver's tolerance is worth. */
const hair = 1e-4
/** Rounding up to cents: three of costs and tax by order and lot. */
const cents = 0.6

interface Compared {
  readonly fault: string | null
  readonly optimum: number
  readonly bound: number
}

async function compared(seed: number): Promise<Compared | null> {
  const document = linearHousehold(seed)
  const plan = rebalance(document)
  if (plan.status !== 'trade' || !plan.certificate || !('distance' in plan.certificate)) return null
  const { distance, expense } = plan.certificate
  if (Number(distance.attained) > 0) return null
  const optimum = await leastExpense(document, stuckIn(plan))
  if (optimum === null) return { fault: `${seed}: a plan where HiGHS finds none`, optimum: 0, bound: 0 }
  const [bound, attained] = [Number(expense.bound), Number(expense.attained)]
  const ordered = bound <= optimum + hair && optimum <= attained + hair
  const fault = ordered ? null : `${seed}: bound ${bound}, optimum ${optimum}, attained ${attained}`
  return { fault, optimum, bound }
}

test('bound <= optimum <= attained, and the bound is near', { timeout: 180_000 }, async () => {
  const all: Compared[] = []
  for (let seed = 0; seed < documents; seed += 1) {
    const each = await compared(seed)
    if (each) all.push(each)
  }
  expect(all.flatMap(({ fault }) => (fault === null ? [] : [fault]))).toEqual([])
  const taxing = all.filter(({ optimum }) => optimum > 1)
  expect(taxing.length).toBeGreaterThan(documents / 10)
  const near = taxing.filter(({ optimum, bound }) => bound >= 0.98 * optimum - cents)
  expect(near.length / taxing.length).toBeGreaterThan(0.8)
})
