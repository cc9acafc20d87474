/** How wide a grid's columns are. */
import type { Column } from './column.ts'

/** The tracks of a CSS grid: fixed widths, and growing columns sharing what is left. */
export function tracksOf<R>(columns: readonly Column<R>[]): string {
  return columns
    .map((each) => (each.grow === undefined ? `${each.width}px` : `minmax(${each.width}px, ${each.grow}fr)`))
    .join(' ')
}

/** The least width of the whole grid in pixels. */
export function leastWidth<R>(columns: readonly Column<R>[]): number {
  return columns.reduce((sum, each) => sum + each.width, 0)
}

export interface Place {
  readonly row: number
  readonly column: number
}

/** Scrolls as little as needed to have the cell in sight, beside the first column and under the head, which stay. */
export function reveal<R>(
  box: HTMLElement | null,
  cell: Place,
  columns: readonly Column<R>[],
  height: number,
  head: number,
): void {
  if (box === null) return
  const top = cell.row * height
  const seen = box.clientHeight - head
  if (top < box.scrollTop) box.scrollTop = top
  else if (top + height > box.scrollTop + seen) box.scrollTop = top + height - seen
  const first = columns[0]?.width ?? 0
  const left = leastWidth(columns.slice(0, cell.column))
  const width = columns[cell.column]?.width ?? 0
  if (left - first < box.scrollLeft) box.scrollLeft = Math.max(0, left - first)
  else if (left + width > box.scrollLeft + box.clientWidth) box.scrollLeft = left + width - box.clientWidth
}
