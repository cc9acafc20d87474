/** A few linear equations, of which some may say the same: those are left out. */

/** A pivot this much smaller than the largest says what others have said. */
const redundant = 1e-13

/** Gauss with full pivoting on copies; unknowns that nothing settles are zero. */
export function solveSmall(matrix: Float64Array, right: Float64Array, size: number): Float64Array {
  const a = matrix.slice()
  const b = right.slice()
  const columns = Int32Array.from({ length: size }, (_, i) => i)
  let [rank, first] = [0, 0]
  for (; rank < size; rank += 1) {
    const [row, column] = pivotOf(a, size, rank)
    const pivot = a[row * size + column]!
    if (rank === 0) first = Math.abs(pivot)
    if (!(Math.abs(pivot) > redundant * first)) break
    swapRows(a, b, size, rank, row)
    swapColumns(a, columns, size, rank, column)
    for (let r = rank + 1; r < size; r += 1) {
      const factor = a[r * size + rank]! / pivot
      for (let c = rank; c < size; c += 1) a[r * size + c]! -= factor * a[rank * size + c]!
      b[r]! -= factor * b[rank]!
    }
  }
  const x = new Float64Array(size)
  for (let r = rank - 1; r >= 0; r -= 1) {
    let sum = b[r]!
    for (let c = r + 1; c < rank; c += 1) sum -= a[r * size + c]! * x[columns[c]!]!
    x[columns[r]!] = sum / a[r * size + r]!
  }
  return x
}

function pivotOf(a: Float64Array, size: number, from: number): readonly [number, number] {
  let [row, column] = [from, from]
  for (let r = from; r < size; r += 1)
    for (let c = from; c < size; c += 1)
      if (Math.abs(a[r * size + c]!) > Math.abs(a[row * size + column]!)) [row, column] = [r, c]
  return [row, column]
}

function swapRows(a: Float64Array, b: Float64Array, size: number, one: number, other: number): void {
  for (let c = 0; c < size; c += 1) {
    const kept = a[one * size + c]!
    a[one * size + c] = a[other * size + c]!
    a[other * size + c] = kept
  }
  const kept = b[one]!
  b[one] = b[other]!
  b[other] = kept
}

function swapColumns(a: Float64Array, columns: Int32Array, size: number, one: number, other: number): void {
  for (let r = 0; r < size; r += 1) {
    const kept = a[r * size + one]!
    a[r * size + one] = a[r * size + other]!
    a[r * size + other] = kept
  }
  const kept = columns[one]!
  columns[one] = columns[other]!
  columns[other] = kept
}
