/** Building a linear system column by column, the way the solver reads it. */
import type { Program } from '../solver/quadratic.ts'

export interface ColumnSpec {
  readonly lower?: number
  readonly upper?: number
  readonly cost?: number
  readonly quadratic?: number
}

/** Collects columns; a column's index is its place in the order of adding. Flat, since there are many and they are short. */
export interface Builder {
  readonly right: number[]
  readonly columnStart: number[]
  readonly rowIndex: number[]
  readonly value: number[]
  readonly cost: number[]
  readonly quadratic: number[]
  readonly lower: number[]
  readonly upper: number[]
}

export function builder(): Builder {
  return {
    right: [],
    columnStart: [0],
    rowIndex: [],
    value: [],
    cost: [],
    quadratic: [],
    lower: [],
    upper: [],
  }
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
  for (const [row, value] of entries) addEntry(to, row, value)
  return closeColumn(to, spec.cost ?? 0, spec.lower ?? 0, spec.upper ?? Infinity, spec.quadratic ?? 0)
}

/** An entry of the column that is being added; zeros are left out. */
export function addEntry(to: Builder, row: number, value: number): void {
  if (value === 0) return
  to.rowIndex.push(row)
  to.value.push(value)
}

/** Ends the column whose entries were added last, and returns its index. */
export function closeColumn(to: Builder, cost: number, lower: number, upper: number, quadratic = 0): number {
  to.cost.push(cost)
  to.lower.push(lower)
  to.upper.push(upper)
  to.quadratic.push(quadratic)
  to.columnStart.push(to.rowIndex.length)
  return to.cost.length - 1
}

export function programOf(from: Builder): Program {
  return {
    columns: from.cost.length,
    rows: from.right.length,
    cost: Float64Array.from(from.cost),
    quadratic: Float64Array.from(from.quadratic),
    columnStart: Int32Array.from(from.columnStart),
    rowIndex: Int32Array.from(from.rowIndex),
    value: Float64Array.from(from.value),
    right: Float64Array.from(from.right),
    lower: Float64Array.from(from.lower),
    upper: Float64Array.from(from.upper),
  }
}
