/** The cost-aware half-width by the contract's formula, and documents that have such bands. */
import { Decimal, sumOf, zero } from '../../src/domain/decimal.ts'
import { diceOf } from './dice.ts'
import { cash, type Leafage, type Model } from './model.ts'
import type { RawBand, RawDocument } from './raw.ts'
import { costOf } from './risk.ts'

/** h* (4/((1+r^2)(1+r)))^(1/3) held between min(0.005, t/4) and min(0.10, t/4), with the platform's own cube root. */
export function costAwareHalf(model: Model, node: Leafage, targets: ReadonlyMap<string, Decimal>): Decimal {
  const target = sumOf(node.leaves.map((leaf) => targets.get(leaf) ?? zero))
  const quarter = target.dividedBy(4)
  const [least, most] = [Decimal.min('0.005', quarter), Decimal.min('0.10', quarter)]
  const width = widthOf(model, node, targets, target.toNumber())
  return Decimal.max(least, Decimal.min(most, width))
}

function widthOf(model: Model, node: Leafage, targets: ReadonlyMap<string, Decimal>, weight: number): number {
  const share = (leaf: string): number => targets.get(leaf)?.toNumber() ?? 0
  const paid = (leaf: string): number => (leaf === cash ? 0 : share(leaf) * costOf(model, leaf))
  const sum = (leaves: readonly string[]): number => leaves.reduce((all, leaf) => all + paid(leaf), 0)
  const others = [...targets.keys()].filter((leaf) => !node.leaves.includes(leaf))
  if (weight <= 0 || weight >= 1) return 0
  const cost = sum(node.leaves) / weight + sum(others) / (1 - weight)
  const aversion = Number(model.raw.risk?.aversion ?? '4')
  const balanced = Math.cbrt((3 * cost * (weight * (1 - weight)) ** 2) / (2 * aversion))
  const kept = keptOf(model.raw.policy.destination ?? '0.5')
  return balanced * Math.cbrt(4 / ((1 + kept ** 2) * (1 + kept)))
}

/** r: 1 - q, the share of a destination by distance, and all of h* where "optimal" stops by itself. */
function keptOf(destination: NonNullable<RawDocument['policy']['destination']>): number {
  if (destination === 'optimal') return 1
  return typeof destination === 'string' ? 1 - Number(destination) : Number(destination.distance)
}

const costAware: RawBand = { kind: 'cost-aware' }

/** The same document with cost-aware bands: its policy's, or those of some of its classes and groups, or both. */
export function withCostAwareBands(document: RawDocument, seed: number): RawDocument {
  const dice = diceOf(seed * 104_729 + 13)
  const everywhere = dice.chance(0.7)
  return {
    ...document,
    targets: document.targets.map((each) => (dice.chance(0.25) ? { ...each, band: costAware } : each)),
    policy: everywhere ? { ...document.policy, band: costAware } : document.policy,
  }
}
