/** An editable grid that behaves like a spreadsheet and draws only the rows in sight. */
import type { FocusEvent, ReactElement } from 'react'
import { gridActions } from './actions.ts'
import { GridBody, GridHead } from './GridParts.tsx'
import { cellId } from './GridRow.tsx'
import { leastWidth } from './template.ts'
import { useGrid, type GridProps } from './useGrid.ts'
import { cellOf, usePointer } from './usePointer.ts'

export function Grid<R>(props: GridProps<R>): ReactElement {
  const { columns, rows } = props
  const grid = useGrid(props)
  const actions = gridActions(props, grid)
  const pointer = usePointer(props, grid, actions)
  const { id, place, table } = grid
  const { row, column } = place.cursor.active
  const blur = (event: FocusEvent): void => {
    if (event.target !== table.current) return
    grid.setFocused(false)
    if (!table.current?.contains(event.relatedTarget)) place.rest()
  }
  const focus = (event: FocusEvent): void => {
    const cell = cellOf(event.target)
    if (event.target === table.current) grid.setFocused(true)
    // What is gone to from elsewhere hands the focus to the grid, which is then at its cell.
    else if (cell !== null && event.target.hasAttribute('data-path')) {
      grid.focus()
      place.select(cell)
    }
  }
  return (
    <>
      <p id={`${id}-keys`} className="unseen">
        Arrow keys move, Enter or F2 edits, Delete clears, Shift extends, Escape and then Tab leaves.
      </p>
      <div
        ref={grid.box}
        className={grid.isFocused || grid.hand.editing !== null ? 'grid grid-used' : 'grid'}
      >
        <div
          ref={table}
          role="grid"
          className="grid-table"
          style={{ minWidth: leastWidth(columns) }}
          aria-label={props.label}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length}
          aria-multiselectable="true"
          aria-activedescendant={rows.length > 0 ? cellId(id, row, column) : undefined}
          aria-describedby={`${id}-keys`}
          tabIndex={0}
          onFocus={focus}
          onBlur={blur}
          onKeyDown={actions.keys}
          onCopy={(event) => actions.copy(event, false)}
          onCut={(event) => actions.copy(event, true)}
          onPaste={actions.paste}
          onPointerDown={pointer.press}
          onPointerOver={pointer.drag}
          onPointerUp={pointer.release}
          onClick={(event) => pointer.click(event.target, false)}
          onDoubleClick={(event) => pointer.click(event.target, true)}
        >
          <GridHead columns={columns} />
          <GridBody props={props} grid={grid} actions={actions} />
        </div>
      </div>
    </>
  )
}
