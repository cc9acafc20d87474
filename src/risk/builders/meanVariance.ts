/** Mean against variance, behind estimated means: by aversion, by a return, by a volatility, or the best ratio of the two. */
import type { Outcome, Refused } from './built.ts'
import { builtOf, figuresOf } from './built.ts'
import { bestRatio, type Found, leastQuadratic, mostOf, worstResidual } from './quadratic.ts'
import type { MeanVariance } from './recipe.ts'
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
  const most = mostOf(universe, excess)
  if (!(most > noExcess)) return { kind: 'no-excess', most: most + riskFree }
  return answered(universe, bestRatio(universe, excess))
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

/** Tolerances double until the volatility is passed; then their squares are halved in. */
const mostDoublings = 40
const mostHalvings = 60
const closeEnough = 1e-11

/**
 * The most mean for a volatility lies on the frontier of least variances, along which variance grows with the tolerance:
 * linearly in its square as long as the same classes are held, so that a secant finds it in few steps.
 */
function forVolatility(universe: Universe, means: Float64Array, most: number): Outcome {
  const wanted = most * most
  let iterations = 0
  const at = (square: number): Point => {
    const found = byTolerance(universe, means, Math.sqrt(square))
    iterations += found.iterations
    const { volatility } = figuresOf(universe, found.weights)
    return { square, found, over: volatility * volatility - wanted }
  }
  let low = at(0)
  if (low.over > closeEnough * wanted) return tooRisky(universe, low.found)
  let high = at(firstSquare(universe, means, wanted))
  for (let step = 0; step < mostDoublings && high.over < 0; step += 1)
    [low, high] = [high, at(high.square * 4)]
  // Even at its most the mean costs less risk than is allowed.
  if (high.over < 0) return answered(universe, { ...high.found, iterations })
  for (let step = 0; step < mostHalvings && -low.over > closeEnough * wanted; step += 1) {
    const next = at(between(low, high, step))
    if (next.square === low.square || next.square === high.square) break
    if (next.over > 0) high = next
    else low = next
  }
  return answered(universe, { ...low.found, iterations })
}

interface Point {
  readonly square: number
  readonly found: Found
  readonly over: number
}

function tooRisky(universe: Universe, { weights }: Found): Refused {
  return { kind: 'volatility-unreachable', least: figuresOf(universe, weights).volatility }
}

/** Near a tolerance of variance over mean. */
function firstSquare({ size }: Universe, means: Float64Array, wanted: number): number {
  const mean = means.reduce((sum, value) => sum + Math.abs(value), 0) / size
  const tolerance = wanted / Math.max(mean, 1e-9)
  return tolerance * tolerance
}

function between(low: Point, high: Point, step: number): number {
  if (step % 3 === 2) return (low.square + high.square) / 2
  const share = -low.over / (high.over - low.over)
  // A touch below the root, so that the low end comes as close as the high one.
  return low.square + (high.square - low.square) * share * (1 - 1e-12)
}
