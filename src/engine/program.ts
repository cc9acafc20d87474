/** Building a linear system column by column, the way the solver reads it. */
import type { Program } from '../solver/quadratic.ts'

interface Column {
  readonly cost: number
  readonly quadratic: number
  readonly lower: number
  readonly upper: number
  readonly rows: readonly number[]
  readonly values: readonly number[]
}

export interface ColumnSpec {
  readonly lower?: number
  readonly upper?: number
  readonly cost?: number
  readonly quadratic?: number
}

/** Collects columns; a column's index is its place in the order of adding. */
export interface Builder {
  readonly right: number[]
  readonly columns: Column[]
}

export function builder(): Builder {
  return { right: [], columns: [] }
}

/** Adds an equality row with this right-hand side and returns its index. */
export function addRow(to: Builder, right = 0): number {
  to.right.push(right)
  return to.right.length - 1
}

/** Adds a column with its entries by row; lower bound 0 and upper bound infinity unless said. */
export function addColumn(
  to: Builder,
  entries: readonly (readonly [number, number])[],
  spec: ColumnSpec = {},
): number {
  const kept = entries.filter(([, value]) => value !== 0)
  to.columns.push({
    cost: spec.cost ?? 0,
    quadratic: spec.quadratic ?? 0,
    lower: spec.lower ?? 0,
    upper: spec.upper ?? Infinity,
    rows: kept.map(([row]) => row),
    values: kept.map(([, value]) => value),
  })
  return to.columns.length - 1
}

export function programOf(from: Builder): Program {
  const { columns } = from
  const columnStart = new Int32Array(columns.length + 1)
  columns.forEach((column, at) => {
    columnStart[at + 1] = (columnStart[at] ?? 0) + column.rows.length
  })
  return {
    columns: columns.length,
    rows: from.right.length,
    cost: Float64Array.from(columns, (each) => each.cost),
    quadratic: Float64Array.from(columns, (each) => each.quadratic),
    columnStart,
    rowIndex: Int32Array.from(columns.flatMap((each) => each.rows)),
    value: Float64Array.from(columns.flatMap((each) => each.values)),
    right: Float64Array.from(from.right),
    lower: Float64Array.from(columns, (each) => each.lower),
    upper: Float64Array.from(columns, (each) => each.upper),
  }
}
