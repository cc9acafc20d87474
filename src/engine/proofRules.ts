/** The price of each rule that binds: the plan made again without it, and what that gains. */
import { Decimal, decimalOf, roundedText, textOf } from '../domain/decimal.ts'
import type { Portfolio } from '../domain/document.ts'
import { driftOf } from '../domain/drift.ts'
import { compareText } from '../domain/order.ts'
import type { RulePrice, RuleProof } from '../domain/proof.ts'
import { trackingErrorOf } from '../domain/trackingError.ts'
import { afterOf, type After } from './after.ts'
import { distanceDecimals, weightDecimals } from './digits.ts'
import { lifted } from './lift.ts'
import { objectiveAt } from './objective.ts'
import { work, type Workings } from './plan.ts'
import { plansFor } from './proofBudget.ts'
import { bindingCandidates, type Candidate } from './proofBinding.ts'
import { basePlaces, placeOf } from './proofPurse.ts'
import { errorText, farthestDrift } from './report.ts'
import { isLevel } from './slot.ts'
import { bucketOf } from './trial.ts'

/** Every rule costs a plan; the rules that promise most are looked at first. */
const mostRules = 24
const fewestRules = 3

/** The prices of the rules that change something visible, dearest first: by distance or the objective, then by expense. */
export function provedRules(workings: Workings): RuleProof {
  const candidates = bindingCandidates(workings)
  const looked = candidates.slice(0, mostOn(workings))
  const { resolution } = workings.document.policy
  const rules = looked.flatMap((each) => priceOf(workings, each)).sort(dearerFirst(decimalOf(resolution)))
  return { rules, rulesUnseen: candidates.length - looked.length }
}

export function mostOn(workings: Workings): number {
  return Math.max(fewestRules, Math.min(mostRules, plansFor(workings)))
}

/** By the objective where there is one; else distances that differ by less than the resolution are equal. */
function dearerFirst(resolution: Decimal): (a: RulePrice, b: RulePrice) => number {
  const steps = (price: RulePrice): Decimal => decimalOf(price.distance).dividedBy(resolution).trunc()
  return (a, b) =>
    (a.objective === null || b.objective === null
      ? steps(b).comparedTo(steps(a))
      : decimalOf(b.objective).comparedTo(a.objective)) ||
    decimalOf(b.expense).comparedTo(a.expense) ||
    decimalOf(b.distance).comparedTo(a.distance) ||
    compareText(JSON.stringify(a.rule), JSON.stringify(b.rule))
}

/** At most one price: none where nothing visible is gained. */
function priceOf(workings: Workings, candidate: Candidate): RulePrice[] {
  const document = lifted(workings.document, [candidate])
  const drift = driftOf(document)
  const free = work(document, drift)
  if (free.settled.missing.size > 0) return []
  // The same aims for both: some rules, such as a reserve, move the aims themselves.
  const bound = afterOf(document, drift, free.aims, workings.settled)
  const gain = gainOf(workings, free, bound)
  if (
    !isVisible(document, gain, drift.total) ||
    (!gain.objective && isNoBetter(workings, free, bound.distance))
  )
    return []
  return [
    {
      path: candidate.path,
      rule: candidate.rule,
      distance: roundedText(gain.distance, distanceDecimals),
      maxDrift: roundedText(gain.maxDrift, weightDecimals),
      expense: textOf(gain.expense, basePlaces(document)),
      trackingError: errorText(gain.trackingError),
      objective: gain.objective && roundedText(gain.objective, distanceDecimals),
    },
  ]
}

/** What the plan gains without a rule; more is better. */
interface Gain {
  readonly distance: Decimal
  readonly maxDrift: Decimal
  readonly expense: Decimal
  readonly trackingError: Decimal | null
  readonly objective: Decimal | null
}

/** `bound` is where the plan with the rule lands, by the aims of the document without it. */
function gainOf({ settled }: Workings, free: Workings, bound: After): Gain {
  const { document, drift, board, after } = free
  const { objective } = board
  const error = (weights: readonly Decimal[]): Decimal | null =>
    trackingErrorOf(document, drift.rows, weights)
  const weighed = (where: After, expense: Decimal): Decimal | null =>
    objective && objectiveAt(objective, where.weights, expense, board.total)
  return {
    distance: bound.distance.minus(after.distance),
    maxDrift: farthestDrift(drift, bound).minus(farthestDrift(drift, after)),
    expense: settled.expense.minus(free.settled.expense),
    trackingError: difference(error(bound.weights), error(after.weights)),
    objective: difference(weighed(bound, settled.expense), weighed(after, free.settled.expense)),
  }
}

function difference(a: Decimal | null, b: Decimal | null): Decimal | null {
  return a && b && a.minus(b)
}

/** A step of distance or a minor unit of money; of an objective as much as a minor unit weighs. */
function isVisible(document: Portfolio, gain: Gain, total: Decimal): boolean {
  const unit = new Decimal(10).pow(-basePlaces(document))
  if (gain.objective) return gain.objective.times(total).greaterThanOrEqualTo(unit)
  return (
    gain.distance.greaterThanOrEqualTo(document.policy.resolution) || gain.expense.greaterThanOrEqualTo(unit)
  )
}

/** A search that finds less with more freedom has found nothing: the plan that there is would still do. */
function isNoBetter(bound: Workings, free: Workings, distance: Decimal): boolean {
  if (!isStillPossible(bound, free)) return false
  const bucket = (each: Decimal): number => bucketOf(free.board, each.times(each).toNumber())
  const [was, is] = [bucket(distance), bucket(free.after.distance)]
  return is > was || (is === was && free.settled.expense.greaterThan(bound.settled.expense))
}

/** Could the plan with the rule also be made without it? Without a reserve an account may have nothing to sell for. */
function isStillPossible(bound: Workings, free: Workings): boolean {
  const slots = new Map(free.board.slots.map((slot) => [placeOf(slot), slot]))
  return (
    free.decision.open &&
    bound.settled.orders.every((order) => {
      const slot = slots.get(placeOf(order.slot))
      return slot !== undefined && isLevel(slot, order.level)
    })
  )
}
