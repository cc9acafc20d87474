/** Square roots of covariances: Cholesky with diagonal pivots, which semidefinite matrices have too. */

/** A square smaller than this, beside the largest, is what rounding leaves of zero. */
const leastPivot = 1e-12

/** Rows of L, class by class, `rank` entries each: L L' is the matrix. */
export interface Factor {
  readonly rank: number
  readonly rows: Float64Array
}

/** L with L L' = matrix (size x size, symmetric and positive semidefinite); the largest square left is taken out first. */
export function factorOf(matrix: Float64Array, size: number): Factor {
  const left = matrix.slice()
  const columns: Float64Array[] = []
  const least = leastPivot * Math.max(0, ...diagonalOf(matrix, size))
  for (let rank = 0; rank < size; rank += 1) {
    const diagonal = diagonalOf(left, size)
    const pivot = diagonal.indexOf(Math.max(...diagonal))
    const square = diagonal[pivot] ?? 0
    if (square <= least) break
    columns.push(takeOut(left, size, pivot, Math.sqrt(square)))
  }
  const rows = new Float64Array(size * columns.length)
  columns.forEach((column, k) => column.forEach((value, i) => (rows[i * columns.length + k] = value)))
  return { rank: columns.length, rows }
}

function takeOut(left: Float64Array, size: number, pivot: number, root: number): Float64Array {
  const column = Float64Array.from({ length: size }, (_, i) => (left[i * size + pivot] as number) / root)
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1) {
      const at = i * size + j
      const rest = (left[at] as number) - (column[i] as number) * (column[j] as number)
      left[at] = i === pivot || j === pivot ? 0 : rest
    }
  return column
}

function diagonalOf(matrix: Float64Array, size: number): number[] {
  return Array.from({ length: size }, (_, i) => matrix[i * size + i] as number)
}
