/** How long a drift is expected to last before it is traded away, from what trading costs: the horizon of a one-period plan. */
import { aversionOf, costAwareOf } from './costAware.ts'
import { riskModelOf } from './covariance.ts'
import { decimalOf } from './decimal.ts'
import type { Portfolio } from './document.ts'
import type { Row } from './drift.ts'
import { cashClass } from './target.ts'
import { balancedHalfWidth } from './thresholds.ts'
import { weightRiskOf, weightVolatility } from './weightRisk.ts'

type Risk = NonNullable<Portfolio['risk']>

/** With costs that tell nothing about a horizon: the one that the format's own example has. */
export const plainHorizon = 0.75

/** H in years that a document with risk plans with: the one it states, or the one that its costs and volatilities imply. */
export function horizonOf(document: Portfolio, risk: Risk, rows: readonly Row[]): number {
  if (risk.horizonYears !== null) return decimalOf(risk.horizonYears).toNumber()
  return impliedHorizon(document, risk, rows) ?? plainHorizon
}

/** The horizon that costs imply, whatever the document states; null where they imply none. `rows` are those of its drift. */
export function impliedHorizon(document: Portfolio, risk: Risk, rows: readonly Row[]): number | null {
  const leaves = rows.filter((row) => row.leaf)
  const byCost = costAwareOf(document, new Map(leaves.map((row) => [row.class, row.target])))
  const moves = weightRiskOf(
    riskModelOf(risk),
    new Map(leaves.map((row) => [row.class, row.target.toNumber()])),
  )
  const aversion = aversionOf(document)
  const stakes = leaves
    .filter((row) => row.class !== cashClass)
    .map((row) => ({
      halfWidth: balancedHalfWidth(byCost(row.target, row.leaves).cost, row.target.toNumber(), aversion),
      volatility: weightVolatility(moves, row.leaves),
    }))
  return horizonYears(stakes)
}

/** A class beside all others: h*, the half-width that balances drift against cost, and s, the volatility of its weight in a year. */
export interface Stake {
  readonly halfWidth: number
  readonly volatility: number
}

/**
 * H = 2/3 * median (h*_i / s_i)^2 in years. With one risky class and cash, the plan that minimises
 * 1/2 gamma H d' Sigma d + expense then trades to exactly h* from the target, which is where the best policy over many
 * periods would stop. Null where nothing moves or trading costs nothing: then any horizon leads to the same plan, or to none.
 */
export function horizonYears(stakes: readonly Stake[]): number | null {
  const squares = stakes.flatMap(({ halfWidth, volatility }) => {
    if (volatility <= 0) return []
    const ratio = halfWidth / volatility
    return [ratio * ratio]
  })
  const horizon = (2 / 3) * medianOf(squares)
  return horizon > 0 ? horizon : null
}

/** The middle value, or the mean of the middle two; 0 of none. */
function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
