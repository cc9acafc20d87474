/** A sample of returns, and its plain estimates: means, covariance, volatilities, correlation. */

/** Row after row, a row an observation, a column an asset. */
export interface Sample {
  readonly rows: number
  readonly columns: number
  readonly values: Float64Array
}

export function meansOf({ rows, columns, values }: Sample): Float64Array {
  const means = new Float64Array(columns)
  for (let at = 0; at < rows; at += 1)
    for (let j = 0; j < columns; j += 1) means[j]! += values[at * columns + j]!
  return means.map((sum) => sum / rows)
}

/** The sample with the mean of each column taken out. */
export function centred(sample: Sample): Sample {
  const means = meansOf(sample)
  const values = sample.values.map((value, at) => value - means[at % sample.columns]!)
  return { ...sample, values }
}

/** Sum over rows of x x', divided; of a centred sample with `rows` the maximum-likelihood covariance. Row-major. */
export function productsOf(sample: Sample, divisor: number): Float64Array {
  return weightedProducts(sample, new Float64Array(sample.rows).fill(1)).map((sum) => sum / divisor)
}

/** Sum over rows of w x x', row-major and symmetric to the last bit. */
export function weightedProducts({ rows, columns, values }: Sample, weights: Float64Array): Float64Array {
  const products = new Float64Array(columns * columns)
  for (let at = 0; at < rows; at += 1) {
    const row = values.subarray(at * columns, (at + 1) * columns)
    for (let i = 0; i < columns; i += 1) {
      const weighted = weights[at]! * row[i]!
      for (let j = 0; j <= i; j += 1) products[i * columns + j]! += weighted * row[j]!
    }
  }
  for (let i = 0; i < columns; i += 1)
    for (let j = 0; j < i; j += 1) products[j * columns + i] = products[i * columns + j]!
  return products
}

/** Unbiased: S = sum (x - m)(x - m)' / (T - 1). Needs two rows. */
export function covarianceOf(sample: Sample): Float64Array {
  return productsOf(centred(sample), sample.rows - 1)
}

/** Square roots of the diagonal. */
export function volatilitiesOf(covariance: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => Math.sqrt(covariance[i * size + i]!))
}

/** s_ij / (s_i s_j); an asset that never moves has no correlation with others, and 0 stands there. */
export function correlationOf(covariance: Float64Array, size: number): Float64Array {
  const volatilities = volatilitiesOf(covariance, size)
  const correlation = new Float64Array(size * size)
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1) {
      const scale = volatilities[i]! * volatilities[j]!
      const ratio = scale > 0 ? covariance[i * size + j]! / scale : 0
      correlation[i * size + j] = i === j ? 1 : Math.max(-1, Math.min(1, ratio))
    }
  return correlation
}

/** s_i s_j r_ij */
export function covarianceFrom(volatilities: Float64Array, correlation: Float64Array): Float64Array {
  const size = volatilities.length
  return correlation.map(
    (value, at) => value * volatilities[Math.floor(at / size)]! * volatilities[at % size]!,
  )
}
