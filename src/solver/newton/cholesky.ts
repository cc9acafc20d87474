/** Sparse L D L' of a symmetric quasi-definite matrix: analysed once, factored at every Newton step. */

/** The upper triangle in compressed columns, row numbers ascending, the diagonal last in each column. */
export interface Upper {
  readonly size: number
  readonly start: Int32Array
  readonly index: Int32Array
  readonly value: Float64Array
}

export interface Factor {
  readonly size: number
  readonly columnStart: Int32Array // of L, without its unit diagonal
  readonly rowOf: Int32Array
  readonly value: Float64Array
  readonly patternStart: Int32Array // of the rows of L: which columns meet row k, ascending
  readonly pattern: Int32Array
  readonly pivot: Float64Array
  readonly found: Float64Array // the pivots as found, before any was replaced
  readonly work: Float64Array
  readonly filled: Int32Array
}

// A pivot below this share of its own diagonal is what rounding leaves of a dependent row.
const dependent = 2e-15
// Such a pivot becomes this share of its diagonal (or of one, for a row that only kept columns meet): the row's unknown
// stays small where the rows agree, and refinement removes what the change disturbs.
const replaced = 1e-8

/** Finds the pattern of L from the elimination tree (Liu 1990; Davis, "Direct Methods for Sparse Linear Systems", 4). */
export function analyse(a: Upper): Factor {
  const { size } = a
  const { patternStart, pattern } = rowPatterns(a)
  const columnStart = new Int32Array(size + 1)
  for (const column of pattern) columnStart[column + 1]!++
  for (let i = 0; i < size; i++) columnStart[i + 1]! += columnStart[i]!
  const next = columnStart.slice()
  const rowOf = new Int32Array(pattern.length)
  for (let k = 0; k < size; k++)
    for (let p = patternStart[k]!; p < patternStart[k + 1]!; p++) rowOf[next[pattern[p]!]!++] = k
  return {
    size,
    columnStart,
    rowOf,
    value: new Float64Array(pattern.length),
    patternStart,
    pattern,
    pivot: new Float64Array(size),
    found: new Float64Array(size),
    work: new Float64Array(size),
    filled: new Int32Array(size),
  }
}

/** Row k of L: everything reached from the entries of column k of A by climbing the elimination tree. */
function rowPatterns(a: Upper): { patternStart: Int32Array; pattern: Int32Array } {
  const { size } = a
  const parent = new Int32Array(size).fill(-1)
  const mark = new Int32Array(size).fill(-1)
  const patternStart = new Int32Array(size + 1)
  const all: number[] = []
  for (let k = 0; k < size; k++) {
    mark[k] = k
    const row: number[] = []
    for (let p = a.start[k]!; p < a.start[k + 1]! - 1; p++)
      for (let i = a.index[p]!; mark[i] !== k; i = parent[i]!) {
        if (parent[i] === -1) parent[i] = k
        mark[i] = k
        row.push(i)
      }
    row.sort((x, y) => x - y)
    for (const i of row) all.push(i)
    patternStart[k + 1] = all.length
  }
  return { patternStart, pattern: Int32Array.from(all) }
}

/** Up-looking factorisation, row by row. sign[k] is the sign the k-th pivot must have. */
export function factorise(factor: Factor, a: Upper, sign: Int8Array): void {
  const { columnStart, rowOf, value, patternStart, pattern, pivot, found, work, filled } = factor
  for (let k = 0; k < factor.size; k++) {
    filled[k] = columnStart[k]!
    const last = a.start[k + 1]! - 1
    for (let p = a.start[k]!; p < last; p++) work[a.index[p]!] = a.value[p]!
    let diagonal = a.value[last]!
    const rowEnd = patternStart[k + 1]!
    for (let t = patternStart[k]!; t < rowEnd; t++) {
      const i = pattern[t]!
      const y = work[i]!
      work[i] = 0
      const end = filled[i]!
      for (let p = columnStart[i]!; p < end; p++) work[rowOf[p]!]! -= value[p]! * y
      const entry = y / pivot[i]!
      diagonal -= entry * y
      value[end] = entry
      filled[i] = end + 1
    }
    found[k] = diagonal
    pivot[k] = safePivot(diagonal, a.value[last]!, sign[k]!)
  }
}

function safePivot(found: number, original: number, sign: number): number {
  if (found * sign > dependent * Math.abs(original)) return found
  return sign * replaced * (original === 0 ? 1 : Math.abs(original))
}

/** Overwrites x with the solution of L D L' x = x. */
export function substitute(factor: Factor, x: Float64Array): void {
  const { size, columnStart, rowOf, value, pivot } = factor
  for (let i = 0; i < size; i++) {
    const xi = x[i]!
    if (xi === 0) continue
    const end = columnStart[i + 1]!
    for (let p = columnStart[i]!; p < end; p++) x[rowOf[p]!]! -= value[p]! * xi
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i]! / pivot[i]!
    const end = columnStart[i + 1]!
    for (let p = columnStart[i]!; p < end; p++) sum -= value[p]! * x[rowOf[p]!]!
    x[i] = sum
  }
}
