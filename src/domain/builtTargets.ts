/** Built targets in a document: weights rounded into the tree with the recipe beside them, and whether they still stand there. */
import { Decimal, decimalOf, textOf, zero } from './decimal.ts'
import type { Portfolio, Target } from './document.ts'
import { compareText } from './order.ts'
import type { Recipe, RecipeEstimates, RecipeSettings } from './recipe.ts'
import { cashClass, childrenOf } from './target.ts'
import type { Alternative } from './targetBuild.ts'

/** Hundredths of a percent: finer than any estimate can tell, and what people write. */
const places = 4

/**
 * The tree's weights, by class, that come nearest to these absolute weights of its leaves. Each family sums to one
 * exactly: what rounding down leaves goes unit by unit to the largest remainders, then by class. A group that gets
 * nothing keeps the shares within it.
 */
export function treeWeights(
  targets: readonly Target[],
  leaves: ReadonlyMap<string, number>,
): ReadonlyMap<string, string> {
  const families = childrenOf(targets)
  const wholeOf = (name: string): Decimal => {
    const below = families.get(name)
    if (below === undefined) return new Decimal(Math.max(0, leaves.get(name) ?? 0))
    return below.reduce((sum, each) => sum.plus(wholeOf(each.class)), zero)
  }
  const weights = new Map<string, string>()
  for (const family of families.values()) {
    const wholes = family.map((each) => wholeOf(each.class))
    const sum = wholes.reduce((total, each) => total.plus(each), zero)
    const shares = sum.isZero()
      ? family.map((each) => decimalOf(each.weight))
      : rounded(wholes.map((whole) => whole.dividedBy(sum)))
    family.forEach((each, at) => weights.set(each.class, textOf(shares[at] ?? zero)))
  }
  return weights
}

/** Largest remainders; the shares come in code-point order of their classes and sum to one. */
function rounded(shares: readonly Decimal[]): Decimal[] {
  const unit = new Decimal(10).pow(-places)
  const down = shares.map((share) => share.toDecimalPlaces(places, Decimal.ROUND_FLOOR))
  const left = down
    .reduce((rest, share) => rest.minus(share), new Decimal(1))
    .dividedBy(unit)
    .round()
    .toNumber()
  const order = shares
    .map((share, at) => ({ at, rest: share.minus(down[at] ?? zero) }))
    .sort((a, b) => b.rest.comparedTo(a.rest) || a.at - b.at)
  const raised = new Set(order.slice(0, left).map(({ at }) => at))
  return down.map((share, at) => (raised.has(at) ? share.plus(unit) : share))
}

/** What is written down with the weights. */
export interface BuiltBy {
  readonly settings: RecipeSettings
  readonly estimates: RecipeEstimates
  readonly classes: readonly string[]
  readonly built: Alternative
}

/** One step: the weights of all classes and groups, and the recipe that made them. Cash gets a target where it is given weight. */
export function withBuiltTargets(
  document: Portfolio,
  { settings, estimates, classes, built }: BuiltBy,
): Portfolio {
  const leaves = new Map(classes.map((name, at) => [name, built.weights[at] ?? 0]))
  const targets = withCash(document.targets, leaves.get(cashClass) ?? 0)
  const weights = treeWeights(targets, leaves)
  const { builder, groups, bounds } = settings
  return {
    ...document,
    targets: targets.map((target) => ({ ...target, weight: weights.get(target.class) ?? target.weight })),
    recipe: {
      builder,
      groups,
      bounds,
      estimates,
      built: {
        day: document.asOf,
        volatility: figure(built.volatility),
        diversification: figure(built.diversification),
        turnover: figure(built.turnover ?? 0),
        weights: Object.fromEntries([...weights].sort(([a], [b]) => compareText(a, b))),
      },
    },
  }
}

function withCash(targets: readonly Target[], weight: number): readonly Target[] {
  if (weight <= 0 || targets.some((each) => each.class === cashClass)) return targets
  const cash = { class: cashClass, name: 'Cash', parent: null, weight: '0', band: null, location: null }
  return [...targets, cash]
}

function figure(value: number): string {
  return textOf(new Decimal(value).toDecimalPlaces(6))
}

/** The document's recipe while its weights are those in the tree; null where there is none or they were changed since. */
export function recipeInForce(document: Portfolio): Recipe | null {
  const { recipe } = document
  return recipe && changedSince(document, recipe).length === 0 ? recipe : null
}

/** Classes whose weight is not what the recipe gave them, those that came or went included. */
export function changedSince({ targets }: Portfolio, { built }: Recipe): readonly string[] {
  const given = new Map(Object.entries(built.weights))
  const changed = targets.filter((target) => {
    const weight = given.get(target.class)
    given.delete(target.class)
    return weight === undefined || !decimalOf(weight).equals(decimalOf(target.weight))
  })
  return [...changed.map((target) => target.class), ...given.keys()]
}
