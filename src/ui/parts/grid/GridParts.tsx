/** The head of a grid, its rows in sight, and the field of the cell that is being edited. */
import type { ReactElement } from 'react'
import type { GridActions } from './actions.ts'
import { CellEditor } from './CellEditor.tsx'
import type { Column } from './column.ts'
import { isSingle } from './cursor.ts'
import { GridRow } from './GridRow.tsx'
import { tracksOf } from './template.ts'
import type { GridHandle, GridProps } from './useGrid.ts'

interface PartProps<R> {
  readonly props: GridProps<R>
  readonly grid: GridHandle<R>
  readonly actions: GridActions
}

export function GridHead<R>({ columns }: { readonly columns: readonly Column<R>[] }): ReactElement {
  return (
    <div role="rowgroup" className="grid-head">
      <div
        role="row"
        className="grid-row-head"
        aria-rowindex={1}
        style={{ gridTemplateColumns: tracksOf(columns) }}
      >
        {columns.map((column, index) => (
          <div role="columnheader" key={column.id} className={headClass(column)} aria-colindex={index + 1}>
            {column.title}
            {column.unit !== undefined && <span className="head-unit"> {column.unit}</span>}
          </div>
        ))}
      </div>
    </div>
  )
}

function headClass<R>({ figures, stays }: Column<R>): string {
  return ['head', figures && 'num', stays && 'cell-stays'].filter(Boolean).join(' ')
}

export function GridBody<R>(parts: PartProps<R>): ReactElement {
  const { rows } = parts.props
  const { sight, place, rowHeight } = parts.grid
  const indexes = drawn(sight.first, sight.end, place.cursor.active.row, rows.length)
  const template = tracksOf(parts.props.columns)
  return (
    <div role="rowgroup" className="grid-body" style={{ height: rows.length * rowHeight }}>
      {indexes.map((at) => {
        const row = rows[at]
        return row === undefined ? null : (
          <BodyRow key={parts.props.keyOf(row)} {...parts} row={row} at={at} template={template} />
        )
      })}
    </div>
  )
}

/** The rows in sight, and always the one with the active cell: the grid's focus refers to it. */
function drawn(first: number, end: number, active: number, count: number): number[] {
  const inSight = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at)
  if (active >= count || (active >= first && active < end)) return inSight
  return active < first ? [active, ...inSight] : [...inSight, active]
}

interface BodyRowProps<R> extends PartProps<R> {
  readonly row: R
  readonly at: number
  readonly template: string
}

function BodyRow<R>(parts: BodyRowProps<R>): ReactElement {
  const { props, grid, row, at, template } = parts
  const { cursor, range } = grid.place
  const { editing, drafts } = grid.hand
  const isIn = at >= range.top && at <= range.bottom && !isSingle(range)
  const isEdited = at === editing?.row
  return (
    <GridRow
      gridId={grid.id}
      row={row}
      at={at}
      top={at * grid.rowHeight}
      look={props.lookOf?.(row) ?? 'plain'}
      columns={props.columns}
      template={template}
      active={at === cursor.active.row ? cursor.active.column : -1}
      left={isIn ? range.left : -1}
      right={isIn ? range.right : -1}
      edited={isEdited ? editing.column : -1}
      editor={isEdited ? <ActiveEditor {...parts} /> : null}
      drafts={drafts.get(props.keyOf(row))}
    />
  )
}

function ActiveEditor<R>({
  props,
  grid,
  actions,
  row,
}: PartProps<R> & { readonly row: R }): ReactElement | null {
  const { editing, change } = grid.hand
  const column = props.columns[editing?.column ?? -1]
  const way = column?.editing(row)
  if (editing === null || column === undefined || !way || way.kind === 'open') return null
  return (
    <CellEditor
      label={column.title}
      editing={way}
      draft={editing.draft}
      problem={editing.problem}
      figures={column.figures === true}
      above={editing.row > 1}
      onDraft={way.kind === 'choose' ? (draft) => actions.finish(draft, 'stay') : change}
      onDone={actions.finish}
      onCancel={actions.giveUp}
    />
  )
}
