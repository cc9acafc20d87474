/** What a grid knows while it is used: where one is, what is in sight, what is being edited, whether it has the focus. */
import { useId, useRef, useState, type RefObject } from 'react'
import { useMedia } from '../../shell/wide.ts'
import type { CellPlace, Column, RowLook } from './column.ts'
import { useRowsInSight, type Sight } from './rowsInSight.ts'
import { useCursor, type CursorHandle } from './useCursor.ts'
import { useEditing, type EditingHandle, type Writing } from './useEditing.ts'

export interface GridProps<R> extends Writing<R> {
  readonly label: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R) => string
  readonly lookOf?: (row: R) => RowLook
  readonly clear: (places: readonly CellPlace<R>[]) => void
  readonly paste: (place: CellPlace<R>, text: string) => void
  readonly copyText: (cells: readonly (readonly string[])[]) => string
  /** A cell is being edited from now on, or no longer: what follows from each letter may then take a moment. */
  readonly onTyping?: (isTyping: boolean) => void
  /** Opens what an `open` cell stands for. */
  readonly open?: (place: CellPlace<R>) => void
}

export interface GridHandle<R> {
  readonly id: string
  readonly box: RefObject<HTMLDivElement | null>
  readonly table: RefObject<HTMLDivElement | null>
  readonly rowHeight: number
  readonly sight: Sight
  readonly place: CursorHandle
  readonly hand: EditingHandle<R>
  readonly isFocused: boolean
  readonly setFocused: (isFocused: boolean) => void
  readonly focus: () => void
}

const rowHeights = { fine: 32, coarse: 40 }
const headHeight = 30

export function useGrid<R>(props: GridProps<R>): GridHandle<R> {
  const { columns, rows } = props
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLDivElement>(null)
  const rowHeight = useMedia('(pointer: coarse)') ? rowHeights.coarse : rowHeights.fine
  const sight = useRowsInSight(box, rowHeight, headHeight, rows.length)
  const size = { rows: rows.length, columns: columns.length, page: sight.page }
  const place = useCursor(box, columns, size, rowHeight, headHeight)
  const hand = useEditing<R>(props, rows.length, props.onTyping)
  const [isFocused, setFocused] = useState(false)
  const focus = (): void => table.current?.focus({ preventScroll: true })
  return { id, box, table, rowHeight, sight, place, hand, isFocused, setFocused, focus }
}
