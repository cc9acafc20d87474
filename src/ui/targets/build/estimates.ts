/** The risk that targets are built from: its figures, and where they are from, as the recipe writes it down. */
import type { Portfolio } from '../../../domain/document.ts'
import { hashOf } from '../../../domain/hash.ts'
import type { ClassErrors, ClassEstimate, Study } from '../../../domain/historyStudy.ts'
import type { RecipeEstimates } from '../../../domain/recipe.ts'
import type { RiskFigures } from '../../../domain/targetBuild.ts'
import { withEstimate } from '../../lab/history/riskOfEstimate.ts'
import { matched } from '../../risk/riskForm.ts'

export interface Estimates {
  readonly figures: RiskFigures
  /** One standard error each, in the order of the figures; null where none are known. */
  readonly errors: ClassErrors | null
  readonly origin:
    | { readonly kind: 'risk' }
    | { readonly kind: 'histories'; readonly study: Study; readonly estimate: ClassEstimate }
    | { readonly kind: 'recipe'; readonly estimates: RecipeEstimates }
}

/** The document's own model, about exactly the classes of the targets; null where there is none. */
export function fromRisk(document: Portfolio): Estimates | null {
  const { risk } = matched(document)
  return risk === null ? null : { figures: figuresOf(risk), errors: null, origin: { kind: 'risk' } }
}

/** Classes without a series keep what the model, or their kind, says. */
export function fromStudy(document: Portfolio, study: Study, estimate: ClassEstimate): Estimates | null {
  const { risk } = withEstimate(document, study.classes, estimate)
  if (risk === null) return null
  const errors = estimate.errors ?? study.estimates[0]?.errors ?? null
  return {
    figures: figuresOf(risk),
    errors: errors === null ? null : errorsFor(risk.classes, study.classes, errors),
    origin: { kind: 'histories', study, estimate },
  }
}

/** Errors in the order of the figures; zero where a figure is not estimated. */
function errorsFor(
  classes: readonly string[],
  estimated: readonly string[],
  { volatility, correlation }: ClassErrors,
): ClassErrors {
  const at = classes.map((name) => estimated.indexOf(name))
  return {
    volatility: at.map((i) => volatility[i] ?? 0),
    correlation: at.map((i) => at.map((j) => correlation[i]?.[j] ?? 0)),
  }
}

/** What the recipe was built from, once more. */
export function fromRecipe(document: Portfolio): Estimates | null {
  const { recipe } = document
  return recipe
    ? {
        figures: figuresOf(recipe.estimates),
        errors: null,
        origin: { kind: 'recipe', estimates: recipe.estimates },
      }
    : null
}

function figuresOf({ classes, volatility, correlation }: RiskFigures): RiskFigures {
  return { classes, volatility, correlation }
}

/** What is written down: the figures, and the fingerprint of what they were estimated from. */
export function snapshotOf({ figures, origin }: Estimates): RecipeEstimates {
  switch (origin.kind) {
    case 'risk':
      return {
        source: 'risk',
        estimator: null,
        from: null,
        to: null,
        returns: null,
        hash: hashOf(figures),
        ...figures,
      }
    case 'histories': {
      const { study, estimate } = origin
      return {
        source: 'histories',
        estimator: estimate.estimator,
        from: study.start,
        to: study.last,
        returns: study.rows,
        hash: hashOf({ classes: study.classes, prices: study.prices }),
        ...figures,
      }
    }
    case 'recipe':
      return origin.estimates
  }
}
