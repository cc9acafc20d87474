/** The risk that a document states, as numbers: the annual covariance of its classes, written as a sum of squares. */
import type { Portfolio } from './document.ts'
import { remembered } from './memo.ts'
import { sortedBy } from './order.ts'

export type Risk = NonNullable<Portfolio['risk']>

/** Covariance of classes i and j = sum over k of factors[k][i] factors[k][j], annual. Cash has no risk and is not here. */
export interface RiskModel {
  /** In code-point order, so that the order in which a document lists them decides nothing. */
  readonly classes: readonly string[]
  readonly rank: number
  /** rank x classes, factor by factor. */
  readonly factors: Float64Array
}

/**
 * Correlations are typed with few digits. What is left of their matrix after all visible squares are taken out may be
 * this far below zero: less than any digit that a document holds, more than what float64 loses on fifty classes.
 */
const semidefiniteTolerance = 1e-9

/** A square smaller than this is what rounding leaves of zero. */
const leastPivot = 1e-12

/** Factors of the covariance that a sound risk states, volatility_i volatility_j correlation_ij. */
export const riskModelOf = remembered((risk: Risk): RiskModel => {
  const order = classOrder(risk)
  const size = order.length
  const { factors, rank } = squaresOf(correlationOf(risk, order), size)
  const volatility = order.map((at) => Number(risk.volatility[at]))
  for (let at = 0; at < factors.length; at += 1)
    factors[at] = (factors[at] as number) * (volatility[at % size] as number)
  return { classes: order.map((at) => risk.classes[at] ?? ''), rank, factors }
})

/** The class whose correlations contradict those of the others; null where the matrix is positive semidefinite. */
export function contradictedClass(risk: Risk): string | null {
  const order = classOrder(risk)
  const { contradicted } = squaresOf(correlationOf(risk, order), order.length)
  return contradicted < 0 ? null : (risk.classes[order[contradicted] as number] ?? null)
}

function classOrder(risk: Risk): number[] {
  return sortedBy(risk.classes.keys(), (at) => risk.classes[at] ?? '')
}

function correlationOf(risk: Risk, order: readonly number[]): Float64Array {
  return Float64Array.from(order.flatMap((i) => order.map((j) => Number(risk.correlation[i]?.[j]))))
}

interface Squares {
  readonly factors: Float64Array
  readonly rank: number
  /** An index at which the matrix is not positive semidefinite, -1 where it is. */
  readonly contradicted: number
}

/** Cholesky with diagonal pivots: takes out the largest square that is left, until none can be seen. */
function squaresOf(matrix: Float64Array, size: number): Squares {
  const left = matrix.slice()
  const factors = new Float64Array(size * size)
  let rank = 0
  for (; rank < size; rank += 1) {
    const pivot = largestPivot(left, size)
    if ((left[pivot * size + pivot] as number) <= leastPivot) break
    takeOut(left, size, pivot, factors.subarray(rank * size, (rank + 1) * size))
  }
  return { factors: factors.slice(0, rank * size), rank, contradicted: firstFault(left, size) }
}

function largestPivot(left: Float64Array, size: number): number {
  let best = 0
  for (let at = 1; at < size; at += 1)
    if ((left[at * size + at] as number) > (left[best * size + best] as number)) best = at
  return best
}

/** row = left[pivot] / sqrt(left[pivot][pivot]), and left loses its square; the pivot's own row is then exactly zero. */
function takeOut(left: Float64Array, size: number, pivot: number, row: Float64Array): void {
  const root = Math.sqrt(left[pivot * size + pivot] as number)
  for (let at = 0; at < size; at += 1) row[at] = (left[pivot * size + at] as number) / root
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      const at = i * size + j
      const rest = (left[at] as number) - (row[i] as number) * (row[j] as number)
      left[at] = i === pivot || j === pivot ? 0 : rest
    }
  }
}

function firstFault(left: Float64Array, size: number): number {
  for (let at = 0; at < left.length; at += 1) {
    const [i, j] = [Math.floor(at / size), at % size]
    const fault = i === j ? -(left[at] as number) : Math.abs(left[at] as number)
    if (fault > semidefiniteTolerance) return i
  }
  return -1
}
