/** How far estimates of volatility and correlation may be off by chance, fat tails included. */
import { centred, correlationOf, productsOf, type Sample, volatilitiesOf } from './sample.ts'

export interface SamplingErrors {
  /** One for each column, per step like the returns. */
  readonly volatility: Float64Array
  /** One for each pair, row-major; 0 on the diagonal. */
  readonly correlation: Float64Array
}

/**
 * Delta method on the fourth moments, observations independent (Kendall and Stuart, The Advanced Theory of Statistics,
 * vol. 1, ch. 10), z standardised: se(s) = s/2 sqrt((mean z^4 - 1) / n);
 * se(r) = sqrt(mean (z_i z_j - r (z_i^2 + z_j^2) / 2)^2 / n). For normal returns s / sqrt(2 n) and (1 - r^2) / sqrt(n).
 * `observations` is n where weights make it smaller than the number of rows.
 */
export function samplingErrors(sample: Sample, observations: number = sample.rows): SamplingErrors {
  const { rows, columns } = sample
  const centre = centred(sample)
  const covariance = productsOf(centre, rows)
  const volatilities = volatilitiesOf(covariance, columns)
  const z = centre.values.map((value, at) => {
    const volatility = volatilities[at % columns]!
    return volatility > 0 ? value / volatility : 0
  })
  const standard = { rows, columns, values: z }
  const correlation = correlationOf(covariance, columns)
  return {
    volatility: volatilities.map((volatility, i) => {
      const excess = meanOf(rows, (at) => square(square(z[at * columns + i]!))) - 1
      return (volatility / 2) * Math.sqrt(Math.max(0, excess) / observations)
    }),
    correlation: correlation.map((value, at) => errorOf(standard, at, value) / Math.sqrt(observations)),
  }
}

function errorOf({ rows, columns, values }: Sample, at: number, correlation: number): number {
  const [i, j] = [Math.floor(at / columns), at % columns]
  if (i === j) return 0
  return Math.sqrt(
    meanOf(rows, (row) => {
      const [a, b] = [values[row * columns + i]!, values[row * columns + j]!]
      return square(a * b - (correlation * (a * a + b * b)) / 2)
    }),
  )
}

function meanOf(rows: number, term: (row: number) => number): number {
  let sum = 0
  for (let row = 0; row < rows; row += 1) sum += term(row)
  return sum / rows
}

function square(x: number): number {
  return x * x
}
