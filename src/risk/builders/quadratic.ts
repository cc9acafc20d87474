/** Builders that are one quadratic program, or the best of a family of them, over the limits. */
import { timesRow, type Row, solveInterior } from './interior.ts'
import { settled } from './nearest.ts'
import { middleOf, partOf, ratioProgram, withinLimits } from './programs.ts'
import { type Reduced, reduced } from './reduced.ts'
import type { Universe } from './universe.ts'

/** Weights of all classes. */
export interface Found {
  readonly weights: Float64Array
  readonly iterations: number
  readonly residual: number
}

/** A residual above this is no answer. */
export const worstResidual = 1e-8

/** minimise 1/2 w'Cw + q'w over limits that can hold; a floor asks for a sum of its own at least. */
export function leastQuadratic(universe: Universe, linear: Float64Array, floor: Row | null = null): Found {
  const small = reduced(universe)
  if (small === null) return lost
  if (small.free.length === 0) return { weights: small.pinned, iterations: 0, residual: 0 }
  const size = sizeOf(universe.covariance, linear)
  const covariance = universe.covariance.map((value) => value / size)
  const part = partOf(
    covariance,
    linear.map((value) => value / size),
    small,
  )
  const program = withinLimits(part, small, null)
  const least = floor === null ? program.least : [...program.least, freeRow(floor, small)]
  const answer = solveInterior({ ...program, least }, middleOf(small))
  return finished(universe, small, answer.x, answer)
}

/** maximise slope'w / sqrt(w'Cw) over limits that can hold, given that some w has a positive slope. */
export function bestRatio(universe: Universe, slope: Float64Array): Found {
  const small = reduced(universe)
  if (small === null) return lost
  if (small.free.length === 0) return { weights: small.pinned, iterations: 0, residual: 0 }
  const size = sizeOf(universe.covariance, new Float64Array(0))
  const steepest = slope.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const even = slope.map((value) => value / steepest)
  const program = ratioProgram(
    universe.covariance.map((value) => value / size),
    even,
    small,
  )
  const middle = middleOf(small)
  const mean = expanded(small, middle).reduce((sum, weight, i) => sum + weight * even[i]!, 0)
  const scale = 1 / Math.max(mean, leastMean)
  const answer = solveInterior(program, Float64Array.from([...middle.map((weight) => weight * scale), scale]))
  const k = answer.x[small.free.length]!
  return finished(
    universe,
    small,
    answer.x.subarray(0, small.free.length).map((value) => value / k),
    answer,
  )
}

/** Where the middle has less slope than this share of the steepest, the walk begins outside its rows. */
const leastMean = 0.05

/** The largest slope'w within the limits. */
export function mostOf(universe: Universe, slope: Float64Array): number {
  const flat = { ...universe, covariance: new Float64Array(universe.covariance.length) }
  const { weights } = leastQuadratic(
    flat,
    slope.map((value) => -value),
  )
  return weights.reduce((sum, weight, i) => sum + weight * slope[i]!, 0)
}

const lost: Found = { weights: new Float64Array(0), iterations: 0, residual: Infinity }

export function finished(
  universe: Universe,
  small: Reduced,
  x: Float64Array,
  { iterations, residual }: Omit<Found, 'weights'>,
): Found {
  return { weights: settled(universe, expanded(small, x)), iterations, residual }
}

export function expanded({ free, pinned }: Reduced, x: Float64Array): Float64Array {
  const weights = pinned.slice()
  free.forEach((i, at) => (weights[i] = x[at]!))
  return weights
}

/** A row over all classes as one over the free. */
function freeRow(row: Row, { free, pinned }: Reduced): Row {
  const whole = new Float64Array(pinned.length)
  row.index.forEach((i, at) => (whole[i] = row.value[at]!))
  return {
    index: Int32Array.from({ length: free.length }, (_, at) => at),
    value: Float64Array.from(free, (i) => whole[i]!),
    side: row.side - timesRow(row, pinned),
  }
}

/** Mean variance, or the largest slope where nothing has any: numbers near one suit the walk. */
function sizeOf(covariance: Float64Array, linear: Float64Array): number {
  const count = Math.sqrt(covariance.length)
  let trace = 0
  for (let i = 0; i < count; i += 1) trace += covariance[i * (count + 1)]!
  return trace > 0 ? trace / count : linear.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-300)
}
