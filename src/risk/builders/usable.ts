/** Whether the numbers of a recipe and a universe can be computed with. */
import type { Part } from './built.ts'
import type { BaseRecipe, Recipe } from './recipe.ts'
import type { Universe } from './universe.ts'

/** The first part that cannot be used, or null. */
export function unusablePart(recipe: Recipe, universe: Universe): Part | null {
  const { size, means } = universe
  if (!hasCovariance(universe)) return 'covariance'
  if (means !== null && !isFinite(means, size)) return 'means'
  if (!hasLimits(universe)) return 'limits'
  if (recipe.kind !== 'target-volatility') return unusableBase(recipe, size)
  const { volatility, hysteresis, remainder, exposure, base } = recipe
  const isSound =
    volatility > 0 &&
    hysteresis >= 0 &&
    Number.isInteger(remainder) &&
    remainder >= 0 &&
    remainder < size &&
    (exposure === null || (exposure >= 0 && exposure <= 1))
  if (!isSound || size < 2 || volatility === Infinity) return 'choice'
  return unusableBase(base, size)
}

function unusableBase(recipe: BaseRecipe, size: number): Part | null {
  switch (recipe.kind) {
    case 'risk-budgets':
      return isShares(recipe.budgets, size) ? null : 'budgets'
    case 'tracking-error':
      return isShares(recipe.benchmark, size) ? null : 'benchmark'
    case 'maximum-sharpe':
      return Number.isFinite(recipe.riskFree) ? null : 'choice'
    case 'mean-variance': {
      const { choice } = recipe
      if (choice.kind === 'aversion')
        return choice.aversion > 0 && choice.aversion < Infinity ? null : 'choice'
      if (choice.kind === 'return') return Number.isFinite(choice.least) ? null : 'choice'
      return choice.most > 0 && choice.most < Infinity ? null : 'choice'
    }
    default:
      return null
  }
}

/** As a share of the two variances' root: two estimates of one number may differ in their last digits. */
const asymmetry = 1e-9

/** Symmetric, with no correlation beyond one; whether it is semidefinite is for its repair to see to. */
function hasCovariance({ size, covariance }: Universe): boolean {
  if (size < 1 || !isFinite(covariance, size * size)) return false
  for (let i = 0; i < size; i += 1) {
    if (covariance[i * (size + 1)]! < 0) return false
    for (let j = 0; j < i; j += 1) {
      const scale = Math.sqrt(covariance[i * (size + 1)]! * covariance[j * (size + 1)]!)
      const [one, other] = [covariance[i * size + j]!, covariance[j * size + i]!]
      if (Math.abs(one - other) > asymmetry * scale || Math.abs(one) > (1 + asymmetry) * scale) return false
    }
  }
  return true
}

function hasLimits({ size, lower, upper, groups }: Universe): boolean {
  const isBound = (value: number): boolean => value >= 0 && value < Infinity
  return (
    isFinite(lower, size) &&
    isFinite(upper, size) &&
    lower.every(isBound) &&
    upper.every(isBound) &&
    groups.every(
      (group) =>
        isBound(group.lower) &&
        isBound(group.upper) &&
        group.members.every((i, at) => i < size && i > (group.members[at - 1] ?? -1)),
    )
  )
}

function isFinite(values: Float64Array, length: number): boolean {
  return values.length === length && values.every(Number.isFinite)
}

/** None negative, and some more than nothing. */
function isShares(values: Float64Array, size: number): boolean {
  return isFinite(values, size) && values.every((value) => value >= 0) && values.some((value) => value > 0)
}
