/** Tracking error: by how much a portfolio's return strays from its targets' in a year, as one standard deviation. */
import { riskModelOf } from './covariance.ts'
import { Decimal, zero } from './decimal.ts'
import type { Portfolio } from './document.ts'
import type { Row } from './drift.ts'
import { cashClass, nodesOf } from './target.ts'
import { exposureOf } from './weights.ts'

/**
 * sqrt(d' Sigma d), d = w - t over the leaves that `risk` covers, Sigma their annual covariance; cash has no risk.
 * `weights` are by row, today's where they are left out. Null where a class that matters is not in `risk`.
 * The document must have passed its check; the figure is float64, good to some fifteen digits.
 */
export function trackingErrorOf(
  document: Portfolio,
  rows: readonly Row[],
  weights: readonly Decimal[] = rows.map((row) => row.weight),
): Decimal | null {
  if (document.risk === null || classesWithoutRisk(document, 'held').length > 0) return null
  const { classes, factors, rank } = riskModelOf(document.risk)
  const drifts = new Map(
    rows.flatMap((row, at) =>
      row.leaf ? [[row.class, (weights[at] ?? zero).minus(row.target).toNumber()] as const] : [],
    ),
  )
  let square = 0
  for (let factor = 0; factor < rank; factor += 1) {
    let pull = 0
    classes.forEach((name, at) => {
      pull += (factors[factor * classes.length + at] as number) * (drifts.get(name) ?? 0)
    })
    square += pull * pull
  }
  return new Decimal(Math.sqrt(square))
}

/**
 * Leaves other than cash that `risk` does not cover although they have a target or are held, in the tree's order; with
 * `reach` "tradable" also those that some instrument would lead to.
 */
export function classesWithoutRisk(document: Portfolio, reach: 'held' | 'tradable'): string[] {
  const covered = new Set(document.risk?.classes)
  const held = new Set(document.lots.filter((lot) => !isNothing(lot.quantity)).map((lot) => lot.instrument))
  const exposed = new Set(
    document.instruments
      .filter((each) => !each.exclude && (reach === 'tradable' || held.has(each.id)))
      .flatMap((each) => exposureOf(each).filter(([, share]) => share.greaterThan(0)))
      .map(([name]) => name),
  )
  return nodesOf(document)
    .filter((node) => node.leaf && node.class !== cashClass && !covered.has(node.class))
    .filter((node) => !node.weight.isZero() || exposed.has(node.class))
    .map((node) => node.class)
}

/** Plain decimal text without a digit other than zero. */
function isNothing(text: string): boolean {
  return !/[1-9]/.test(text)
}
