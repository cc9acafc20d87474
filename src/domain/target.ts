/** The tree of targets: its leaves, their absolute weights, and the rows on which drift is measured. */
import { decimalOf, one, zero, type Decimal } from './decimal.ts'
import type { Band, Portfolio, Target } from './document.ts'
import { compareText, sortedBy } from './order.ts'
import { targetsInForce } from './setInForce.ts'

/** The class that all cash belongs to, whether or not it has a target of its own. */
export const cashClass = 'cash'

/** A class with its absolute weight. A leaf holds exposures; an inner node is the sum of the leaves below it. */
export interface Node {
  readonly class: string
  readonly name: string
  /** Fraction of the whole portfolio, the product of the weights down to here. */
  readonly weight: Decimal
  readonly band: Band | null
  readonly leaf: boolean
  /** The leaf classes below this node, itself for a leaf. */
  readonly leaves: readonly string[]
}

/** Every node of a valid tree in document order of depth-first walk by id, with cash added where it has no target. */
export function nodesOf(document: Portfolio): Node[] {
  const children = childrenOf(targetsInForce(document))
  const nodes = walk(children, null, one)
  return nodes.some((node) => node.class === cashClass) ? nodes : [...nodes, implicitCash]
}

/** The classes that exposures may name: leaves of the tree, and cash. */
export function leafClasses(document: Portfolio): ReadonlySet<string> {
  const parents = new Set(document.targets.map((target) => target.parent))
  const leaves = document.targets.filter((target) => !parents.has(target.class)).map((target) => target.class)
  return new Set([...leaves, cashClass])
}

export function hasCashTarget(document: Portfolio): boolean {
  return document.targets.some((target) => target.class === cashClass)
}

const implicitCash: Node = {
  class: cashClass,
  name: 'Cash',
  weight: zero,
  band: null,
  leaf: true,
  leaves: [cashClass],
}

/** Children by parent, each family in code-point order of its ids. */
export function childrenOf(targets: readonly Target[]): ReadonlyMap<string | null, readonly Target[]> {
  const families = new Map<string | null, Target[]>()
  for (const target of sortedBy(targets, (each) => each.class)) {
    const family = families.get(target.parent)
    if (family) family.push(target)
    else families.set(target.parent, [target])
  }
  return families
}

function walk(
  children: ReadonlyMap<string | null, readonly Target[]>,
  parent: string | null,
  weight: Decimal,
): Node[] {
  const family = children.get(parent) ?? []
  const shares = sharesOf(family)
  return family.flatMap((target, at) => {
    const own = weight.times(shares[at] ?? zero)
    const below = walk(children, target.class, own)
    const leaf = below.length === 0
    const leaves = leaf ? [target.class] : below.filter((node) => node.leaf).map((node) => node.class)
    return [
      {
        class: target.class,
        name: target.name || target.class,
        weight: own,
        band: target.band,
        leaf,
        leaves,
      },
      ...below,
    ]
  })
}

/** Siblings sum to one: the last id takes the remainder, so that rounding in the document loses nothing. */
function sharesOf(family: readonly Target[]): Decimal[] {
  let left = one
  return family.map((target, at) => {
    const share = at === family.length - 1 ? left : decimalOf(target.weight)
    left = left.minus(share)
    return share
  })
}

/** Rows in code-point order of their class: leaves, and inner nodes that have a band of their own. */
export function rowNodesOf(document: Portfolio): Node[] {
  return nodesOf(document)
    .filter((node) => node.leaf || node.band !== null)
    .sort((a, b) => compareText(a.class, b.class))
}
