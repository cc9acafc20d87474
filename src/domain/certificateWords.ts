/** The certificate in words: how close and how cheap the plan is, beside what no plan under the same rules can beat. */
import { Decimal, decimalOf, roundedText, textOf, zero } from './decimal.ts'
import type { Bounded, Plan } from './plan.ts'

/** How an amount of base currency is written. */
type Money = (amount: string) => string

/**
 * What a point of distance is. Distance is sqrt(sum of violation^2 / max(t, 0.01)): how far every row is outside its
 * aim, in points of the portfolio, divided by the root of its target.
 */
export const distanceUnit =
  'Distance is in points of the portfolio outside your aims, weighted so that small classes count more: one point in a class with a target of 25 % counts as 2, in one of 4 % as 5.'

/**
 * One or two sentences of what the certificate proves; none without a certificate. Bounds are rounded down, so that
 * what the sentences say of “no plan” stays true. They hold among plans that cost no more than this one.
 */
export function certificateSentences(plan: Plan, money: Money = (amount) => amount): string[] {
  const { certificate } = plan
  if (certificate === null) return []
  if ('objective' in certificate) return [objectiveSentence(certificate.objective)]
  const { distance, expense } = certificate
  const inside = decimalOf(distance.attained).isZero()
  const places = decimalsOf(plan.totals?.cost ?? expense.attained)
  return [distanceSentence(distance), expenseSentence(expense, inside, places, money)]
}

/** The same as one text. */
export function certificateSentence(plan: Plan, money?: Money): string {
  return certificateSentences(plan, money).join(' ')
}

/** Figures that differ by less are the same but for the noise of the bound's own computation. */
const alike = new Decimal('1e-8')

/** What the destination “optimal” minimises: half of aversion x horizon x squared tracking error, plus expense. */
function objectiveSentence(objective: Bounded): string {
  const { at, least, isLeast } = pointsOf(objective)
  return isLeast
    ? `No plan under these rules weighs less in risk and expense together than this one, at ${at} points of the portfolio.`
    : `No plan under these rules weighs less than ${least} points of the portfolio in risk and expense together; this one is at ${at}.`
}

interface Points {
  readonly at: string
  readonly least: string
  /** Has it been proven that nothing is better? */
  readonly isLeast: boolean
}

/** A figure and its bound in points, with the same number of decimals. */
function pointsOf({ attained, bound }: Bounded): Points {
  const gap = decimalOf(attained).minus(bound)
  const isLeast = gap.lessThan(alike)
  const places = placesFor(isLeast ? zero : gap.times(100), decimalOf(attained).times(100))
  const least = decimalOf(bound).times(100).toDecimalPlaces(places, Decimal.ROUND_FLOOR)
  return { at: roundedText(decimalOf(attained).times(100), places), least: textOf(least, places), isLeast }
}

function distanceSentence(distance: Bounded): string {
  if (decimalOf(distance.attained).isZero()) return 'This plan lands inside every aim.'
  const { at, least, isLeast } = pointsOf(distance)
  if (decimalOf(distance.bound).isZero())
    return `This plan is at ${at} points; how much closer one could land is not proven.`
  return isLeast
    ? `No plan under these rules that costs no more lands closer than this one, at ${at} points.`
    : `No plan under these rules that costs no more lands closer than ${least} points; this one is at ${at}.`
}

function expenseSentence(expense: Bounded, inside: boolean, places: number, money: Money): string {
  const attained = decimalOf(expense.attained)
  const where = inside ? 'that lands inside every aim' : 'that lands this close'
  if (attained.isZero()) return 'It costs nothing.'
  const bound = decimalOf(expense.bound)
  const [cost, least] = [
    money(textOf(attained, places)),
    money(textOf(bound.toDecimalPlaces(places, Decimal.ROUND_FLOOR), places)),
  ]
  if (bound.isZero()) return `It costs ${cost}; how much cheaper a plan ${where} could be is not proven.`
  return attained.minus(bound).lessThan(alike)
    ? `No plan under these rules ${where} costs less than this one, ${cost}.`
    : `No plan under these rules ${where} costs less than ${least}; this one costs ${cost}.`
}

/** As many decimals as the plan writes its costs with: those of the base currency. */
function decimalsOf(text: string): number {
  return text.split('.')[1]?.length ?? 0
}

/** Two decimals, more where a plan and its bound would look alike or like nothing. */
function placesFor(gap: Decimal, size: Decimal): number {
  const wanted = [2, 3, 4, 5, 6].find((places) => {
    const least = new Decimal(10).pow(-places)
    return size.greaterThanOrEqualTo(least.times(10)) && (gap.isZero() || gap.greaterThanOrEqualTo(least))
  })
  return wanted ?? 6
}
