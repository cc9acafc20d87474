/** Risk budgets within limits: classes that no limit holds have risk in proportion to their budgets. */
import { budgetedWeights } from './budgeted.ts'
import { type InteriorAnswer, type InteriorProgram, solveInterior } from './interior.ts'
import { settled } from './nearest.ts'
import { middleOf, partOf, withinLimits } from './programs.ts'
import { type Found, expanded } from './quadratic.ts'
import { type Reduced, reduced } from './reduced.ts'
import { pullOf } from './built.ts'
import type { Universe } from './universe.ts'

/**
 * minimise 1/2 w'Cw - scale sum b_i ln w_i over boxes and groups, with the scale at which the weights sum to one of
 * themselves (J.-C. Richard and T. Roncalli, Constrained risk budgeting portfolios, 2019): where no limit binds,
 * w_i (C w)_i = scale b_i; at an upper bound the share of risk is less, at a lower one more. Where the groups settle the
 * sum already, the scale is the variance. Budgets are not negative; classes without one are pinned by the limits.
 */
export function limitedBudgets(universe: Universe, budgets: Float64Array): Found | null {
  const small = reduced(universe)
  if (small === null) return null
  if (small.free.length === 0) return { weights: small.pinned, iterations: 0, residual: 0 }
  const size = meanVariance(universe)
  const scaled = universe.covariance.map((value) => value / size)
  const own = Float64Array.from(small.free, (i) => budgets[i]!)
  const total = own.reduce((sum, budget) => sum + budget, 0)
  const shares = own.map((budget) => budget / total)
  const part = partOf(scaled, new Float64Array(universe.size), small)
  const open = budgetedWeights(part.curvature, shares)
  const alone = expanded(small, open.weights)
  if (small.free.length === universe.size && keeps(universe, open.weights))
    return { weights: alone, iterations: open.iterations, residual: open.residual }
  const start = towardsMiddle(open.weights, small)
  const scale = varianceOf(scaled, expanded(small, start))
  const program = (at: number, isFree: boolean): InteriorProgram =>
    withinLimits(part, small, { budgets: shares, scale: at, isFree })
  const answer = freely(program, start, scale, small) ?? byScale(program, start, scale)
  return { ...answer, weights: settled(universe, expanded(small, answer.x)) }
}

/** Within so little the weights keep the limits. */
const slack = 1e-13

function keeps({ lower, upper, groups }: Universe, weights: Float64Array): boolean {
  const isIn = (value: number, least: number, most: number): boolean =>
    value >= least - slack && value <= most + slack
  return (
    weights.every((weight, i) => isIn(weight, lower[i]!, upper[i]!)) &&
    groups.every(({ members, lower: least, upper: most }) =>
      isIn(
        members.reduce((sum, i) => sum + weights[i]!, 0),
        least,
        most,
      ),
    )
  )
}

/** The scale as one more unknown of the walk: usually at once, and null where that leads nowhere. */
function freely(
  program: (scale: number, isFree: boolean) => InteriorProgram,
  start: Float64Array,
  scale: number,
  { groups, free }: Reduced,
): InteriorAnswer | null {
  const held = new Uint8Array(free.length)
  for (const group of groups) if (group.lower === group.upper) for (const i of group.members) held[i] = 1
  // Groups that settle the sum leave the first row nothing to say, and the scale with it.
  if (held.every((each) => each === 1)) return null
  const answer = solveInterior(program(scale, true), start)
  return answer.residual <= goodEnough ? answer : null
}

const goodEnough = 1e-10
/** Brackets widen by this factor. */
const widening = 4
const mostTrials = 60

/** Each scale has a portfolio; the sum's price falls as the scale grows, and the one is wanted at which it is nothing. */
function byScale(
  program: (scale: number, isFree: boolean) => InteriorProgram,
  start: Float64Array,
  first: number,
): InteriorAnswer {
  let iterations = 0
  const at = (scale: number): Priced => {
    const asked = program(scale, false)
    const answer = solveInterior(asked, start)
    iterations += answer.iterations
    return {
      scale,
      answer,
      price: asked.equal.reduce((sum, row, r) => sum + answer.y[r]! * row.side, 0) / scale,
    }
  }
  let low = at(first)
  let high = low
  for (let trial = 0; trial < mostTrials && low.price < 0; trial += 1)
    [high, low] = [low, at(low.scale / widening)]
  for (let trial = 0; trial < mostTrials && high.price > 0; trial += 1)
    [low, high] = [high, at(high.scale * widening)]
  for (let trial = 0; trial < mostTrials && isApart(low, high); trial += 1) {
    const next = at(between(low, high, trial))
    if (next.price > 0) low = next
    else high = next
  }
  const best = Math.abs(low.price) < Math.abs(high.price) ? low : high
  return { ...best.answer, iterations }
}

interface Priced {
  readonly scale: number
  readonly answer: InteriorAnswer
  readonly price: number
}

const closeEnough = 1e-12

function isApart(low: Priced, high: Priced): boolean {
  const isOne = Math.min(Math.abs(low.price), Math.abs(high.price)) <= closeEnough
  return !isOne && high.scale - low.scale > closeEnough * high.scale
}

/** Regula falsi, with a halving every third time so that no end stands still. */
function between(low: Priced, high: Priced, trial: number): number {
  if (trial % 3 === 2) return Math.sqrt(low.scale * high.scale)
  const share = low.price / (low.price - high.price)
  const inner = low.scale + (high.scale - low.scale) * share
  return inner > low.scale && inner < high.scale ? inner : (low.scale + high.scale) / 2
}

/** Off every bound by a tenth of the way to the middle. */
function towardsMiddle(weights: Float64Array, small: Reduced): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return middleOf(small).map((middle, i) => {
    const [least, most] = [small.lower[i]!, small.upper[i]!]
    const room = 0.1
    const wanted = (weights[i]! * small.sum) / sum
    return Math.min(Math.max(wanted, least + room * (middle - least)), most - room * (most - middle))
  })
}

function varianceOf(covariance: Float64Array, weights: Float64Array): number {
  return pullOf(covariance, weights).reduce((sum, pull, i) => sum + pull * weights[i]!, 0)
}

function meanVariance({ covariance, size }: Universe): number {
  let trace = 0
  for (let i = 0; i < size; i += 1) trace += covariance[i * (size + 1)]!
  return trace / size
}
