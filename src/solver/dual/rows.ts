/** The sparse rows of a form: the caller's, scaled, and those that squares add, in one matrix. */

import type { Columns } from '../convex.ts'

/** Rows of which the square of what they miss is paid for; without any, no column has a start. */
export interface SoftRows extends Columns {
  readonly count: number
  readonly right: Float64Array
}

/** The largest entry of each row, by which it is divided. */
export function rowScales(rows: Columns, count: number): Float64Array {
  const scale = new Float64Array(count)
  const { index, value } = rows
  for (let p = 0; p < index.length; p++) {
    const size = Math.abs(value[p]!)
    if (size > scale[index[p]!]!) scale[index[p]!] = size
  }
  for (let i = 0; i < count; i++) if (scale[i] === 0) scale[i] = 1
  return scale
}

/** The caller's rows, scaled, followed by the soft ones, ascending within each column. */
export function joined(n: number, rows: Columns, scale: Float64Array, soft: SoftRows): Columns {
  if (soft.count === 0 && isReady(n, rows, scale))
    return { start: rows.start, index: rows.index, value: rows.value }
  const start = new Int32Array(n + 1)
  const size = rows.index.length + soft.index.length
  const index = new Int32Array(size)
  const value = new Float64Array(size)
  let at = 0
  for (let j = 0; j < n; j++) {
    const from = at
    for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++)
      at = insert(index, value, from, at, rows.index[p]!, rows.value[p]! / scale[rows.index[p]!]!)
    for (let p = soft.start[j] ?? 0; p < (soft.start[j + 1] ?? 0); p++)
      at = insert(index, value, from, at, scale.length + soft.index[p]!, soft.value[p]!)
    start[j + 1] = at
  }
  return { start, index, value }
}

/** Whether rows can be taken as they are: nothing to scale and nothing out of order. */
function isReady(n: number, { start, index }: Columns, scale: Float64Array): boolean {
  for (let i = 0; i < scale.length; i++) if (scale[i] !== 1) return false
  for (let j = 0; j < n; j++) {
    const end = start[j + 1]!
    for (let p = start[j]! + 1; p < end; p++) if (index[p - 1]! > index[p]!) return false
  }
  return true
}

function insert(
  index: Int32Array,
  value: Float64Array,
  from: number,
  end: number,
  row: number,
  entry: number,
): number {
  let at = end
  for (; at > from && index[at - 1]! > row; at--) {
    index[at] = index[at - 1]!
    value[at] = value[at - 1]!
  }
  index[at] = row
  value[at] = entry
  return end + 1
}
