/** The builders for their benchmark, bundled as the worker gets them. */
import { build } from '../../src/risk/builders/build.ts'
import type { Outcome } from '../../src/risk/builders/built.ts'
import type { Recipe } from '../../src/risk/builders/recipe.ts'
import type { Universe } from '../../src/risk/builders/universe.ts'

/** True where there are weights. */
export function isBuilt(recipe: Recipe, universe: Universe): boolean {
  const outcome: Outcome = build(recipe, universe)
  return outcome.kind === 'built'
}
