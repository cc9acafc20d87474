/** What a destination "optimal" minimises beside expense: the price of risk that a drift from the targets carries. */
import { riskModelOf } from '../domain/covariance.ts'
import { Decimal, decimalOf } from '../domain/decimal.ts'
import type { Portfolio } from '../domain/document.ts'
import type { Drift } from '../domain/drift.ts'
import { horizonOf } from '../domain/horizon.ts'

/**
 * 1/2 lambda H d' Sigma d = 1/2 |F w - q|^2, d = w - t over the leaves, lambda the aversion, H the horizon in years.
 * Cash and inner nodes have no column of their own in F: theirs are zero.
 */
export interface Objective {
  readonly rank: number
  /** F: rank x rows, factor by factor. */
  readonly factors: Float64Array
  /** q = F t. */
  readonly wanted: Float64Array
}

/** The objective of a sound document; null where its destination is another. */
export function objectiveOf(document: Portfolio, drift: Drift): Objective | null {
  const { risk } = document
  if (document.policy.destination !== 'optimal' || risk === null) return null
  const model = riskModelOf(risk)
  const aversion = decimalOf(risk.aversion).toNumber()
  const root = Math.sqrt(aversion * horizonOf(document, risk, drift.rows))
  const columns = drift.rows.map((row) => (row.leaf ? model.classes.indexOf(row.class) : -1))
  const size = model.classes.length
  const factors = new Float64Array(model.rank * columns.length)
  for (let factor = 0; factor < model.rank; factor += 1) {
    columns.forEach((column, row) => {
      if (column >= 0)
        factors[factor * columns.length + row] = root * (model.factors[factor * size + column] as number)
    })
  }
  const targets = drift.rows.map((row) => row.target.toNumber())
  return { rank: model.rank, factors, wanted: timesFactors(factors, model.rank, targets) }
}

function timesFactors(factors: Float64Array, rank: number, by: readonly number[]): Float64Array {
  return Float64Array.from({ length: rank }, (_, factor) =>
    by.reduce((sum, each, row) => sum + each * (factors[factor * by.length + row] as number), 0),
  )
}

/** Risk and expense together as a fraction of `total`, the total before costs; the weights are those after them, by row. */
export function objectiveAt(
  objective: Objective,
  weights: readonly Decimal[],
  expense: Decimal,
  total: Decimal | number,
): Decimal {
  const floats = Float64Array.from(weights, (weight) => weight.toNumber())
  return new Decimal(riskAt(objective, floats, 1)).plus(expense.dividedBy(total))
}

/** What a unit of weight more in each row adds to the risk there: F' (F w - q). */
export function riskSlopes({ rank, factors, wanted }: Objective, weights: readonly Decimal[]): number[] {
  const pulls = timesFactors(
    factors,
    rank,
    weights.map((weight) => weight.toNumber()),
  )
  return weights.map((_, row) =>
    pulls.reduce(
      (sum, pull, factor) =>
        sum + (pull - (wanted[factor] as number)) * (factors[factor * weights.length + row] as number),
      0,
    ),
  )
}

/** 1/2 |F w - q|^2 at these base values of the rows' holdings; `total` is what all holdings and cash are worth. */
export function riskAt(objective: Objective, rowValue: Float64Array, total: number): number {
  const { rank, factors, wanted } = objective
  const rows = rowValue.length
  let square = 0
  for (let factor = 0, at = 0; factor < rank; factor += 1) {
    let pull = 0
    for (let row = 0; row < rows; row += 1, at += 1)
      pull += (factors[at] as number) * (rowValue[row] as number)
    const rest = pull / total - (wanted[factor] as number)
    square += rest * rest
  }
  return square / 2
}

/**
 * What `riskAt` is at least when each row still moves by something between `low` and `high` and the total ends between
 * `least` and `most`: every factor as near to what is wanted as its own interval comes.
 */
export function leastRisk(
  { rank, factors, wanted }: Objective,
  rowValue: Float64Array,
  low: Float64Array,
  high: Float64Array,
  least: number,
  most: number,
): number {
  const rows = rowValue.length
  let square = 0
  for (let factor = 0, at = 0; factor < rank; factor += 1) {
    let [from, to] = [0, 0]
    for (let row = 0; row < rows; row += 1, at += 1) {
      const pull = factors[at] as number
      const value = rowValue[row] as number
      from += pull * (value + ((pull > 0 ? low[row] : high[row]) as number))
      to += pull * (value + ((pull > 0 ? high[row] : low[row]) as number))
    }
    const rest = wanted[factor] as number
    const below = from / (from > 0 ? most : least) - rest
    const above = to / (to > 0 ? least : most) - rest
    const miss = below > 0 ? below : above < 0 ? above : 0
    square += miss * miss
  }
  return square / 2
}
