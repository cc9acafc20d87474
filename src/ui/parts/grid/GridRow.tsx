/** One row of a grid and its cells. */
import type { ReactElement, ReactNode } from 'react'
import type { Column, RowLook } from './column.ts'

export interface BadDraft {
  readonly text: string
  readonly problem: string
}

interface GridRowProps<R> {
  readonly gridId: string
  readonly row: R
  readonly at: number
  readonly top: number
  readonly look: RowLook
  readonly columns: readonly Column<R>[]
  readonly template: string
  /** The active column, or -1 where the active cell is in another row. */
  readonly active: number
  /** The selected columns of this row; none where left is -1. */
  readonly left: number
  readonly right: number
  /** The column that is being edited, or -1, and its field. */
  readonly edited: number
  readonly editor: ReactNode
  /** Drafts of this row that could not be read, by column. */
  readonly drafts: ReadonlyMap<string, BadDraft> | undefined
}

export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row}-${column}`
}

export function GridRow<R>(props: GridRowProps<R>): ReactElement {
  const { columns, look, at, template, top } = props
  return (
    <div
      role="row"
      className={`grid-row grid-row-${look}`}
      aria-rowindex={at + 2}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
    >
      {columns.map((column, index) => (
        <GridCell key={column.id} {...props} column={column} index={index} />
      ))}
    </div>
  )
}

function GridCell<R>(
  props: GridRowProps<R> & { readonly column: Column<R>; readonly index: number },
): ReactElement {
  const { column, index, row } = props
  const draft = props.drafts?.get(column.id)
  const isEdited = index === props.edited
  const isActive = index === props.active
  const isSelected = props.left >= 0 && index >= props.left && index <= props.right
  const classes = [
    'cell',
    column.figures && 'num',
    column.stays && 'cell-stays',
    isActive && 'cell-active',
    isSelected && 'cell-selected',
    isEdited && 'cell-edited',
    draft && 'cell-bad',
  ]
  return (
    <div
      role="gridcell"
      id={cellId(props.gridId, props.at, index)}
      className={classes.filter(Boolean).join(' ')}
      aria-colindex={index + 1}
      {...(column.editing(row) === null ? { 'aria-readonly': true } : {})}
      aria-selected={isActive || isSelected}
      aria-invalid={draft ? true : undefined}
      data-row={props.at}
      data-column={index}
      title={draft?.problem}
    >
      {isEdited ? props.editor : (draft?.text ?? column.show?.(row) ?? column.text(row))}
    </div>
  )
}
