/** Where one is in the target grid, and where a key leads from there. */
import type { TargetRow } from './targetRows.ts'

export const columns = ['name', 'weight', 'band', 'menu'] as const
export type Column = (typeof columns)[number]

/** A cell by its class, so that it is still the same one after rows move. */
export interface Cell {
  readonly class: string
  readonly column: Column
}

/** The cell that a key leads to, or null when the key is none of movement. */
export function cellAfter(rows: readonly TargetRow[], cell: Cell, key: string, far: boolean): Cell | null {
  const row = rows.findIndex((each) => each.class === cell.class)
  const column = columns.indexOf(cell.column)
  switch (key) {
    case 'ArrowUp':
      return cellAt(rows, far ? 0 : row - 1, column)
    case 'ArrowDown':
      return cellAt(rows, far ? rows.length - 1 : row + 1, column)
    case 'ArrowLeft':
      return cellAt(rows, row, far ? 0 : column - 1)
    case 'ArrowRight':
      return cellAt(rows, row, far ? columns.length - 1 : column + 1)
    case 'Home':
      return cellAt(rows, far ? 0 : row, 0)
    case 'End':
      return cellAt(rows, far ? rows.length - 1 : row, columns.length - 1)
    case 'PageUp':
      return cellAt(rows, row - page, column)
    case 'PageDown':
      return cellAt(rows, row + page, column)
    default:
      return null
  }
}

/** As many rows as a screen shows of a tree that a person keeps in mind. */
const page = 10

/** The cell after this one in reading order among those that can be typed into; null past the last. */
export function nextField(rows: readonly TargetRow[], cell: Cell, back: boolean): Cell | null {
  const fields = rows.flatMap((row) => fieldsOf(row).map((column) => ({ class: row.class, column })))
  const at = fields.findIndex((each) => each.class === cell.class && each.column === cell.column)
  return fields[at + (back ? -1 : 1)] ?? null
}

function fieldsOf(row: TargetRow): readonly Column[] {
  return row.index < 0 ? ['weight'] : ['name', 'weight']
}

function cellAt(rows: readonly TargetRow[], row: number, column: number): Cell | null {
  const inside = rows[Math.max(0, Math.min(rows.length - 1, row))]
  const name = columns[Math.max(0, Math.min(columns.length - 1, column))]
  return inside === undefined || name === undefined ? null : { class: inside.class, column: name }
}
