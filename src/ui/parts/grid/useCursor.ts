/** Where one is in a grid, kept inside it as rows come and go, and always brought into sight. */
import { useRef, useState, type RefObject } from 'react'
import type { Column } from './column.ts'
import {
  at,
  home,
  leaves,
  moved,
  rangeOf,
  within,
  type Cell,
  type Cursor,
  type Move,
  type Range,
  type Size,
} from './cursor.ts'
import { reveal } from './template.ts'

export interface CursorHandle {
  readonly cursor: Cursor
  readonly range: Range
  /** False where the move would leave the grid, or where nobody has begun to use it and Tab should pass through. */
  readonly move: (move: Move, extend: boolean) => boolean
  readonly select: (active: Cell, anchor?: Cell) => void
  readonly all: () => void
  /** The next Tab leaves the grid. */
  readonly rest: () => void
  readonly engage: () => void
}

export function useCursor<R>(
  box: RefObject<HTMLElement | null>,
  columns: readonly Column<R>[],
  size: Size,
  height: number,
  head: number,
): CursorHandle {
  const [kept, keep] = useState<Cursor>(home)
  const engaged = useRef(false)
  const cursor = within(kept, size)
  const move = (wanted: Move, extend: boolean): boolean => {
    const isTab = wanted === 'next' || wanted === 'previous'
    if (isTab && (!engaged.current || leaves(cursor, wanted, size))) return false
    engaged.current = true
    const next = moved(cursor, wanted, size, extend)
    keep(next)
    reveal(box.current, next.active, columns, height, head)
    return true
  }
  return {
    cursor,
    range: rangeOf(cursor),
    move,
    select: (active, anchor = active) => keep({ active, anchor }),
    all: () =>
      keep({ active: { row: size.rows - 1, column: size.columns - 1 }, anchor: { row: 0, column: 0 } }),
    rest: () => {
      engaged.current = false
      keep(at(cursor.active))
    },
    engage: () => {
      engaged.current = true
    },
  }
}
