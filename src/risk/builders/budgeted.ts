/** Risk budgets without limits: the one portfolio in which each class has its share of the variance. */
import { cholesky, solveLower, solveUpper } from '../../solver/dual/cholesky.ts'

export interface Budgeted {
  /** They sum to one. */
  readonly weights: Float64Array
  readonly iterations: number
  /** The largest difference between a share of the variance and its budget. */
  readonly residual: number
}

/** Ten are usual, however many classes. */
const mostSteps = 200
const goal = 1e-15

/**
 * minimise 1/2 y'Ry - sum b_i ln y_i over y > 0, R the correlation, y_i = s_i x_i; at the optimum y_i (R y)_i = b_i, and
 * weights are y_i / s_i brought to a sum of one (F. Spinu, An algorithm for computing risk parity weights, 2013). Newton's
 * step as long as it is short, else 1 / (1 + its largest relative change) of it, which self-concordance makes safe.
 * `covariance` is size x size with a positive diagonal; the budgets are positive and sum to one.
 */
export function budgetedWeights(covariance: Float64Array, budgets: Float64Array): Budgeted {
  const size = budgets.length
  const scale = Float64Array.from({ length: size }, (_, i) => 1 / Math.sqrt(covariance[i * (size + 1)]!))
  const matrix = covariance.map((value, at) => value * scale[Math.floor(at / size)]! * scale[at % size]!)
  const y = startOf(matrix, budgets)
  const [pull, step, factor] = [new Float64Array(size), new Float64Array(size), new Float64Array(size * size)]
  let best = { y: y.slice(), residual: Infinity }
  let [iterations, worse] = [0, 0]
  for (; iterations < mostSteps; iterations += 1) {
    const residual = missing(matrix, budgets, y, pull)
    if (residual < best.residual) {
      best = { y: y.slice(), residual }
      worse = 0
    } else worse += best.residual < 1e-10 ? 1 : 0
    if (residual <= goal || worse > 1) break
    newton(matrix, budgets, y, pull, step, factor)
    let change = 0
    for (let i = 0; i < size; i += 1) change = Math.max(change, Math.abs(step[i]! / y[i]!))
    const length = change < shortStep ? 1 : 1 / (1 + change)
    for (let i = 0; i < size; i += 1) y[i]! += length * step[i]!
  }
  const weights = best.y.map((value, i) => value * scale[i]!)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return { weights: weights.map((weight) => weight / sum), iterations, residual: best.residual }
}

/** Relative changes below this are in the region of quadratic convergence. */
const shortStep = 0.3

/** All alike but for their budgets, as long as it takes for the whole variance to be one. */
function startOf(matrix: Float64Array, budgets: Float64Array): Float64Array {
  const y = budgets.map((budget) => Math.sqrt(budget))
  const pull = new Float64Array(y.length)
  missing(matrix, budgets, y, pull)
  const variance = y.reduce((sum, value, i) => sum + value * pull[i]!, 0)
  return y.map((value) => value / Math.sqrt(Math.max(variance, 1e-3)))
}

/** Fills in R y; the largest |y_i (R y)_i - b_i|. */
function missing(matrix: Float64Array, budgets: Float64Array, y: Float64Array, pull: Float64Array): number {
  const size = y.length
  let most = 0
  for (let i = 0; i < size; i += 1) {
    let sum = 0
    for (let j = 0; j < size; j += 1) sum += matrix[i * size + j]! * y[j]!
    pull[i] = sum
    most = Math.max(most, Math.abs(y[i]! * sum - budgets[i]!))
  }
  return most
}

/** -(R + diag(b / y^2))^-1 (R y - b / y) */
function newton(
  matrix: Float64Array,
  budgets: Float64Array,
  y: Float64Array,
  pull: Float64Array,
  step: Float64Array,
  factor: Float64Array,
): void {
  const size = y.length
  factor.set(matrix)
  for (let i = 0; i < size; i += 1) {
    const slope = budgets[i]! / y[i]!
    factor[i * (size + 1)]! += slope / y[i]!
    step[i] = slope - pull[i]!
  }
  cholesky(factor, size)
  solveLower(factor, size, step, 0)
  solveUpper(factor, size, step)
}
