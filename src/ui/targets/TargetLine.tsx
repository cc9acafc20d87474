/** One class of the target grid: its name, weights, band in words, and where it stands. */
import type { KeyboardEvent, ReactElement, ReactNode } from 'react'
import { decimalOf } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { percentFigures, signed, unknown } from '../format.ts'
import { classColour } from '../look/classColour.ts'
import { Icon } from '../parts/Icon.tsx'
import { DriftBar } from '../plan/DriftBar.tsx'
import { markOf } from '../plan/driftSeries.ts'
import { typedPercent } from '../typed.ts'
import { CellInput } from './CellInput.tsx'
import type { Cell, Column } from './gridPlace.ts'
import type { Command } from './rowCommand.ts'
import { RowMenu } from './RowMenu.tsx'
import type { TargetRow } from './targetRows.ts'
import { keyOf, type GridState } from './useTargetGrid.ts'

export interface TargetLineProps {
  readonly document: Portfolio
  readonly row: TargetRow
  readonly at: number
  /** How far the axis of the bands reaches; null where nothing has a weight. */
  readonly reach: number | null
  /** Decimals of the weight column, the same in every row. */
  readonly places: number
  /** The column one is in, when it is in this row. */
  readonly active: Column | null
  readonly locked: boolean
  /** Are the classes below it out of sight? */
  readonly folded: boolean
  readonly grid: GridState
  readonly onKeys: (event: KeyboardEvent, cell: Cell) => void
  readonly onType: (cell: Cell, text: string) => void
  readonly onEnd: (how: 'down' | 'up' | 'next' | 'back' | 'leave' | 'cancel') => void
  readonly onCommand: (command: Command) => void
}

export function TargetLine(props: TargetLineProps): ReactElement {
  const { row, at } = props
  return (
    <div
      role="row"
      className={['target-row', !row.leaf && 'target-family', row.row === null && 'target-unmeasured']
        .filter(Boolean)
        .join(' ')}
      aria-rowindex={at + 2}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      {...(row.leaf ? {} : { 'aria-expanded': !props.folded })}
    >
      <NameCell {...props} />
      <WeightCell {...props} />
      <span role="gridcell" className="num target-whole soft">
        {percentFigures(row.whole)}
      </span>
      <BandCell {...props} />
      <Standing row={row} reach={props.reach} />
      <div role="gridcell" className="target-menu">
        <RowMenu
          row={row}
          active={props.active === 'menu'}
          locked={props.locked}
          cellKey={keyOf({ class: row.class, column: 'menu' })}
          onFocus={() => props.grid.settle({ class: row.class, column: 'menu' })}
          onKeys={(event) => props.onKeys(event, { class: row.class, column: 'menu' })}
          onCommand={props.onCommand}
        />
      </div>
    </div>
  )
}

interface FocusCellProps extends TargetLineProps {
  readonly column: Column
  readonly className: string
  readonly children: ReactNode
  readonly path: string | undefined
}

/** A cell that takes focus: it is in the tab order only while it is the active one. */
function FocusCell({ column, className, children, path, ...props }: FocusCellProps): ReactElement {
  const cell: Cell = { class: props.row.class, column }
  const isEditing = props.grid.editing?.cell.class === cell.class && props.grid.editing.cell.column === column
  const isActive = props.active === column
  const open = (): void =>
    props.onCommand(column === 'band' ? 'band' : { edit: column === 'weight' ? 'weight' : 'name' })
  return (
    <div
      role="gridcell"
      className={className}
      data-cell={keyOf(cell)}
      data-path={path}
      tabIndex={isActive && !isEditing ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && props.grid.settle(cell)}
      onClick={() => !isEditing && isActive && column !== 'band' && canEdit(props.row, column) && open()}
      onDoubleClick={() => !isEditing && canEdit(props.row, column) && open()}
      onKeyDown={(event) => event.target === event.currentTarget && props.onKeys(event, cell)}
    >
      {isEditing ? <Editor {...props} column={column} /> : children}
    </div>
  )
}

