/** Where one is in a grid, and how the keys move it: pure, so that every move can be tested as a table. */

export interface Cell {
  readonly row: number
  readonly column: number
}

/** The active cell, and the opposite corner of the range that is selected with it. */
export interface Cursor {
  readonly active: Cell
  readonly anchor: Cell
}

export interface Size {
  readonly rows: number
  readonly columns: number
  /** How many rows a page has. */
  readonly page: number
}

export interface Range {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export type Move =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'page-up'
  | 'page-down'
  | 'row-start'
  | 'row-end'
  | 'first'
  | 'last'
  | 'next'
  | 'previous'

export const home: Cursor = { active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } }

/** The cursor at one cell, nothing else selected. */
export function at(cell: Cell): Cursor {
  return { active: cell, anchor: cell }
}

/** The cursor after a move; extending keeps the anchor. `next` and `previous` run on over the ends of rows. */
export function moved(cursor: Cursor, move: Move, size: Size, extend = false): Cursor {
  const active = clamped(target(cursor.active, move, size), size)
  return { active, anchor: extend ? cursor.anchor : active }
}

/** Would this move leave the grid at its first or last cell? */
export function leaves(cursor: Cursor, move: Move, size: Size): boolean {
  const { row, column } = cursor.active
  if (move === 'next') return row >= size.rows - 1 && column >= size.columns - 1
  return move === 'previous' && row <= 0 && column <= 0
}

/** The cursor inside a grid that may have shrunk. */
export function within(cursor: Cursor, size: Size): Cursor {
  const active = clamped(cursor.active, size)
  const anchor = clamped(cursor.anchor, size)
  const isSame = sameCell(active, cursor.active) && sameCell(anchor, cursor.anchor)
  return isSame ? cursor : { active, anchor }
}

export function rangeOf({ active, anchor }: Cursor): Range {
  return {
    top: Math.min(active.row, anchor.row),
    bottom: Math.max(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    right: Math.max(active.column, anchor.column),
  }
}

export function isSingle(range: Range): boolean {
  return range.top === range.bottom && range.left === range.right
}

export function sameCell(a: Cell, b: Cell): boolean {
  return a.row === b.row && a.column === b.column
}

function target({ row, column }: Cell, move: Move, size: Size): Cell {
  switch (move) {
    case 'up':
      return { row: row - 1, column }
    case 'down':
      return { row: row + 1, column }
    case 'left':
      return { row, column: column - 1 }
    case 'right':
      return { row, column: column + 1 }
    case 'page-up':
      return { row: row - size.page, column }
    case 'page-down':
      return { row: row + size.page, column }
    case 'row-start':
      return { row, column: 0 }
    case 'row-end':
      return { row, column: size.columns - 1 }
    case 'first':
      return { row: 0, column: 0 }
    case 'last':
      return { row: size.rows - 1, column: size.columns - 1 }
    case 'next':
      return column < size.columns - 1 ? { row, column: column + 1 } : { row: row + 1, column: 0 }
    case 'previous':
      return column > 0 ? { row, column: column - 1 } : { row: row - 1, column: size.columns - 1 }
  }
}

function clamped(cell: Cell, size: Size): Cell {
  return {
    row: Math.max(0, Math.min(cell.row, size.rows - 1)),
    column: Math.max(0, Math.min(cell.column, size.columns - 1)),
  }
}
