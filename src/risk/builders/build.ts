/** The one door of the builders: a recipe and a universe in, weights with their risk out, or a refusal. */
import { builtOf, type Outcome, type Part } from './built.ts'
import { canHold, clashOf } from './clash.ts'
import { hierarchicalWeights } from './hierarchy.ts'
import { limitedBudgets } from './limitedBudgets.ts'
import { answered, maximumSharpe, meanVarianceWeights } from './meanVariance.ts'
import { nearestWithin } from './nearest.ts'
import { bestRatio, leastQuadratic } from './quadratic.ts'
import type { BaseRecipe, Recipe } from './recipe.ts'
import { atVolatility } from './targetVolatility.ts'
import { trackingError } from './trackingError.ts'
import { riskyOf, type Universe } from './universe.ts'
import { unusablePart } from './usable.ts'

/**
 * Same recipe and universe, same weights, bit for bit. Classes in another order have the same weights to rounding, but for
 * hierarchical risk parity, whose halves depend on the order in which equals are told: hand them over by name.
 */
export function build(recipe: Recipe, universe: Universe): Outcome {
  const what: Part | null = unusablePart(recipe, universe)
  if (what !== null) return { kind: 'unusable', what }
  const rules = clashOf(universe.size, universe)
  if (rules !== null) return { kind: 'boxes-clash', rules }
  return recipe.kind === 'target-volatility'
    ? atVolatility(recipe, universe, buildBase)
    : buildBase(recipe, universe)
}

function buildBase(recipe: BaseRecipe, universe: Universe): Outcome {
  const { size, means } = universe
  switch (recipe.kind) {
    case 'equal':
      return nearest(universe, new Float64Array(size).fill(1 / size))
    case 'inverse-volatility':
      return byRisk(universe, (risky) => inverseVolatility(risky))
    case 'hierarchical-risk-parity':
      return byRisk(universe, ({ covariance, size: count }) =>
        hierarchicalWeights(covariance, count, recipe.distance),
      )
    case 'equal-risk':
      return budgeted(universe, new Float64Array(size).fill(1 / size))
    case 'risk-budgets':
      return budgeted(universe, recipe.budgets)
    case 'minimum-variance':
      return answered(universe, leastQuadratic(universe, new Float64Array(size)))
    case 'maximum-diversification':
      return mostDiversified(universe)
    case 'tracking-error':
      return trackingError(universe, recipe.benchmark)
    case 'mean-variance':
      return means === null ? { kind: 'means-missing' } : meanVarianceWeights(universe, means, recipe.choice)
    case 'maximum-sharpe':
      return means === null ? { kind: 'means-missing' } : maximumSharpe(universe, means, recipe.riskFree)
  }
}

/** A formula's weights, moved as little as the limits ask. */
function nearest(universe: Universe, weights: Float64Array): Outcome {
  return builtOf(universe, nearestWithin(universe, weights) ?? weights, 0, 0)
}

/** w_i proportional to 1 / s_i */
function inverseVolatility({ covariance, size }: Universe): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => 1 / Math.sqrt(covariance[i * (size + 1)]!))
}

/** The formula among the classes that move; the others get what their limits leave them no less than. */
function byRisk(universe: Universe, formula: (risky: Universe) => Float64Array): Outcome {
  const risky = riskyOf(universe)
  if (risky.length === 0) return { kind: 'riskless' }
  const found = formula(among(universe, risky))
  const sum = found.reduce((total, weight) => total + weight, 0)
  const aside = setAside(universe, risky)
  const taken = aside.lower.reduce((total, least, i) => total + (risky.includes(i) ? 0 : least), 0)
  const weights = aside.lower.slice()
  risky.forEach((i, at) => (weights[i] = (found[at]! / sum) * (1 - taken)))
  return nearest(aside, weights)
}

function among({ covariance, size, means }: Universe, members: Int32Array): Universe {
  const count = members.length
  return {
    size: count,
    covariance: Float64Array.from(
      { length: count * count },
      (_, at) => covariance[members[Math.floor(at / count)]! * size + members[at % count]!]!,
    ),
    means: means && Float64Array.from(members, (i) => means[i]!),
    lower: new Float64Array(count),
    upper: new Float64Array(count).fill(1),
    groups: [],
  }
}

/** The universe in which all but these classes are pinned to the least that the limits leave them. */
function setAside(universe: Universe, members: Int32Array): Universe {
  const isIn = new Uint8Array(universe.size)
  for (const i of members) isIn[i] = 1
  const pinned = (least: Float64Array): Universe => ({
    ...universe,
    lower: universe.lower.map((own, i) => (isIn[i] === 1 ? own : least[i]!)),
    upper: universe.upper.map((own, i) => (isIn[i] === 1 ? own : least[i]!)),
  })
  const plain = pinned(universe.lower)
  if (canHold(universe.size, plain)) return plain
  // Others cannot take it all: the smallest sum of squares of those set aside spreads what is left among them.
  const covariance = new Float64Array(universe.size * universe.size)
  for (let i = 0; i < universe.size; i += 1) covariance[i * (universe.size + 1)] = isIn[i] === 1 ? 0 : 1
  return pinned(leastQuadratic({ ...universe, covariance }, new Float64Array(universe.size)).weights)
}

function budgeted(universe: Universe, budgets: Float64Array): Outcome {
  const { size, covariance } = universe
  const members = riskyOf(universe).filter((i) => budgets[i]! > 0)
  if (members.length === 0) return { kind: 'riskless' }
  const aside = members.length === size ? universe : setAside(universe, members)
  const found = limitedBudgets(aside, budgets)
  if (found === null) return { kind: 'stalled', residual: NaN }
  const outcome = answered(universe, found)
  const volatility = outcome.kind === 'built' ? outcome.volatility : 0
  const moving = members.reduce(
    (sum, i) => sum + (found.weights[i] ?? 0) * Math.sqrt(covariance[i * (size + 1)]!),
    0,
  )
  // A mix of classes that moves no more than rounding has no shares of risk to be told.
  return volatility > vanishing * moving ? outcome : { kind: 'riskless' }
}

const vanishing = 1e-7

function mostDiversified(universe: Universe): Outcome {
  const risky = riskyOf(universe)
  if (risky.length === 0) return { kind: 'riskless' }
  const { size, covariance } = universe
  const volatilities = Float64Array.from({ length: size }, (_, i) => Math.sqrt(covariance[i * (size + 1)]!))
  const aside = risky.length === size ? universe : setAside(universe, risky)
  return answered(universe, bestRatio(aside, volatilities))
}
