/** Least tracking error to weights that the limits may forbid. */
import { builtOf, type Outcome, pullOf } from './built.ts'
import { answered } from './meanVariance.ts'
import { canHold } from './clash.ts'
import { settled } from './nearest.ts'
import { leastQuadratic } from './quadratic.ts'
import type { Universe } from './universe.ts'

/** minimise (w - b)' C (w - b): w'Cw / 2 - (C b)'w. A benchmark that keeps the limits is its own answer. */
export function trackingError(universe: Universe, benchmark: Float64Array): Outcome {
  const sum = benchmark.reduce((total, weight) => total + weight, 0)
  const wanted = benchmark.map((weight) => weight / sum)
  if (isWithin(universe, wanted)) return builtOf(universe, settled(universe, wanted), 0, 0)
  const pull = pullOf(universe.covariance, wanted)
  return answered(
    universe,
    leastQuadratic(
      universe,
      pull.map((value) => -value),
    ),
  )
}

function isWithin(universe: Universe, weights: Float64Array): boolean {
  const { size, lower, upper, groups } = universe
  const inBoxes = weights.every((weight, i) => weight >= lower[i]! && weight <= upper[i]!)
  return inBoxes && canHold(size, { lower: weights, upper: weights, groups })
}
