/** Drift: each row's weight against its target and band, today, flows included. A definition, computed on the page. */
import { halfWidth, intervalAround, isOutside, type Interval } from './band.ts'
import { costAwareOf, type CostAware } from './costAware.ts'
import { Decimal, decimalOf, one, sumOf, zero } from './decimal.ts'
import type { Portfolio } from './document.ts'
import { cashClass, hasCashTarget, rowNodesOf, type Node } from './target.ts'
import { classValuesOf, countedSum, valuationOf, type Valuation } from './weights.ts'

/** A row on which drift is measured; weights are fractions of the total. */
export interface Row {
  readonly class: string
  readonly name: string
  readonly leaf: boolean
  readonly leaves: readonly string[]
  readonly target: Decimal
  /** Half-width of the band. */
  readonly half: Decimal
  /** What a cost-aware band follows from; null where the band is of another kind. */
  readonly costAware: CostAware | null
  readonly band: Interval
  readonly weight: Decimal
  /** Value in base currency. */
  readonly value: Decimal
  readonly breached: boolean
  /** Cash without a target of its own never opens a plan. */
  readonly fires: boolean
}

export interface Drift {
  readonly rows: readonly Row[]
  readonly total: Decimal
  readonly valuation: Valuation
}

/** Every row of a checked document in code-point order of its class. Weights are 0 when nothing is held. */
export function driftOf(document: Portfolio): Drift {
  const valuation = valuationOf(document)
  return driftFrom(document, valuation, classValuesOf(valuation))
}

/** The same from what the document and each of its leaf classes is known to be worth. */
export function driftFrom(
  document: Portfolio,
  valuation: Valuation,
  values: ReadonlyMap<string, Decimal>,
): Drift {
  const targets = effectiveTargets(document, valuation)
  const byCost = costAwareOf(document, targets)
  const rows = rowNodesOf(document).map((node) =>
    rowOf(document, node, values, targets, valuation.total, byCost),
  )
  return { rows, total: valuation.total, valuation }
}

/** Half of the sum of absolute drifts over the leaves: the share of the portfolio that is in the wrong place. */
export function totalDrift(rows: readonly Row[]): Decimal {
  return sumOf(rows.filter((row) => row.leaf).map((row) => row.weight.minus(row.target).abs())).dividedBy(2)
}

function rowOf(
  document: Portfolio,
  node: Node,
  values: ReadonlyMap<string, Decimal>,
  targets: ReadonlyMap<string, Decimal>,
  total: Decimal,
  byCost: ReturnType<typeof costAwareOf>,
): Row {
  const value = sumOf(node.leaves.map((leaf) => values.get(leaf) ?? zero))
  const target = sumOf(node.leaves.map((leaf) => targets.get(leaf) ?? zero))
  const kind = node.band ?? document.policy.band
  const costAware = kind.kind === 'cost-aware' ? byCost(target, node.leaves) : null
  const half = costAware?.half ?? halfWidth(kind, target)
  const band = intervalAround(target, half)
  const weight = total.isZero() ? zero : value.dividedBy(total)
  const fires = node.class !== cashClass || hasCashTarget(document)
  return {
    class: node.class,
    name: node.name,
    leaf: node.leaf,
    leaves: node.leaves,
    target,
    half,
    costAware,
    band,
    weight,
    value,
    breached: isOutside(weight, band),
    fires,
  }
}

/**
 * Absolute targets of the leaves. Where the reserves R exceed cash's target share of the total v, cash's target
 * becomes min(1, R/v) and the other leaves scale to the rest.
 */
export function effectiveTargets(
  document: Portfolio,
  { total, counted }: Pick<Valuation, 'total' | 'counted'>,
): ReadonlyMap<string, Decimal> {
  const leaves = rowNodesOf(document).filter((node) => node.leaf)
  const targets = new Map(leaves.map((node) => [node.class, node.weight]))
  const cash = targets.get(cashClass) ?? zero
  const reserves = countedSum(
    document.accounts.map(({ id, reserve }) => ({ account: id, value: decimalOf(reserve) })),
    counted,
  )
  if (total.lessThanOrEqualTo(0) || reserves.lessThanOrEqualTo(cash.times(total))) return targets
  const raised = Decimal.min(one, reserves.dividedBy(total))
  const scale = cash.equals(one) ? zero : one.minus(raised).dividedBy(one.minus(cash))
  return new Map(
    leaves.map((node) => [node.class, node.class === cashClass ? raised : node.weight.times(scale)]),
  )
}
