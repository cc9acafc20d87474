/** A positive semidefinite matrix as a product of as few columns as its rank asks for. */

// What is left on the diagonal below this share of its largest entry is rounding.
const nothing = 1e-15

/** Q = L L' by Cholesky with the largest remaining pivot first; `lower` is p x rank, row by row. O(p^2 rank). */
export function pivotedCholesky(matrix: Float64Array, p: number): { rank: number; lower: Float64Array } {
  const columns: Float64Array[] = []
  const left = Float64Array.from({ length: p }, (_, i) => matrix[i * p + i]!)
  const least = nothing * p * left.reduce((most, x) => Math.max(most, x), 0)
  for (;;) {
    let pivot = 0
    for (let i = 1; i < p; i++) if (left[i]! > left[pivot]!) pivot = i
    if (columns.length === p || !(left[pivot]! > least)) break
    columns.push(nextColumn(matrix, p, pivot, columns, left))
  }
  const rank = columns.length
  const lower = new Float64Array(p * rank)
  columns.forEach((column, c) => column.forEach((x, i) => (lower[i * rank + c] = x)))
  return { rank, lower }
}

function nextColumn(
  matrix: Float64Array,
  p: number,
  pivot: number,
  columns: readonly Float64Array[],
  left: Float64Array,
): Float64Array {
  const column = matrix.slice(pivot * p, pivot * p + p)
  for (const earlier of columns) {
    const factor = earlier[pivot]!
    for (let i = 0; i < p; i++) column[i]! -= factor * earlier[i]!
  }
  const root = Math.sqrt(left[pivot]!)
  for (let i = 0; i < p; i++) {
    column[i] = left[i]! > 0 ? column[i]! / root : 0
    left[i]! -= column[i]! * column[i]!
  }
  column[pivot] = root
  left[pivot] = 0
  return column
}
