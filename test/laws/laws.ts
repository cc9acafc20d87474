/** The laws that every plan keeps, as one function from a seed to the laws it breaks. */
import { Decimal, zero } from '../../src/domain/decimal.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { applied, violationsOf } from './checker.ts'
import { stuckIn } from './checkRows.ts'
import { documentOf } from './generate.ts'
import { minorUnits, modelOf } from './model.ts'
import { orderless, permuted } from './permute.ts'
import type { RawDocument } from './raw.ts'
import { aimsOf, distanceOf, isFired, standingOf, startOf, type Interval } from './standing.ts'

/** A second plan costs as much as the first: of so many neighbouring seeds one is shuffled and another carried out. */
const turns = 4

/** The laws that this seed's turn asks for: those of the plan itself always. */
export function lawsInTurn(seed: number, document = documentOf(seed)): string[] {
  return brokenLaws(seed, seed % turns === 0, seed % turns === 2, document)
}

/** Everything that goes wrong with the document of this seed. */
export function brokenLaws(
  seed: number,
  shuffled = true,
  carriedOut = true,
  document = documentOf(seed),
): string[] {
  try {
    const plan = rebalance(document)
    return [
      ...violationsOf(document, plan),
      ...(shuffled ? orderFaults(document, plan, seed) : []),
      ...(carriedOut ? againFaults(document, plan) : []),
    ]
  } catch (error) {
    return [`throws ${String(error)}`]
  }
}

/** The order of lists and keys decides nothing, and the same document gives the same bytes. */
function orderFaults(document: RawDocument, plan: Plan, seed: number): string[] {
  const other = rebalance(permuted(document, seed))
  const [left, right] = [JSON.stringify(orderless(plan)), JSON.stringify(orderless(other))]
  return left === right ? [] : [`order matters: ${difference(left, right)}`]
}

export function difference(left: string, right: string): string {
  let at = 0
  while (at < left.length && left[at] === right[at]) at += 1
  return `${left.slice(Math.max(0, at - 60), at + 60)} | ${right.slice(Math.max(0, at - 20), at + 60)}`
}

/** Without caps a plan goes as far as it can: planning again gains less than the resolution and takes nothing back. */
function againFaults(document: RawDocument, plan: Plan): string[] {
  const { turnoverCap = null, maxTrades = null, resolution = '0.001' } = document.policy
  if (plan.status !== 'trade' || turnoverCap !== null || maxTrades !== null) return []
  const next = applied(document, plan)
  const again = rebalance(next)
  if (!sameQuestion(document, plan, next, again)) return []
  const model = modelOf(next)
  const standing = standingOf(model)
  const aims = aimsOf(model, standing, isFired(model, standing, stuckIn(again)))
  const before = distanceOf(model, standing, aims, startOf(model)).sqrt()
  const { certificate } = again
  const gain = certificate && 'distance' in certificate ? before.minus(certificate.distance.attained) : zero
  return [
    ...(gain.lessThan(resolution) ? [] : [`planning again gains ${gain.toFixed(12)}`]),
    ...reversals(plan, again),
  ]
}

/**
 * A flow sets other aims than the bands do, the scope of the breached changes with the breaches, and reserves weigh more
 * in a portfolio that costs made smaller: only where the aims stay does the second plan answer the question of the first.
 */
function sameQuestion(document: RawDocument, plan: Plan, next: RawDocument, again: Plan): boolean {
  const flows = document.accounts.some((account) => Number(account.flow ?? 0) !== 0)
  // A share of the distance that is left is less than a share of the distance that was.
  if (typeof document.policy.destination === 'object') return false
  // Another plan has another budget for gains.
  if ((document.tax?.gainsBudget ?? null) !== null) return false
  if (again.status !== 'trade' || flows || document.policy.scope === 'breached') return false
  if (isTooCoarse(document, plan)) return false
  const still = new Decimal(document.policy.resolution ?? '0.001').dividedBy(1_000)
  const second = aimsFor(next, again)
  return aimsFor(document, plan).every((aim, at) => {
    const other = second[at] ?? aim
    return aim.low.minus(other.low).abs().lessThan(still) && aim.high.minus(other.high).abs().lessThan(still)
  })
}

/**
 * Where a minor unit, or what a plan costs, weighs more than the resolution, then rounding and spent cash move the
 * weights as much as a visible trade does, and a second plan cannot be told from them.
 */
function isTooCoarse(document: RawDocument, plan: Plan): boolean {
  const unit = new Decimal(10).pow(-minorUnits(document.baseCurrency))
  const blur = Decimal.max(unit, plan.totals?.cost ?? 0).dividedBy(plan.totals?.valueBefore ?? 1)
  return blur.greaterThan(document.policy.resolution ?? '0.001')
}

function aimsFor(document: RawDocument, plan: Plan): Interval[] {
  const model = modelOf(document)
  const standing = standingOf(model)
  return aimsOf(model, standing, isFired(model, standing, stuckIn(plan)))
}

function reversals(plan: Plan, again: Plan): string[] {
  return again.trades.flatMap((trade) => {
    const first = plan.trades.find(
      (each) => each.account === trade.account && each.instrument === trade.instrument,
    )
    const reversed = first !== undefined && first.side !== trade.side
    return reversed
      ? [`planning again takes back ${first.side} ${first.quantity} ${first.instrument} by ${trade.quantity}`]
      : []
  })
}
