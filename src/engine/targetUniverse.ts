/** A document's classes and limits as the numbers that builders of targets compute with. */
import type { Portfolio } from '../domain/document.ts'
import { sortedBy } from '../domain/order.ts'
import type { RecipeSettings } from '../domain/recipe.ts'
import { cashClass, nodesOf, type Node } from '../domain/target.ts'
import type { RiskFigures } from '../domain/targetBuild.ts'
import type { Group, Universe } from '../risk/builders/universe.ts'
import { nearestCorrelation } from '../risk/repair.ts'

/** The classes by name, and every inner node that limits what its leaves weigh together. */
export interface NamedUniverse extends Universe {
  readonly classes: readonly string[]
  /** One for each group. */
  readonly groupNames: readonly string[]
  readonly isRepaired: boolean
}

/** The tree as it stands, whatever set is in force. */
export function standingNodes(document: Portfolio): readonly Node[] {
  return sortedBy(nodesOf({ ...document, targetSets: null }), (node) => node.class)
}

/**
 * Leaves in code-point order, cash among them with no risk. Cash keeps its target, and groups keep theirs where the
 * settings say so, unless a bound says otherwise.
 */
export function universeOf(
  document: Portfolio,
  { builder, bounds, groups }: RecipeSettings,
  estimates: RiskFigures,
): NamedUniverse {
  const nodes = standingNodes(document)
  const leaves = nodes.filter((node) => node.leaf)
  const classes = leaves.map((node) => node.class)
  const bounded = new Map(bounds.map((bound) => [bound.class, bound]))
  // A volatility target mixes its remainder as it needs, so that what it weighs now decides nothing.
  const isFree = (name: string): boolean =>
    name !== cashClass || (builder.kind === 'target-volatility' && builder.remainder === cashClass)
  const limitOf = (node: Node, side: 'least' | 'most', keeps: boolean): number => {
    const bound = bounded.get(node.class)
    if (bound !== undefined) return Number(bound[side])
    if (keeps) return node.weight.toNumber()
    return side === 'least' ? 0 : 1
  }
  const limits = (side: 'least' | 'most'): Float64Array =>
    Float64Array.from(leaves, (node) => limitOf(node, side, !isFree(node.class)))
  const limiting = nodes.filter((node) => !node.leaf && (groups === 'keep' || bounded.has(node.class)))
  const grouped = limiting.map((node): Group => {
    const members = Int32Array.from(node.leaves, (name) => classes.indexOf(name)).sort()
    const keeps = groups === 'keep'
    return { members, lower: limitOf(node, 'least', keeps), upper: limitOf(node, 'most', keeps) }
  })
  return {
    size: classes.length,
    classes,
    groupNames: limiting.map((node) => node.class),
    lower: limits('least'),
    upper: limits('most'),
    groups: grouped,
    means: meansOf(classes, builder),
    ...covarianceOf(classes, estimates),
  }
}

/** Cash returns what it is said to, or else nothing; one missing class leaves no means at all. */
function meansOf(classes: readonly string[], builder: RecipeSettings['builder']): Float64Array | null {
  if (!('means' in builder)) return null
  const { means } = builder
  const isKnown = (name: string): boolean => name === cashClass || Object.hasOwn(means, name)
  return classes.every(isKnown) ? Float64Array.from(classes, (name) => Number(means[name] ?? 0)) : null
}

/** s_i s_j r_ij with the nearest correlations that do not contradict themselves; a class that is not estimated does not move. */
function covarianceOf(
  classes: readonly string[],
  { classes: known, volatility, correlation }: RiskFigures,
): { readonly covariance: Float64Array; readonly isRepaired: boolean } {
  const size = classes.length
  const places = classes.map((name) => known.indexOf(name))
  const given = new Float64Array(size * size)
  places.forEach((i, row) =>
    places.forEach((j, column) => {
      given[row * size + column] = row === column ? 1 : i < 0 || j < 0 ? 0 : Number(correlation[i]?.[j])
    }),
  )
  const { correlation: sound, distance } = nearestCorrelation(given, size)
  const deviations = places.map((at) => (at < 0 ? 0 : Number(volatility[at])))
  return {
    covariance: sound.map(
      (value, at) => value * (deviations[Math.floor(at / size)] ?? 0) * (deviations[at % size] ?? 0),
    ),
    isRepaired: distance > leastRepair,
  }
}

/** Figures are written with few digits; what is repaired below them nobody sees. */
const leastRepair = 1e-6
