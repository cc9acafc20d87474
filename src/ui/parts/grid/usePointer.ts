/** The mouse and the finger in a grid: choosing, extending by dragging, and opening. */
import { useRef, type PointerEvent } from 'react'
import type { GridActions } from './actions.ts'
import { sameCell, type Cell } from './cursor.ts'
import type { GridHandle, GridProps } from './useGrid.ts'

export interface PointerHandle {
  readonly press: (event: PointerEvent) => void
  readonly drag: (event: PointerEvent) => void
  readonly release: () => void
  readonly click: (target: EventTarget, twice: boolean) => void
}

export function usePointer<R>(
  props: GridProps<R>,
  grid: GridHandle<R>,
  { begin }: GridActions,
): PointerHandle {
  const dragging = useRef(false)
  const { place } = grid
  const press = (event: PointerEvent): void => {
    const cell = cellOf(event.target)
    if (cell === null || event.button !== 0) return
    const again = grid.isFocused && sameCell(cell, place.cursor.active)
    const isTouch = event.pointerType === 'touch'
    if (!isTouch) event.preventDefault()
    grid.focus()
    place.engage()
    dragging.current = !isTouch
    place.select(cell, event.shiftKey ? place.cursor.anchor : cell)
    if (again && isTouch) begin(cell, null)
  }
  const drag = (event: PointerEvent): void => {
    const cell = dragging.current && event.buttons === 1 ? cellOf(event.target) : null
    if (cell !== null) place.select(cell, place.cursor.anchor)
  }
  const release = (): void => {
    dragging.current = false
  }
  /** One click opens what opens; two edit what is edited. */
  const click = (target: EventTarget, twice: boolean): void => {
    const cell = cellOf(target)
    const row = cell === null ? undefined : props.rows[cell.row]
    if (cell === null || row === undefined) return
    const opens = props.columns[cell.column]?.editing(row)?.kind === 'open'
    if (opens !== twice) begin(cell, null)
  }
  return { press, drag, release, click }
}

/** The cell at a place of the page; none inside the field of a cell that is being edited. */
export function cellOf(target: EventTarget): Cell | null {
  if (!(target instanceof Element) || target.closest('.cell-edited') !== null) return null
  const element = target.closest<HTMLElement>('[data-row]')
  return element === null
    ? null
    : { row: Number(element.dataset['row']), column: Number(element.dataset['column']) }
}
