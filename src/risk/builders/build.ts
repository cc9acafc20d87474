/** The one door of the builders: a recipe and a universe in, weights with their risk out, or a refusal. */
import { builtOf, type Outcome } from './built.ts'
import type { BaseRecipe, Recipe } from './recipe.ts'
import { riskyOf, type Universe } from './universe.ts'

/** Same recipe and universe, same weights, bit for bit; classes in another order, the same weights in that order to rounding. */
export function build(recipe: Recipe, universe: Universe): Outcome {
  if (recipe.kind === 'target-volatility') return { kind: 'stalled', residual: NaN }
  return buildBase(recipe, universe)
}

function buildBase(recipe: BaseRecipe, universe: Universe): Outcome {
  switch (recipe.kind) {
    case 'equal':
      return builtOf(universe, new Float64Array(universe.size).fill(1 / universe.size), 0, 0)
    case 'inverse-volatility':
      return inverseVolatility(universe)
    default:
      return { kind: 'stalled', residual: NaN }
  }
}

/** w_i proportional to 1 / s_i; a riskless class gets nothing. */
function inverseVolatility(universe: Universe): Outcome {
  const { size, covariance } = universe
  const risky = riskyOf(universe)
  if (risky.length === 0) return { kind: 'riskless' }
  const weights = new Float64Array(size)
  for (const i of risky) weights[i] = 1 / Math.sqrt(covariance[i * size + i]!)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return builtOf(
    universe,
    weights.map((weight) => weight / sum),
    0,
    0,
  )
}
