/** Risk budgets within limits: classes that no limit holds have risk in proportion to their budgets. */
import { budgetedWeights } from './budgeted.ts'
import { type InteriorAnswer, type InteriorProgram, solveInterior } from './interior.ts'
import { settled } from './nearest.ts'
import { middleOf, ones, type Part, partOf, withinLimits } from './programs.ts'
import { type Found, expanded } from './quadratic.ts'
import { type Reduced, reduced } from './reduced.ts'
import { crossing, type Look } from './root.ts'
import { pullOf } from './built.ts'
import type { Universe } from './universe.ts'

/**
 * minimise 1/2 w'Cw - scale sum b_i ln w_i over boxes and groups, with the scale at which the weights sum to one of
 * themselves (J.-C. Richard and T. Roncalli, Constrained risk budgeting portfolios, 2019): where no limit binds,
 * w_i (C w)_i = scale b_i, with a scale of its own in each group whose weight is settled; at an upper bound the share of risk is less, at a lower one more. Where no scale does, as limits
 * settle the sum or force a risk that all others hedge, the sum is held and the one at which that costs least is taken.
 * Budgets are not negative; classes without one are pinned by the limits.
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
  const question: Question = { part, small, shares, covariance: scaled }
  const start = towardsMiddle(open.weights, small)
  const answer = byCells(question, open.weights) ?? byScale(question, start)
  return { ...answer, weights: settled(universe, expanded(small, answer.x)) }
}

interface Question {
  readonly part: Part
  readonly small: Reduced
  /** Budgets of the free classes, which sum to one. */
  readonly shares: Float64Array
  readonly covariance: Float64Array
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

/**
 * Groups whose weight is settled are cells of their own, and what they leave is one: each with its own scale, one more
 * unknown of the walk, so that risk is in proportion to the budgets within each. Null where that leads nowhere.
 */
function byCells(
  { part, small, shares, covariance }: Question,
  weights: Float64Array,
): InteriorAnswer | null {
  const cells = cellsOf(small)
  if (cells === null) return null
  const start = towardsMiddle(weights, small, cells)
  const owner = new Int32Array(weights.length)
  cells.forEach(({ members }, cell) => members.forEach((i) => (owner[i] = cell)))
  const risk = riskOf(covariance, small, start)
  const scales = Float64Array.from(cells, ({ members }) => {
    const [own, budget] = [sumOver(members, risk), sumOver(members, shares)]
    return Math.max(own, leastScale * sumOver(risk.keys(), risk)) / budget
  })
  const equal = cells.map(({ members, sum }) => ones(members, 1, sum))
  const logs = { budgets: shares, owner, scales, isFree: true }
  const answer = solveInterior({ ...withinLimits(part, small, logs), equal }, start)
  return answer.residual <= goodEnough ? answer : null
}

/** Of all risk: a cell that hedges the others begins with so much. */
const leastScale = 1e-3

interface Cell {
  readonly members: Int32Array
  readonly sum: number
}

/** Settled groups from the innermost out, each without what is settled inside it; null where groups cross. */
function cellsOf({ free, sum, groups }: Reduced): Cell[] | null {
  const owner = new Int32Array(free.length).fill(-1)
  const cells: Cell[] = []
  const everyone = { members: Int32Array.from(free.keys()), lower: sum, upper: sum }
  const settledGroups = groups.filter((group) => group.lower === group.upper)
  for (const group of [...settledGroups.toSorted((a, b) => a.members.length - b.members.length), everyone]) {
    const inside = new Set(Array.from(group.members, (i) => owner[i]!).filter((cell) => cell >= 0))
    const taken = [...inside].reduce((total, cell) => total + cells[cell]!.sum, 0)
    const isWhole = [...inside].every((cell) => cells[cell]!.members.every((i) => group.members.includes(i)))
    if (!isWhole) return null
    const members = group.members.filter((i) => owner[i]! < 0)
    if (members.length === 0) continue
    members.forEach((i) => (owner[i] = cells.length))
    cells.push({ members, sum: group.lower - taken })
  }
  return cells
}

/** w_i (C w)_i of the free classes. */
function riskOf(covariance: Float64Array, small: Reduced, x: Float64Array): Float64Array {
  const pull = pullOf(covariance, expanded(small, x))
  return x.map((weight, i) => weight * pull[small.free[i]!]!)
}

function sumOver(members: Iterable<number>, values: Float64Array): number {
  let sum = 0
  for (const i of members) sum += values[i]!
  return sum
}

const goodEnough = 1e-10
/** Brackets widen by this factor. */
const widening = 4
const mostWidenings = 10

/** Each scale has a portfolio; the sum's price falls as the scale grows, and the one is wanted at which it is nothing. */
function byScale({ part, small, shares, covariance }: Question, start: Float64Array): InteriorAnswer {
  const owner = new Int32Array(shares.length)
  const program = (scale: number, isFree: boolean): InteriorProgram =>
    withinLimits(part, small, { budgets: shares, owner, scales: Float64Array.of(scale), isFree })
  const first = sumOver(start.keys(), riskOf(covariance, small, start))
  let iterations = 0
  /** What all equalities cost, in scales, with the sign turned so that it rises. */
  const at = (scale: number): Look<InteriorAnswer> => {
    const asked = program(scale, false)
    const made = solveInterior(asked, start)
    iterations += made.iterations
    return {
      at: scale,
      value: -asked.equal.reduce((sum, row, r) => sum + made.y[r]! * row.side, 0) / scale,
      made,
    }
  }
  const begun = at(first)
  let [low, high, nearest] = [begun, begun, begun]
  const seen = (look: Look<InteriorAnswer>): Look<InteriorAnswer> => {
    if (Math.abs(look.value) < Math.abs(nearest.value)) nearest = look
    return look
  }
  for (let turn = 0; turn < mostWidenings && low.value > 0; turn += 1)
    [high, low] = [low, seen(at(low.at / widening))]
  for (let turn = 0; turn < mostWidenings && high.value < 0; turn += 1)
    [low, high] = [high, seen(at(high.at * widening))]
  if (low.value < 0 && high.value > 0) return { ...crossing(low, high, at, closeEnough).made, iterations }
  // The price need not fall steadily, and the sum may be met between two looks. Or never, where limits leave it no choice
  // or the others hedge a class that must be held: then the scale is the one at which the sum's price is least.
  const between = solveInterior(program(nearest.at, true), towardsMiddle(nearest.made.x, small))
  return { ...(between.residual <= goodEnough ? between : nearest.made), iterations }
}

const closeEnough = 1e-11

/** Brought to the sum of each cell, and off every bound by a tenth of the way to the middle. */
function towardsMiddle(weights: Float64Array, small: Reduced, cells: readonly Cell[] = []): Float64Array {
  const everyone: Cell = { members: Int32Array.from(weights.keys()), sum: small.sum }
  const wanted = weights.slice()
  for (const { members, sum } of cells.length === 0 ? [everyone] : cells) {
    const total = sumOver(members, weights)
    for (const i of members) wanted[i] = (weights[i]! * sum) / total
  }
  return middleOf(small).map((middle, i) => {
    const [least, most] = [small.lower[i]!, small.upper[i]!]
    return Math.min(Math.max(wanted[i]!, least + room * (middle - least)), most - room * (most - middle))
  })
}

const room = 0.1

function meanVariance({ covariance, size }: Universe): number {
  let trace = 0
  for (let i = 0; i < size; i += 1) trace += covariance[i * (size + 1)]!
  return trace / size
}
