/** Targets built from risk: a recipe in a document's own words, put to the builders and answered by class. */
import { driftOf } from '../domain/drift.ts'
import type { Portfolio } from '../domain/document.ts'
import type { Builder, Recipe as WrittenRecipe, RecipeSettings } from '../domain/recipe.ts'
import { recipeInForce } from '../domain/builtTargets.ts'
import type {
  Alternative,
  BuildAnswer,
  BuildOutcome,
  BuildQuestion,
  BuildRefusal,
  ClashingRule,
} from '../domain/targetBuild.ts'
import { build } from '../risk/builders/build.ts'
import { figuresOf, type Refused, type Rule } from '../risk/builders/built.ts'
import type { BaseRecipe, Recipe } from '../risk/builders/recipe.ts'
import { standingNodes, universeOf, type NamedUniverse } from './targetUniverse.ts'

/** What the present weights, the targets and the built ones are, side by side. The document's targets must be sound. */
export function targetsBuilt({ document, settings, estimates }: BuildQuestion): BuildAnswer {
  const universe = universeOf(document, settings, estimates)
  const present = presentWeights(document, universe)
  const alternative = (weights: Float64Array): Alternative => alternativeOf(universe, weights, present)
  const outcome = build(recipeOf(document, settings, universe), universe)
  return {
    classes: universe.classes,
    present: present === null ? null : alternative(present),
    targets: alternative(standingWeights(document, universe)),
    outcome: outcomeOf(outcome, universe, alternative),
    isRepaired: universe.isRepaired,
  }
}

function outcomeOf(
  outcome: ReturnType<typeof build>,
  universe: NamedUniverse,
  alternative: (weights: Float64Array) => Alternative,
): BuildOutcome {
  if (outcome.kind !== 'built') return refusalOf(outcome, universe)
  return { kind: 'built', built: alternative(outcome.weights), exposure: outcome.exposure ?? null }
}

/** Null where nothing is held, so that nothing has a weight. */
export function presentWeights(document: Portfolio, { classes }: NamedUniverse): Float64Array | null {
  const { rows, total } = driftOf(document)
  if (!total.greaterThan(0)) return null
  const weights = new Map(rows.filter((row) => row.leaf).map((row) => [row.class, row.weight.toNumber()]))
  return Float64Array.from(classes, (name) => weights.get(name) ?? 0)
}

export function standingWeights(document: Portfolio, { classes }: NamedUniverse): Float64Array {
  const weights = new Map(standingNodes(document).map((node) => [node.class, node.weight.toNumber()]))
  return Float64Array.from(classes, (name) => weights.get(name) ?? 0)
}

function alternativeOf(
  universe: NamedUniverse,
  weights: Float64Array,
  present: Float64Array | null,
): Alternative {
  const { volatility, contributions, diversificationRatio } = figuresOf(universe, weights)
  return {
    weights: [...weights],
    volatility,
    contributions: [...contributions],
    diversification: diversificationRatio,
    turnover: present === null ? null : turnoverOf(present, weights),
  }
}

/** Half of the sum of absolute changes: what is sold to pay for what is bought. */
function turnoverOf(before: Float64Array, after: Float64Array): number {
  return after.reduce((sum, weight, at) => sum + Math.abs(weight - (before[at] ?? 0)), 0) / 2
}

/** The recipe in the builders' words, its classes counted in the order of the universe. */
export function recipeOf(
  document: Portfolio,
  { builder }: RecipeSettings,
  { classes }: Pick<NamedUniverse, 'classes'>,
): Recipe {
  if (builder.kind !== 'target-volatility') return baseRecipeOf(builder, classes)
  return {
    kind: 'target-volatility',
    base:
      builder.of === 'hierarchical-risk-parity'
        ? { kind: builder.of, distance: 'correlation' }
        : { kind: builder.of },
    volatility: Number(builder.volatility),
    hysteresis: Number(builder.hysteresis),
    remainder: classes.indexOf(builder.remainder),
    exposure: exposureBefore(document, builder),
  }
}

function baseRecipeOf(
  builder: Exclude<Builder, { readonly kind: 'target-volatility' }>,
  classes: readonly string[],
): BaseRecipe {
  const listed = (by: Readonly<Record<string, string>>): Float64Array =>
    Float64Array.from(classes, (name) => (Object.hasOwn(by, name) ? Number(by[name]) : 0))
  switch (builder.kind) {
    case 'risk-budgets':
      return { kind: builder.kind, budgets: listed(builder.budgets) }
    case 'tracking-error':
      return { kind: builder.kind, benchmark: listed(builder.benchmark) }
    case 'mean-variance':
      return { kind: builder.kind, choice: { kind: 'aversion', aversion: Number(builder.aversion) } }
    case 'maximum-sharpe':
      return { kind: builder.kind, riskFree: Number(builder.riskFree) }
    case 'hierarchical-risk-parity':
      return { kind: builder.kind, distance: builder.distance }
    default:
      return { kind: builder.kind }
  }
}

/** Hysteresis holds what a recipe of the same kind left in the targets; anything else there is no exposure of it. */
function exposureBefore(
  document: Portfolio,
  builder: Extract<Builder, { readonly kind: 'target-volatility' }>,
): number | null {
  const before: WrittenRecipe['builder'] | undefined = recipeInForce(document)?.builder
  if (before?.kind !== 'target-volatility' || before.remainder !== builder.remainder) return null
  const remainder = standingNodes(document).find((node) => node.class === builder.remainder)
  return remainder === undefined ? null : 1 - remainder.weight.toNumber()
}

function refusalOf(refused: Refused, { classes, groupNames, ...limits }: NamedUniverse): BuildRefusal {
  if (refused.kind === 'stalled') return { kind: 'stalled' }
  if (refused.kind !== 'boxes-clash') return refused
  const ruleOf = (rule: Rule): ClashingRule => {
    const kind = rule.kind === 'lower' || rule.kind === 'group-lower' ? 'least' : 'most'
    if ('class' in rule) {
      const limit = kind === 'least' ? limits.lower : limits.upper
      return { kind, class: classes[rule.class] ?? '', weight: limit[rule.class] ?? 0 }
    }
    const group = limits.groups[rule.group]
    const weight = (kind === 'least' ? group?.lower : group?.upper) ?? 0
    return { kind, class: groupNames[rule.group] ?? '', weight }
  }
  return { kind: 'boxes-clash', rules: refused.rules.map(ruleOf) }
}
