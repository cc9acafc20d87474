/** A sparse matrix in compressed columns, and the two products every method here needs. */

export interface Matrix {
  readonly rows: number
  readonly columns: number
  /** Column j owns the entries start[j] .. start[j+1]-1. Length columns + 1. */
  readonly start: Int32Array
  readonly index: Int32Array
  readonly value: Float64Array
}

/** out += scale * A x */
export function addProduct(a: Matrix, x: Float64Array, scale: number, out: Float64Array): void {
  for (let j = 0; j < a.columns; j++) {
    const factor = scale * x[j]!
    if (factor === 0) continue
    const end = a.start[j + 1]!
    for (let p = a.start[j]!; p < end; p++) out[a.index[p]!]! += a.value[p]! * factor
  }
}

/** (A' y)_j, the product of one column with a vector over the rows. */
export function columnDot(a: Matrix, j: number, y: Float64Array): number {
  let sum = 0
  const end = a.start[j + 1]!
  for (let p = a.start[j]!; p < end; p++) sum += a.value[p]! * y[a.index[p]!]!
  return sum
}

/** out += scale * A' y */
export function addTransposed(a: Matrix, y: Float64Array, scale: number, out: Float64Array): void {
  for (let j = 0; j < a.columns; j++) out[j]! += scale * columnDot(a, j, y)
}

/** For each row, the entries (positions into index/value) and columns it meets, in column order. */
export interface RowView {
  readonly start: Int32Array
  readonly column: Int32Array
  readonly entry: Int32Array
}

export function rowsOf(a: Matrix): RowView {
  const start = new Int32Array(a.rows + 1)
  const nonzeros = a.start[a.columns]!
  for (let p = 0; p < nonzeros; p++) start[a.index[p]! + 1]!++
  for (let i = 0; i < a.rows; i++) start[i + 1]! += start[i]!
  const next = start.slice()
  const column = new Int32Array(nonzeros)
  const entry = new Int32Array(nonzeros)
  for (let j = 0; j < a.columns; j++)
    for (let p = a.start[j]!; p < a.start[j + 1]!; p++) {
      const slot = next[a.index[p]!]!++
      column[slot] = j
      entry[slot] = p
    }
  return { start, column, entry }
}

export function largest(x: Float64Array): number {
  let most = 0
  for (const value of x) most = Math.max(most, Math.abs(value))
  return most
}

export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!
  return sum
}
