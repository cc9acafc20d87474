/** Sample covariance pulled towards a simple target, as far as its own noise asks (Ledoit and Wolf); moments divide by T. */
import { centred, correlationOf, productsOf, type Sample } from './sample.ts'

export interface Shrunk {
  readonly covariance: Float64Array
  /** How much of the target is in it, 0 to 1. */
  readonly intensity: number
}

/** Towards (tr S / N) I: Ledoit and Wolf, A well-conditioned estimator for large-dimensional covariance matrices, 2004. */
export function shrunkToIdentity(sample: Sample): Shrunk {
  const { rows, columns } = sample
  const moments = momentsOf(sample)
  const target = new Float64Array(columns * columns)
  let trace = 0
  for (let i = 0; i < columns; i += 1) trace += moments.covariance[i * columns + i]!
  for (let i = 0; i < columns; i += 1) target[i * columns + i] = trace / columns
  const noise = sumOf(moments.variances)
  return mixed(moments.covariance, target, noise / rows)
}

/** Towards the sample's variances with its mean correlation everywhere: Ledoit and Wolf, Honey, I shrunk the sample covariance matrix, 2003. */
export function shrunkToConstantCorrelation(sample: Sample): Shrunk & { readonly meanCorrelation: number } {
  const { rows, columns } = sample
  const moments = momentsOf(sample)
  const { covariance, variances } = moments
  const meanCorrelation = meanOffDiagonal(correlationOf(covariance, columns), columns)
  const target = covariance.slice()
  let common = 0
  for (let i = 0; i < columns; i += 1) {
    common += variances[i * columns + i]!
    for (let j = 0; j < columns; j += 1) {
      if (i === j) continue
      const ratio = ratioOf(deviation(covariance, columns, j), deviation(covariance, columns, i))
      target[i * columns + j] = meanCorrelation * ratio * covariance[i * columns + i]!
      // The pair (j, i) adds the other half.
      common += meanCorrelation * ratio * covarianceOfMoments(moments, i, j)
    }
  }
  return { ...mixed(covariance, target, (sumOf(variances) - common) / rows), meanCorrelation }
}

interface Moments {
  readonly centre: Sample
  /** S, divided by T. */
  readonly covariance: Float64Array
  /** pi_ij: the variance over time of x_i x_j. */
  readonly variances: Float64Array
}

function momentsOf(sample: Sample): Moments {
  const centre = centred(sample)
  const { rows, columns, values } = centre
  const covariance = productsOf(centre, rows)
  const squares = productsOf({ rows, columns, values: values.map((value) => value * value) }, rows)
  const variances = squares.map((square, at) => square - covariance[at]! * covariance[at]!)
  return { centre, covariance, variances }
}

/** theta_ii,ij: the covariance over time of x_i^2 and x_i x_j. */
function covarianceOfMoments({ centre, covariance }: Moments, i: number, j: number): number {
  const { rows, columns, values } = centre
  let sum = 0
  for (let at = 0; at < rows; at += 1) {
    const own = values[at * columns + i]!
    sum += own * own * own * values[at * columns + j]!
  }
  return sum / rows - covariance[i * columns + i]! * covariance[i * columns + j]!
}

/** Intensity: the noise in S beside its squared distance from the target. */
function mixed(covariance: Float64Array, target: Float64Array, noise: number): Shrunk {
  const distance = sumOf(covariance.map((value, at) => (value - target[at]!) * (value - target[at]!)))
  const intensity = distance > 0 ? Math.max(0, Math.min(1, noise / distance)) : 1
  return {
    covariance: covariance.map((value, at) => (1 - intensity) * value + intensity * target[at]!),
    intensity,
  }
}

/** What never moves goes with nothing. */
function ratioOf(a: number, b: number): number {
  return b > 0 ? a / b : 0
}

function deviation(covariance: Float64Array, size: number, i: number): number {
  return Math.sqrt(covariance[i * size + i]!)
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function meanOffDiagonal(matrix: Float64Array, size: number): number {
  return size < 2 ? 0 : (sumOf(matrix) - size) / (size * (size - 1))
}
