/** All that the curious may ask of a history: what diversification gave, whether anything comes back, and how sure that is. */
import { log } from '../../risk/elementary.ts'
import { covarianceOf, type Sample } from '../../risk/sample.ts'
import { deflatedSharpe, sharpeError, shapeOf } from './deflatedSharpe.ts'
import { dickeyFuller, type DickeyFuller, usualLags } from './dickeyFuller.ts'
import { diversificationReturn, observedDiversificationReturn } from './diversification.ts'
import { type HalfLife, halfLifeOf } from './halfLife.ts'
import { type Performance, performanceOf } from './performance.ts'
import { powerAt } from './testPower.ts'
import { type TwoPeriods, twoPeriods } from './twoPeriods.ts'
import { type VarianceRatio, varianceRatioOf } from './varianceRatio.ts'

export interface Question {
  /** Simple returns; at least two rows. */
  readonly sample: Sample
  /** One for each column, sum 1. */
  readonly weights: readonly number[]
  readonly stepsPerYear: number
  readonly seed: number
}

export interface Diagnosis {
  /** A year, by formula and as it was. Not alpha: whoever holds the weights has it, traded or not. */
  readonly diversificationReturn: { readonly formula: number; readonly observed: number }
  /** Kept at its weights at every step, without costs. */
  readonly portfolio: Performance & {
    readonly sharpeError: number
    /** The probability that its Sharpe ratio is above zero. */
    readonly probablyAboveZero: number
  }
  /** Rebalancing every so many steps, beside holding on. */
  readonly twoPeriods: readonly (TwoPeriods & { readonly span: number })[]
  /** Each column against the rest at its weights; null for the whole portfolio in one. */
  readonly relative: readonly (Relative | null)[]
  /** How often the unit-root test would notice such half-lives in so many rows. */
  readonly power: readonly { readonly halfLifeYears: number; readonly power: number }[]
}

/** The logarithm of what a class has earned over what the rest has. */
export interface Relative {
  readonly halfLife: HalfLife | null
  readonly unitRoot: DickeyFuller | null
  readonly varianceRatios: readonly VarianceRatio[]
}

/** Half-lives at which the test's power is told. */
const halfLives: readonly number[] = [0.5, 1, 2, 5]

/** Takes about a second for twenty years of days, nearly all of it for the power. */
export function diagnosisOf(question: Question): Diagnosis {
  const { sample, weights, stepsPerYear, seed } = question
  const spans = spansOf(stepsPerYear)
  const kept = portfolioReturns(sample, weights)
  return {
    diversificationReturn: {
      formula: diversificationReturn(weights, covarianceOf(sample)) * stepsPerYear,
      observed: observedDiversificationReturn(weights, sample.values) * stepsPerYear,
    },
    portfolio: portfolioOf(kept, stepsPerYear),
    twoPeriods: spans.flatMap((span) => {
      const found = twoPeriods(weights, sample.values, span, seed)
      return found ? [{ span, ...found }] : []
    }),
    relative: weights.map((weight, column) =>
      weight < 1 ? relativeOf(relativeReturns(sample, weights, column), spans) : null,
    ),
    power: halfLives.map((halfLifeYears) => ({
      halfLifeYears,
      power: powerAt(halfLifeYears * stepsPerYear, sample.rows, seed),
    })),
  }
}

/** A month, a quarter and a year, or one step where that is longer. */
function spansOf(stepsPerYear: number): readonly number[] {
  return [...new Set([12, 4, 1].map((times) => Math.max(1, Math.round(stepsPerYear / times))))]
}

function portfolioReturns({ rows, columns, values }: Sample, weights: readonly number[]): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) =>
    weights.reduce((sum, weight, i) => sum + weight * values[row * columns + i]!, 0),
  )
}

function portfolioOf(returns: Float64Array, stepsPerYear: number): Diagnosis['portfolio'] {
  const record = performanceOf(returns, stepsPerYear)
  const root = Math.sqrt(stepsPerYear)
  const perStep = record.sharpe / root
  return {
    ...record,
    sharpeError: sharpeError(perStep, returns.length) * root,
    probablyAboveZero: deflatedSharpe(perStep, returns.length, 1, 0, shapeOf(returns)),
  }
}

/** Log returns of one column less those of the others together, their weights kept at every step. */
function relativeReturns(
  { rows, columns, values }: Sample,
  weights: readonly number[],
  column: number,
): Float64Array {
  const rest = 1 - weights[column]!
  return Float64Array.from({ length: rows }, (_, row) => {
    let others = 0
    for (let i = 0; i < columns; i += 1) if (i !== column) others += weights[i]! * values[row * columns + i]!
    return log(1 + values[row * columns + column]!) - log(1 + others / rest)
  })
}

function relativeOf(returns: Float64Array, spans: readonly number[]): Relative {
  const levels = new Float64Array(returns.length + 1)
  returns.forEach((value, at) => (levels[at + 1] = levels[at]! + value))
  return {
    halfLife: halfLifeOf(levels),
    unitRoot: dickeyFuller(levels, usualLags(levels.length)),
    varianceRatios: [2, ...spans.filter((span) => span > 2)].flatMap(
      (span) => varianceRatioOf(returns, span) ?? [],
    ),
  }
}
