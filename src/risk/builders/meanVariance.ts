/** Mean against variance, behind estimated means: by aversion, by a return, by a volatility, or the best ratio of the two. */
import type { Outcome, Refused } from './built.ts'
import { builtOf, figuresOf } from './built.ts'
import { nearestWithin } from './nearest.ts'
import { bestRatio, type Found, leastQuadratic, mostOf, worstResidual } from './quadratic.ts'
import type { MeanVariance } from './recipe.ts'
import { crossing, type Look } from './root.ts'
import type { Universe } from './universe.ts'

/** The limits can hold, and the means are finite. */
export function meanVarianceWeights(universe: Universe, means: Float64Array, choice: MeanVariance): Outcome {
  switch (choice.kind) {
    case 'aversion':
      return answered(universe, byTolerance(universe, means, 1 / choice.aversion))
    case 'return':
      return forReturn(universe, means, choice.least)
    case 'volatility':
      return forVolatility(universe, means, choice.most)
  }
}

/** The highest (mean - riskFree) / volatility; without a positive excess nothing is worth its risk. */
export function maximumSharpe(universe: Universe, means: Float64Array, riskFree: number): Outcome {
  const excess = means.map((mean) => mean - riskFree)
  const some = nearestWithin(universe, new Float64Array(universe.size).fill(1 / universe.size))
  if (some === null || !(dot(some, excess) > noExcess)) {
    const most = mostOf(universe, excess)
    if (!(most > noExcess)) return { kind: 'no-excess', most: most + riskFree }
  }
  return answered(universe, bestRatio(universe, excess))
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}

/** A hundredth of a basis point a year. */
const noExcess = 1e-6

export function answered(universe: Universe, found: Found): Outcome {
  if (!(found.residual <= worstResidual)) return { kind: 'stalled', residual: found.residual }
  return builtOf(universe, found.weights, found.iterations, found.residual)
}

/** maximise tolerance * mean - variance / 2 */
function byTolerance(universe: Universe, means: Float64Array, tolerance: number): Found {
  return leastQuadratic(
    universe,
    means.map((mean) => -mean * tolerance),
  )
}

/** So close to the most that limits allow, a return is taken as that. */
const closeToMost = 1e-9

function forReturn(universe: Universe, means: Float64Array, least: number): Outcome {
  const most = mostOf(universe, means)
  if (least > most + closeToMost) return { kind: 'return-unreachable', most }
  const steepest = means.reduce((size, mean) => Math.max(size, Math.abs(mean)), 1e-12)
  const floor = {
    index: Int32Array.from({ length: universe.size }, (_, i) => i),
    value: means.map((mean) => mean / steepest),
    // The walk needs room inside its rows.
    side: Math.min(least, most - closeToMost) / steepest,
  }
  return answered(universe, leastQuadratic(universe, new Float64Array(universe.size), floor))
}

/** Squares of tolerances are widened by this until the volatility is passed, and never beyond the farthest. */
const widening = 8
const mostWidenings = 8
const farthest = 16_777_216
/** Of the variance. */
const closeEnough = 1e-9

/**
 * The most mean for a volatility lies on the frontier of least variances, along which variance grows with the tolerance:
 * linearly in its square as long as the same classes are held, so that it is found in few steps.
 */
function forVolatility(universe: Universe, means: Float64Array, most: number): Outcome {
  let iterations = 0
  const at = (square: number): Look<Found> => {
    const made = byTolerance(universe, means, Math.sqrt(square))
    iterations += made.iterations
    const { volatility } = figuresOf(universe, made.weights)
    return { at: square, value: (volatility * volatility) / (most * most) - 1, made }
  }
  let low = at(0)
  if (low.value > closeEnough) return tooRisky(universe, low.made)
  const first = firstSquare(universe, means, most * most)
  let high = at(first)
  if (high.value < 0) {
    // Even at its most the mean may cost less risk than is allowed.
    const top = at(first * farthest)
    if (top.value < 0) return answered(universe, { ...top.made, iterations })
  }
  for (let turn = 0; turn < mostWidenings && high.value < 0; turn += 1)
    [low, high] = [high, at(high.at * widening)]
  const found = crossing(low, high, at, closeEnough)
  return answered(universe, { ...found.made, iterations })
}

function tooRisky(universe: Universe, { weights }: Found): Refused {
  return { kind: 'volatility-unreachable', least: figuresOf(universe, weights).volatility }
}

/** Somewhat above a tolerance of variance over mean, where the volatility is passed more often than not. */
function firstSquare({ size }: Universe, means: Float64Array, wanted: number): number {
  const mean = means.reduce((sum, value) => sum + Math.abs(value), 0) / size
  const tolerance = wanted / Math.max(mean, 1e-9)
  return 2 * tolerance * tolerance
}
