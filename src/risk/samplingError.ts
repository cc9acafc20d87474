/** How far estimates of volatility and correlation may be off by chance, fat tails included. */
import { correlationOf, type Sample, volatilitiesOf, weightedProducts } from './sample.ts'

export interface SamplingErrors {
  /** One for each column, per step like the returns. */
  readonly volatility: Float64Array
  /** One for each pair, row-major; 0 on the diagonal. */
  readonly correlation: Float64Array
}

/**
 * Delta method on the fourth moments, observations independent (Kendall and Stuart, The Advanced Theory of Statistics,
 * vol. 1, ch. 10), z standardised: se(s) = s/2 sqrt(sum w^2 (z^2 - 1)^2); se(r) = sqrt(sum w^2 (z_i z_j - r (z_i^2 +
 * z_j^2) / 2)^2). For normal returns and equal weights s / sqrt(2 n) and (1 - r^2) / sqrt(n). The sample's mean has been
 * taken out, or is taken as zero; the weights, one for each row, sum to 1.
 */
export function samplingErrors(
  sample: Sample,
  weights: Float64Array = equalWeights(sample.rows),
): SamplingErrors {
  const { columns } = sample
  const covariance = weightedProducts(sample, weights)
  const volatilities = volatilitiesOf(covariance, columns)
  const standard = standardised(sample, volatilities)
  const correlation = correlationOf(covariance, columns)
  return {
    volatility: volatilities.map((volatility, i) => (volatility / 2) * errorOf(standard, weights, i, i, 1)),
    correlation: correlation.map((value, at) => {
      const [i, j] = [Math.floor(at / columns), at % columns]
      return i === j ? 0 : errorOf(standard, weights, i, j, value)
    }),
  }
}

export function equalWeights(rows: number): Float64Array {
  return new Float64Array(rows).fill(1 / rows)
}

/** What never moves stays zero. */
function standardised({ rows, columns, values }: Sample, volatilities: Float64Array): Sample {
  const z = values.map((value, at) => {
    const volatility = volatilities[at % columns]!
    return volatility > 0 ? value / volatility : 0
  })
  return { rows, columns, values: z }
}

/** The error of the mean of z_i z_j - r (z_i^2 + z_j^2) / 2, or of z_i^2 - 1 where both are the same. */
function errorOf(
  { rows, columns, values }: Sample,
  weights: Float64Array,
  i: number,
  j: number,
  correlation: number,
): number {
  let sum = 0
  for (let row = 0; row < rows; row += 1) {
    const a = values[row * columns + i]!
    const b = values[row * columns + j]!
    const off = i === j ? a * a - 1 : a * b - (correlation * (a * a + b * b)) / 2
    const weighted = weights[row]! * off
    sum += weighted * weighted
  }
  return Math.sqrt(sum)
}
