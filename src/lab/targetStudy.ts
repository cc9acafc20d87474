/** A target built from returns: the covariance by one estimator, then the recipe, and how it moves with the rows drawn. */
import { exponentialCovariance } from '../risk/exponential.ts'
import { build } from '../risk/builders/build.ts'
import type { Outcome } from '../risk/builders/built.ts'
import { type MovingAim, movingAim, stepTowards } from '../risk/builders/movingAim.ts'
import type { BaseRecipe, Recipe } from '../risk/builders/recipe.ts'
import {
  addDraw,
  newDraws,
  type Resampling,
  type Spread,
  spreadOf,
  universeOfRows,
} from '../risk/builders/resample.ts'
import { type Limits, openLimits, type Universe } from '../risk/builders/universe.ts'
import { covarianceOf, meansOf, type Sample } from '../risk/sample.ts'
import { shrunkToConstantCorrelation, shrunkToIdentity } from '../risk/shrinkage.ts'
import type { QuestionRecipe, TargetQuestion } from '../domain/targetQuestion.ts'
import { usualBlock } from './diagnostics/resampling.ts'
import { drawnRows } from './drawnRows.ts'
import { usualLambda } from './estimates.ts'

export interface Estimated {
  readonly sample: Sample
  readonly stepsPerYear: number
}

export type Estimator = TargetQuestion['estimator']

/** Covariances of a step. */
export const estimators: { readonly [E in Estimator]: (sample: Sample) => Float64Array } = {
  sample: covarianceOf,
  exponential: (sample) => exponentialCovariance(sample, usualLambda),
  identity: (sample) => shrunkToIdentity(sample).covariance,
  'constant-correlation': (sample) => shrunkToConstantCorrelation(sample).covariance,
}

/** Per year; needs two rows. Returns are taken as independent over time. */
export function universeFrom(
  { sample, stepsPerYear }: Estimated,
  estimator: Estimator,
  limits: Limits,
): Universe {
  return {
    ...limits,
    size: sample.columns,
    covariance: estimators[estimator](sample).map((value) => value * stepsPerYear),
    means: meansOf(sample).map((mean) => mean * stepsPerYear),
  }
}

/** What the question comes to for these classes; returns speak where there are any, else its own covariance. */
export function targetOf(
  question: TargetQuestion,
  classes: readonly string[],
  estimated: Estimated | null,
): Outcome {
  const limits = limitsOf(question, classes)
  const universe = estimated
    ? universeFrom(estimated, question.estimator, limits)
    : {
        ...limits,
        size: classes.length,
        covariance: Float64Array.from(question.covariance.flat(), Number),
        means: question.means && Float64Array.from(question.means, Number),
      }
  return build(recipeOf(question.recipe, classes), universe)
}

export interface Step extends MovingAim {
  readonly weights: Float64Array
}

/** Null where the target does not move, or cost and discount make no sense of it. */
export function stepOf(
  { moving }: TargetQuestion,
  classes: readonly string[],
  target: Float64Array,
): Step | null {
  if (moving === null) return null
  const of = (key: 'aversion' | 'cost' | 'discount' | 'decay'): number => Number(moving[key])
  const terms = { aversion: of('aversion'), cost: of('cost'), discount: of('discount'), decay: of('decay') }
  const isSound =
    terms.aversion > 0 && terms.cost > 0 && terms.discount >= 0 && terms.discount < 1 && terms.decay >= 0
  if (!isSound) return null
  const aim = movingAim(terms)
  const anchor = moving.anchor === null ? target : listed(moving.anchor, classes)
  return { ...aim, weights: stepTowards(listed(moving.present, classes), target, anchor, aim) }
}

function listed(numbers: Readonly<Record<string, string>>, classes: readonly string[]): Float64Array {
  return Float64Array.from(classes, (name) => Number(numbers[name] ?? 0))
}

export interface Resampled extends Spread {
  readonly draws: number
  /** Mean length of a block, in rows. */
  readonly meanBlock: number
}

/** How the target moves when the rows of its history are drawn again, so many times. */
export function resampledTarget(
  question: TargetQuestion,
  classes: readonly string[],
  { sample, stepsPerYear }: Estimated,
): Resampled {
  const study: Resampling = {
    sample,
    stepsPerYear,
    covarianceOf: estimators[question.estimator],
    means: 'drawn',
    limits: limitsOf(question, classes),
    columns: [recipeOf(question.recipe, classes)],
  }
  const whole = universeOfRows(study, null)
  const meanBlock = usualBlock(sample.rows)
  const draws = newDraws(study)
  for (let draw = 0; draw < question.resamples; draw += 1)
    addDraw(study, whole, draws, drawnRows(question.seed, draw, sample.rows, meanBlock))
  return { draws: draws.count, meanBlock, ...spreadOf(draws, 0) }
}

function limitsOf({ limits, groups }: TargetQuestion, classes: readonly string[]): Limits {
  const open = openLimits(classes.length)
  return {
    lower: open.lower.map((free, i) => Number(limits[classes[i]!]?.lower ?? free)),
    upper: open.upper.map((free, i) => Number(limits[classes[i]!]?.upper ?? free)),
    groups: groups.map((group) => ({
      members: Int32Array.from(group.classes, (name) => classes.indexOf(name)).toSorted(),
      lower: Number(group.lower),
      upper: Number(group.upper),
    })),
  }
}

function recipeOf(recipe: QuestionRecipe, classes: readonly string[]): Recipe {
  if (recipe.kind !== 'target-volatility') return baseOf(recipe, classes)
  const { kind, base, remainder, volatility, hysteresis, exposure } = recipe
  return {
    kind,
    base: baseOf(base, classes),
    remainder: classes.indexOf(remainder),
    volatility: Number(volatility),
    hysteresis: Number(hysteresis),
    exposure: exposure === null ? null : Number(exposure),
  }
}

function baseOf(
  recipe: Exclude<QuestionRecipe, { kind: 'target-volatility' }>,
  classes: readonly string[],
): BaseRecipe {
  switch (recipe.kind) {
    case 'risk-budgets':
      return { kind: recipe.kind, budgets: listed(recipe.budgets, classes) }
    case 'tracking-error':
      return { kind: recipe.kind, benchmark: listed(recipe.benchmark, classes) }
    case 'maximum-sharpe':
      return { kind: recipe.kind, riskFree: Number(recipe.riskFree) }
    case 'mean-variance': {
      const { aversion, return: least, volatility } = recipe
      if (least !== undefined) return { kind: recipe.kind, choice: { kind: 'return', least: Number(least) } }
      if (volatility !== undefined)
        return { kind: recipe.kind, choice: { kind: 'volatility', most: Number(volatility) } }
      return { kind: recipe.kind, choice: { kind: 'aversion', aversion: Number(aversion ?? usualAversion) } }
    }
    default:
      return recipe
  }
}

/** That of a document's destination “optimal”. */
const usualAversion = 4
