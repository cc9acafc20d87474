/** How targets move when their estimates are drawn again: intervals, and whether two targets differ by more than that. */
import { meansOf, type Sample } from '../sample.ts'
import { build } from './build.ts'
import { type Built, figuresOf } from './built.ts'
import type { Recipe } from './recipe.ts'
import type { Limits, Universe } from './universe.ts'

/** What is compared: a recipe is built anew from every draw, fixed weights are only measured. */
export type Column = Recipe | { readonly kind: 'fixed'; readonly weights: Float64Array }

export interface Resampling {
  /** Aligned returns. */
  readonly sample: Sample
  readonly stepsPerYear: number
  /** Of a step; semidefinite for any sample. */
  readonly covarianceOf: (sample: Sample) => Float64Array
  /** Annual and believed whatever is drawn; or those of each draw; or none. */
  readonly means: Float64Array | 'drawn' | null
  readonly limits: Limits
  readonly columns: readonly Column[]
}

/** What the draws so far came to; it grows with each. */
export interface Draws {
  count: number
  readonly columns: readonly Moves[]
}

/** Of one column; a refused draw leaves NaN where its figures would be. */
interface Moves {
  refused: number
  readonly weights: number[][]
  readonly contributions: number[][]
  readonly told: number[]
  readonly attained: number[]
  readonly ratio: number[]
}

/** 90 % of the draws lie in it: from the 5 % point to the 95 % point. NaN without a draw. */
export interface Interval {
  readonly low: number
  readonly high: number
}

export interface Spread {
  /** Draws that the recipe could not be built from. */
  readonly refused: number
  /** By class. */
  readonly weights: readonly Interval[]
  readonly contributions: readonly Interval[]
  /** Annual, as each draw's own covariance tells it. */
  readonly volatility: Interval
  /** Annual, of each draw's weights as the whole sample tells it: what the draw's noise leads to. */
  readonly attained: Interval
  readonly diversificationRatio: Interval
}

/** The first of two columns against the second, draw by draw. */
export interface Difference {
  /** Of the attained volatilities. */
  readonly volatility: Interval
  /** Chance alone could have made it: the interval holds zero. */
  readonly isTie: boolean
  /** By class: the weights' difference is a tie. */
  readonly ties: readonly boolean[]
}

export function newDraws({ sample, columns }: Resampling): Draws {
  const lists = (): number[][] => Array.from({ length: sample.columns }, () => [])
  return {
    count: 0,
    columns: columns.map(() => ({
      refused: 0,
      weights: lists(),
      contributions: lists(),
      told: [],
      attained: [],
      ratio: [],
    })),
  }
}

/** The universe as these rows of the sample tell it; all rows once are the sample itself. */
export function universeOfRows(
  { sample, stepsPerYear, covarianceOf, means, limits }: Resampling,
  rows: Int32Array | null,
): Universe {
  const drawn = rows === null ? sample : picked(sample, rows)
  const annual = (values: Float64Array): Float64Array => values.map((value) => value * stepsPerYear)
  return {
    ...limits,
    size: sample.columns,
    covariance: annual(covarianceOf(drawn)),
    means: means === 'drawn' ? annual(meansOf(drawn)) : means,
  }
}

function picked({ columns, values }: Sample, rows: Int32Array): Sample {
  const drawn = new Float64Array(rows.length * columns)
  rows.forEach((row, at) => drawn.set(values.subarray(row * columns, (row + 1) * columns), at * columns))
  return { rows: rows.length, columns, values: drawn }
}

/** One draw more: rows of the sample, as many as it has, chosen by whoever owns the chance. */
export function addDraw(study: Resampling, whole: Universe, draws: Draws, rows: Int32Array): void {
  const universe = universeOfRows(study, rows)
  draws.count += 1
  study.columns.forEach((column, at) => {
    const moves = draws.columns[at]!
    const figures = figuresIn(universe, column)
    if (figures === null) moves.refused += 1
    moves.weights.forEach((list, i) => list.push(figures?.weights[i] ?? NaN))
    moves.contributions.forEach((list, i) => list.push(figures?.contributions[i] ?? NaN))
    moves.told.push(figures?.volatility ?? NaN)
    moves.ratio.push(figures?.diversificationRatio ?? NaN)
    moves.attained.push(figures === null ? NaN : figuresOf(whole, figures.weights).volatility)
  })
}

function figuresIn(
  universe: Universe,
  column: Column,
): Omit<Built, 'kind' | 'iterations' | 'residual'> | null {
  if (column.kind === 'fixed') return { weights: column.weights, ...figuresOf(universe, column.weights) }
  const outcome = build(column, universe)
  return outcome.kind === 'built' ? outcome : null
}

/** At any time between draws. */
export function spreadOf(draws: Draws, column: number): Spread {
  const { refused, weights, contributions, told, attained, ratio } = draws.columns[column]!
  return {
    refused,
    weights: weights.map(intervalOf),
    contributions: contributions.map(intervalOf),
    volatility: intervalOf(told),
    attained: intervalOf(attained),
    diversificationRatio: intervalOf(ratio),
  }
}

export function differenceOf(draws: Draws, first: number, second: number): Difference {
  const [one, other] = [draws.columns[first]!, draws.columns[second]!]
  const volatility = intervalOf(lessOf(one.attained, other.attained))
  return {
    volatility,
    isTie: holdsZero(volatility),
    ties: one.weights.map((list, i) => holdsZero(intervalOf(lessOf(list, other.weights[i]!)))),
  }
}

function lessOf(values: readonly number[], others: readonly number[]): number[] {
  return values.map((value, at) => value - others[at]!)
}

/** Without any draw nothing has been told apart. */
function holdsZero({ low, high }: Interval): boolean {
  return !(low > 0 || high < 0)
}

const [fifth, last] = [0.05, 0.95]

function intervalOf(values: readonly number[]): Interval {
  const sorted = Float64Array.from(values.filter((value) => !Number.isNaN(value))).toSorted()
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? NaN
  return { low: at(fifth), high: at(last) }
}
