/** The nearest correlation matrix to one that contradicts itself: typed numbers, or pairs estimated on different days. */
import { type Eigen, eigenOf } from './eigen.ts'

export interface Repaired {
  readonly correlation: Float64Array
  /** The lowest eigenvalue before; below zero a portfolio of negative variance would exist. */
  readonly lowest: number
  /** Frobenius distance to the given matrix; 0 where nothing had to be repaired. */
  readonly distance: number
}

/** An eigenvalue so little below zero is rounding. */
const rounding = 1e-12
/** Projections; each costs one eigenvalue problem. They come nearer in proportion, and the last is made exact. */
const mostProjections = 60
const closeEnough = 1e-9

/**
 * Alternating projections onto the semidefinite matrices (negative eigenvalues become zero) and those with a unit
 * diagonal, with Dykstra's correction of the first: N. Higham, Computing the nearest correlation matrix, 2002. The last
 * step scales the diagonal back to one, so that the answer is semidefinite and has a unit diagonal exactly.
 */
export function nearestCorrelation(correlation: Float64Array, size: number): Repaired {
  const lowest = eigenOf(correlation, size).values[size - 1] ?? 0
  if (lowest >= -rounding) return { correlation: correlation.slice(), lowest, distance: 0 }
  let present = correlation.slice()
  let correction = new Float64Array(size * size)
  for (let step = 0; step < mostProjections; step += 1) {
    const corrected = present.map((value, at) => value - correction[at]!)
    const clipped = clip(eigenOf(corrected, size), size)
    correction = clipped.map((value, at) => value - corrected[at]!)
    const next = clipped.map((value, at) => (at % (size + 1) === 0 ? 1 : value))
    const moved = distanceOf(next, present)
    present = next
    if (moved < closeEnough) break
  }
  const repaired = unitDiagonal(clip(eigenOf(present, size), size), size)
  return { correlation: repaired, lowest, distance: distanceOf(repaired, correlation) }
}

/** The sum of value * v v' over the positive eigenvalues. */
function clip({ values, vectors }: Eigen, size: number): Float64Array {
  const matrix = new Float64Array(size * size)
  for (let k = 0; k < size; k += 1) {
    const value = values[k]!
    if (value <= 0) continue
    for (let i = 0; i < size; i += 1) {
      const scaled = value * vectors[k * size + i]!
      for (let j = 0; j < size; j += 1) matrix[i * size + j]! += scaled * vectors[k * size + j]!
    }
  }
  return matrix
}

function unitDiagonal(matrix: Float64Array, size: number): Float64Array {
  const scales = Float64Array.from({ length: size }, (_, i) => 1 / Math.sqrt(matrix[i * size + i]!))
  return matrix.map((value, at) => {
    const [i, j] = [Math.floor(at / size), at % size]
    return i === j ? 1 : value * scales[i]! * scales[j]!
  })
}

function distanceOf(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((sum, value, at) => sum + (value - b[at]!) * (value - b[at]!), 0))
}
