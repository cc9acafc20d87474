/** Targets built again from drawn rows of a history, some draws at a time, with the intervals so far. */
import type { EstimatorName } from '../domain/historyStudy.ts'
import type { Range, Spread, SpreadDifference } from '../domain/targetSpread.ts'
import type { Limits } from '../risk/builders/universe.ts'
import {
  addDraw,
  differenceOf,
  newDraws,
  spreadOf,
  universeOfRows,
  type Column,
  type Interval,
  type Resampling,
} from '../risk/builders/resample.ts'
import { exponentialCovariance } from '../risk/exponential.ts'
import { covarianceOf, type Sample } from '../risk/sample.ts'
import { shrunkToConstantCorrelation, shrunkToIdentity } from '../risk/shrinkage.ts'
import { drawnRows } from './drawnRows.ts'
import { usualLambda } from './estimates.ts'

const estimators: { readonly [E in EstimatorName]: (sample: Sample) => Float64Array } = {
  sample: covarianceOf,
  exponential: (sample) => exponentialCovariance(sample, usualLambda),
  identity: (sample) => shrunkToIdentity(sample).covariance,
  'constant-correlation': (sample) => shrunkToConstantCorrelation(sample).covariance,
}

export interface SpreadStudy {
  /** Prices by class, null for one that never moves; all of the same length. */
  readonly prices: readonly (readonly number[] | null)[]
  readonly stepsPerYear: number
  readonly estimator: EstimatorName
  readonly limits: Limits
  /** Annual, where somebody expects any. */
  readonly means: Float64Array | null
  readonly columns: readonly Column[]
  readonly seed: number
  readonly meanBlock: number
}

export interface Drawing {
  readonly draw: (many: number) => void
  readonly drawn: () => number
  readonly spread: (column: number) => Spread
  readonly difference: (first: number, second: number) => SpreadDifference
}

export function drawing(study: SpreadStudy): Drawing {
  const sample = sampleOf(study.prices)
  const { stepsPerYear, means, limits, columns, seed, meanBlock } = study
  const resampling: Resampling = {
    sample,
    stepsPerYear,
    covarianceOf: covarianceOfMoving(study),
    means,
    limits,
    columns,
  }
  const whole = universeOfRows(resampling, null)
  const draws = newDraws(resampling)
  return {
    draw: (many) => {
      for (let at = 0; at < many; at += 1)
        addDraw(resampling, whole, draws, drawnRows(seed, draws.count, sample.rows, meanBlock))
    },
    drawn: () => draws.count,
    spread: (column) => {
      const { refused, weights, contributions, volatility, attained, diversificationRatio } = spreadOf(
        draws,
        column,
      )
      return {
        refused,
        weights: weights.map(rangeOf),
        contributions: contributions.map(rangeOf),
        volatility: rangeOf(volatility),
        attained: rangeOf(attained),
        diversification: rangeOf(diversificationRatio),
      }
    },
    difference: (first, second) => {
      const { volatility, isTie, ties } = differenceOf(draws, first, second)
      return { volatility: rangeOf(volatility), isTie, ties: [...ties] }
    },
  }
}

function rangeOf({ low, high }: Interval): Range | null {
  return Number.isNaN(low) || Number.isNaN(high) ? null : { low, high }
}

/** Simple returns; zero for what never moves. */
function sampleOf(prices: SpreadStudy['prices']): Sample {
  const columns = prices.length
  const rows = Math.max(0, ...prices.map((list) => (list?.length ?? 1) - 1))
  const values = new Float64Array(rows * columns)
  prices.forEach((list, column) => {
    if (list === null) return
    for (let row = 0; row < rows; row += 1) values[row * columns + column] = list[row + 1]! / list[row]! - 1
  })
  return { rows, columns, values }
}

/** What never moves is left out of the estimate, because shrinking would make it move. */
function covarianceOfMoving({ prices, estimator }: SpreadStudy): (sample: Sample) => Float64Array {
  const moving = prices.flatMap((list, at) => (list === null ? [] : [at]))
  return ({ rows, columns, values }) => {
    const own = new Float64Array(rows * moving.length)
    for (let row = 0; row < rows; row += 1)
      moving.forEach((from, to) => {
        own[row * moving.length + to] = values[row * columns + from]!
      })
    const found = estimators[estimator]({ rows, columns: moving.length, values: own })
    const whole = new Float64Array(columns * columns)
    moving.forEach((i, row) =>
      moving.forEach((j, column) => {
        whole[i * columns + j] = found[row * moving.length + column]!
      }),
    )
    return whole
  }
}
