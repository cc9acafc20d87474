/** Without costs the certificate's bound is the continuous optimum, and no plan is worse than that optimum cut to steps. */
import { expect, test } from 'vitest'
import { Decimal, zero } from '../../src/domain/decimal.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { violationsOf } from './checker.ts'
import { endOf } from './checkMoney.ts'
import { stuckIn } from './checkRows.ts'
import { costFree, optimumOf, type Optimum } from './continuous.ts'
import { add, minorUnits, modelOf, pair, reserveOf, type Model } from './model.ts'
import type { RawDocument } from './raw.ts'
import { aimsOf, cashOf, distanceOf, isFired, standingOf, startOf, type Holdings } from './standing.ts'

const documents = 40

/** Each order cut to its step, those below the minimum dropped, buys after sells; null where cash does not suffice. */
function plainlyRounded(model: Model, optimum: Optimum): Holdings | null {
  const start = startOf(model)
  const positions = new Map(start.positions)
  const purses = new Map(start.purses)
  for (const [key, value] of optimum.orders) {
    const [account = '', id = ''] = key.split('\n')
    const asset = model.assets.get(id)
    if (!asset) continue
    const quantity = new Decimal(value).dividedBy(asset.price).dividedBy(asset.step).trunc().times(asset.step)
    const amount = quantity
      .times(asset.price)
      .toDecimalPlaces(minorUnits(model.base), Decimal.ROUND_HALF_EVEN)
    if (amount.abs().lessThan(asset.minTrade) || amount.isZero()) continue
    add(positions, key, quantity)
    add(purses, pair(account, model.base), amount.negated())
  }
  const after = { positions, purses }
  const short = model.accounts.some((account) =>
    cashOf(model, after, account.id).lessThan(Decimal.max(zero, reserveOf(account))),
  )
  return short ? null : after
}

/** Below this a cent is a weight that the comparison would see. */
const leastTotal = 1_000

async function faultsOf(seed: number, fine: boolean): Promise<string[] | null> {
  const document = costFree(seed, fine)
  const plan = rebalance(document)
  const faults = violationsOf(document, plan)
  const optimum = plan.status === 'trade' ? await optimumOf(document, stuckIn(plan)) : null
  if (!plan.certificate || !optimum || Number(plan.totals?.valueBefore) < leastTotal)
    return faults.length > 0 ? faults : null
  if (!('distance' in plan.certificate)) return ['no distance is certified']
  const { bound, attained } = plan.certificate.distance
  const about = `bound ${bound}, attained ${attained}, optimum ${optimum.distance}`
  // Coarse steps and minimums rule orders out, so a bound may know more than the quadratic program.
  if (fine && Math.abs(Number(bound) - optimum.distance) > 1e-5)
    faults.push(`the bound is not the optimum: ${about}`)
  if (Number(bound) < optimum.distance - 1e-4) faults.push(`the bound is far below: ${about}`)
  if (Number(attained) < optimum.distance - 1e-4) faults.push(`the plan is better than the best: ${about}`)
  return [...faults, ...roundingFaults(document, plan, optimum)]
}

function roundingFaults(document: RawDocument, plan: Plan, optimum: Optimum): string[] {
  const model = modelOf(document)
  const standing = standingOf(model)
  const rounded = plainlyRounded(model, optimum)
  if (!rounded) return []
  const aims = aimsOf(model, standing, isFired(model, standing, stuckIn(plan)))
  const resolution = document.policy.resolution ?? '0.001'
  const plain = distanceOf(model, standing, aims, rounded).sqrt().dividedBy(resolution).ceil()
  const own = distanceOf(model, standing, aims, endOf(model, plan)).sqrt().dividedBy(resolution).ceil()
  return own.greaterThan(plain) ? [`level ${own.toFixed()}, plain rounding has ${plain.toFixed()}`] : []
}

test.each([
  ['fine', true, 5_000],
  ['coarse', false, 6_000],
])('bounds and plain rounding with %s steps', { timeout: 180_000 }, async (_, fine, first) => {
  const faults: string[] = []
  let compared = 0
  for (let seed = first; seed < first + documents; seed += 1) {
    const found = await faultsOf(seed, fine)
    if (found) compared += 1
    faults.push(...(found ?? []).map((fault) => `${seed}: ${fault}`))
  }
  expect(faults).toEqual([])
  expect(compared).toBeGreaterThan(documents / 4)
})
