/** One row of a grid and its cells. */
import { memo, type ReactElement, type ReactNode } from 'react'
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

function Row<R>(props: GridRowProps<R>): ReactElement {
  const { columns, look, at, template, top } = props
  return (
    <div
      role="row"
      className={`grid-row grid-row-${look}`}
      aria-rowindex={at + 2}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
    >
      {columns.map((column, index) => cellOf(props, column, index))}
    </div>
  )
}

/** Drawn again only when something in it changed: a letter changes one row of all in sight. */
export const GridRow = memo(Row) as typeof Row

function cellOf<R>(props: GridRowProps<R>, column: Column<R>, index: number): ReactElement {
  const { row, at } = props
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
    <Cell
      key={column.id}
      id={cellId(props.gridId, at, index)}
      looks={classes.filter(Boolean).join(' ')}
      at={at}
      index={index}
      readOnly={column.editing(row) === null}
      selected={isActive || isSelected}
      problem={draft?.problem}
    >
      {isEdited ? props.editor : (draft?.text ?? column.show?.(row) ?? column.text(row))}
    </Cell>
  )
}

interface CellProps {
  readonly id: string
  readonly looks: string
  readonly at: number
  readonly index: number
  readonly readOnly: boolean
  readonly selected: boolean
  readonly problem: string | undefined
  readonly children: ReactNode
}

/** Drawn again only when it looks different: of the hundreds in sight a letter changes a handful. */
const Cell = memo(function Cell(props: CellProps): ReactElement {
  const { id, looks, at, index, readOnly, selected, problem, children } = props
  return (
    <div
      role="gridcell"
      id={id}
      className={looks}
      aria-colindex={index + 1}
      {...(readOnly ? { 'aria-readonly': true } : {})}
      aria-selected={selected}
      aria-invalid={problem === undefined ? undefined : true}
      data-row={at}
      data-column={index}
      title={problem}
    >
      {children}
    </div>
  )
})
