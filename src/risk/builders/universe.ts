/** What a builder of targets is given: the classes' covariance, their boxes and the bounds of their groups. */

/** Fractions of the whole; the weights of all classes sum to one, cash included where it is a class. */
export interface Limits {
  /** One for each class, from 0 to 1. */
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** Inner nodes of the target tree; they may overlap. */
  readonly groups: readonly Group[]
}

export interface Group {
  /** Classes, in ascending order. */
  readonly members: Int32Array
  readonly lower: number
  readonly upper: number
}

export interface Universe extends Limits {
  /** How many classes there are. */
  readonly size: number
  /** Annual, size x size, row-major, symmetric and positive semidefinite. A class without variance is riskless. */
  readonly covariance: Float64Array
  /** Annual arithmetic means; null where nobody vouches for any. */
  readonly means: Float64Array | null
}

/** No limits but that nothing is sold short. */
export function openLimits(size: number): Limits {
  return { lower: new Float64Array(size), upper: new Float64Array(size).fill(1), groups: [] }
}

/** Classes whose price moves; the others have no share of risk to be sized by. */
export function riskyOf({ size, covariance }: Universe): Int32Array {
  return Int32Array.from(
    Array.from({ length: size }, (_, i) => i).filter((i) => covariance[i * size + i]! > 0),
  )
}