function canEdit(row: TargetRow, column: Column): boolean {
  return row.index >= 0 || column === 'weight'
}

function Editor({ column, ...props }: TargetLineProps & { readonly column: Column }): ReactElement {
  const text = props.grid.editing?.text ?? ''
  const read = column === 'weight' ? typedPercent(text) : { ok: true as const, value: text }
  return (
    <CellInput
      label={column === 'weight' ? `Weight of ${props.row.name}, %` : `Name of ${props.row.name}`}
      text={text}
      number={column === 'weight'}
      problem={read.ok ? null : read.problem}
      onType={(typed) => props.onType({ class: props.row.class, column }, typed)}
      onEnd={props.onEnd}
    />
  )
}

function NameCell(props: TargetLineProps): ReactElement {
  const { row, document } = props
  return (
    <FocusCell
      {...props}
      column="name"
      className={`target-name level-${Math.min(row.level, 6)}`}
      path={pathOf(row, '')}
    >
      {!row.leaf && (
        <button
          type="button"
          className="target-fold"
          tabIndex={-1}
          aria-label={`${props.folded ? 'Unfold' : 'Fold'} ${row.name}`}
          onClick={(event) => {
            event.stopPropagation()
            props.onCommand(props.folded ? 'unfold' : 'fold')
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <Icon name={props.folded ? 'right' : 'down'} />
        </button>
      )}
      {row.leaf && (
        <span
          className="swatch"
          aria-hidden="true"
          style={{ background: classColour(document, row.class) }}
        />
      )}
      <span className="target-label">{row.name}</span>
      {row.index < 0 && <span className="faint">no target</span>}
    </FocusCell>
  )
}

function WeightCell(props: TargetLineProps): ReactElement {
  const { row, places, grid } = props
  const unread = grid.unread.get(keyOf({ class: row.class, column: 'weight' }))
  return (
    <FocusCell {...props} column="weight" className="num target-weight" path={pathOf(row, '/weight')}>
      {props.locked && (
        <span className="target-lock">
          <Icon name="lock" />
          <span className="unseen">locked</span>
        </span>
      )}
      {unread === undefined ? (
        <span>{percentFigures(decimalOf(row.weight), places)}</span>
      ) : (
        <span className="target-unread bad">
          {unread}
          <span className="unseen"> is not a weight yet</span>
        </span>
      )}
    </FocusCell>
  )
}

function BandCell(props: TargetLineProps): ReactElement {
  const { row } = props
  const general = row.row === null ? 'measured by its classes' : row.formula
  return (
    <FocusCell {...props} column="band" className="target-band" path={pathOf(row, '/band')}>
      <button
        type="button"
        className="target-band-button"
        tabIndex={-1}
        disabled={row.index < 0}
        onClick={() => props.onCommand('band')}
      >
        <span className="unseen">Band of {row.name}: </span>
        <span>{row.row === null ? <span className="faint">no band</span> : row.interval}</span>
        <span className="target-formula">
          {row.ownBand && <span className="target-own">own </span>}
          {general}
        </span>
      </button>
    </FocusCell>
  )
}

/** Where a class is now; inner classes without a band of their own only say their weight. */
function Standing({ row, reach }: Pick<TargetLineProps, 'row' | 'reach'>): ReactElement {
  const mark = row.row === null || reach === null ? null : markOf(row.row, null)
  const look = mark === null || mark.standing === 'inside' ? '' : mark.standing
  return (
    <>
      <span role="gridcell" className="num target-now">
        {reach === null ? unknown : percentFigures(row.present)}
      </span>
      <span role="gridcell" className="target-bar">
        {mark !== null && reach !== null && <DriftBar mark={mark} reach={reach} />}
      </span>
      <span role="gridcell" className={`num target-drift ${look}`}>
        {mark !== null && signed(percentFigures(mark.drift))}
        {look !== '' && <span className="unseen"> points, {look} its band</span>}
      </span>
    </>
  )
}

function pathOf(row: TargetRow, part: string): string | undefined {
  return row.index < 0 ? undefined : `targets/${row.index}${part}`
}
