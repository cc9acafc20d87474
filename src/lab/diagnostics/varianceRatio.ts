/** Whether longer returns vary more or less than shorter ones add up to: above 1 a trend, below 1 coming back. */
import { normalProbability } from './normalDistribution.ts'

export interface VarianceRatio {
  /** Returns of so many steps beside those of one. */
  readonly span: number
  readonly ratio: number
  /** The ratio's distance from 1 in standard errors that hold for changing variance. */
  readonly z: number
  /** Of a random walk being so far from 1 on either side. */
  readonly probability: number
}

/**
 * A. Lo and C. MacKinlay, Stock market prices do not follow random walks, 1988: overlapping returns of `span` steps, both
 * variances unbiased (eq. 12), z* with heteroskedasticity-consistent variance (eqs. 18 to 20). `returns` are log returns;
 * null where there are fewer than two spans of them, or nothing moves.
 */
export function varianceRatioOf(returns: Float64Array, span: number): VarianceRatio | null {
  const count = returns.length
  if (span < 2 || count < 2 * span) return null
  const mean = returns.reduce((sum, value) => sum + value, 0) / count
  const off = returns.map((value) => value - mean)
  const squares = off.reduce((sum, value) => sum + value * value, 0)
  if (squares === 0) return null
  const one = squares / (count - 1)
  const many = longSquares(off, span) / (span * (count - span + 1) * (1 - span / count))
  const ratio = many / one
  const z = (ratio - 1) / Math.sqrt(ratioVariance(off, squares, span))
  return { span, ratio, z, probability: 2 * normalProbability(-Math.abs(z)) }
}

/** Sum of squared overlapping sums of `span` neighbours. */
function longSquares(off: Float64Array, span: number): number {
  let [sum, total] = [0, 0]
  for (let at = 0; at < off.length; at += 1) {
    sum += off[at]! - (at >= span ? off[at - span]! : 0)
    if (at >= span - 1) total += sum * sum
  }
  return total
}

/** theta = sum over j < q of (2 (q - j) / q)^2 delta_j, delta_j = sum e_t^2 e_(t-j)^2 / (sum e_t^2)^2. */
function ratioVariance(off: Float64Array, squares: number, span: number): number {
  let theta = 0
  for (let lag = 1; lag < span; lag += 1) {
    let products = 0
    for (let at = lag; at < off.length; at += 1) {
      const product = off[at]! * off[at - lag]!
      products += product * product
    }
    const weight = (2 * (span - lag)) / span
    theta += (weight * weight * products) / (squares * squares)
  }
  return theta
}
