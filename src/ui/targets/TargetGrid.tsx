/** The tree of classes as a grid that the keyboard alone can edit: arrows move, typing replaces, Enter and F2 edit. */
import { lazy, Suspense, useEffect, useMemo, useState, type KeyboardEvent, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { decimalOf } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { endGesture } from '../../state/portfolio.ts'
import { markOf, reachOf } from '../plan/driftSeries.ts'
import { useWanted } from '../plan/goTo.ts'
import { typedPercent, type Typed } from '../typed.ts'
import { idAfterRename } from './edits.ts'
import { familiesAbove, fold, foldStore, rowsInSight, unfold } from './folds.ts'
import { cellAfter, nextField, type Cell } from './gridPlace.ts'
import { lockStore, toggleLock } from './locks.ts'
import * as actions from './targetActions.ts'
import { TargetLine } from './TargetLine.tsx'
import type { TargetRow } from './targetRows.ts'
import { foldCommand, rowCommand, type Command, type Edit } from './rowCommand.ts'
import { useTargetGrid, type GridState } from './useTargetGrid.ts'

const BandDialog = lazy(async () => ({ default: (await import('./BandDialog.tsx')).BandDialog }))
const PreferenceDialog = lazy(async () => ({
  default: (await import('./PreferenceDialog.tsx')).PreferenceDialog,
}))

interface TargetGridProps {
  readonly document: Portfolio
  readonly rows: readonly TargetRow[]
  /** Is there something to weigh? Without it nothing has a weight to show. */
  readonly weighs: boolean
}

export function TargetGrid({ document, rows: all, weighs }: TargetGridProps): ReactElement {
  const folded = useStore(foldStore, (state) => state.classes)
  const rows = useMemo(() => rowsInSight(all, folded), [all, folded])
  useUnfoldWanted(all)
  const grid = useTargetGrid()
  const locked = useStore(lockStore, (state) => state.classes)
  const [opened, open] = useState<Opened | null>(null)
  const marks = all.flatMap((row) => (row.row === null ? [] : [markOf(row.row, null)]))
  const reach = weighs ? reachOf(marks) : null
  const places = Math.max(
    0,
    ...all.map((row) => Math.min(4, decimalOf(row.weight).times(100).decimalPlaces())),
  )
  const run = (command: Command, row: TargetRow): void => {
    if (command === 'band' || command === 'prefer') open({ kind: command, id: row.class })
    else runCommand(command, row, { document, rows, grid })
  }
  const active = grid.active ?? { class: rows[0]?.class ?? '', column: 'name' as const }
  return (
    <>
      <div
        ref={grid.place}
        role="treegrid"
        aria-label="Targets"
        className="targets"
        aria-rowcount={rows.length + 1}
      >
        <Head />
        {rows.map((row, at) => (
          <TargetLine
            key={row.class}
            document={document}
            row={row}
            at={at}
            reach={reach}
            places={places}
            active={active.class === row.class ? active.column : null}
            locked={locked.has(row.class)}
            folded={folded.has(row.class)}
            grid={grid}
            onKeys={(event, cell) => keys(event, cell, row, { document, rows, grid }, run)}
            onType={(cell, text) => typeInto(cell, text, row, { document, rows, grid })}
            onEnd={(next) => endEditing(row, next, { document, rows, grid })}
            onCommand={(command) => run(command, row)}
          />
        ))}
      </div>
      {opened !== null && (
        <Suspense fallback={null}>
          {opened.kind === 'band' ? (
            <BandDialog document={document} id={opened.id} onClose={() => open(null)} />
          ) : (
            <PreferenceDialog document={document} id={opened.id} onClose={() => open(null)} />
          )}
        </Suspense>
      )}
    </>
  )
}

/** The dialog of a class that is open. */
interface Opened {
  readonly kind: 'band' | 'prefer'
  readonly id: string
}

/** What a problem names must not stay folded away. */
function useUnfoldWanted(rows: readonly TargetRow[]): void {
  const path = useWanted()
  useEffect(() => {
    const [list, index] = path?.split('/') ?? []
    const row = list === 'targets' ? rows.find((each) => each.index === Number(index)) : undefined
    if (row !== undefined) unfold(familiesAbove(rows, row.class))
  }, [path, rows])
}

function Head(): ReactElement {
  return (
    <div role="row" className="target-row target-head" aria-rowindex={1}>
      <span role="columnheader">Class</span>
      <span role="columnheader" className="num">
        Weight, %
      </span>
      <span role="columnheader" className="num target-whole">
        Of all, %
      </span>
      <span role="columnheader" className="target-band">
        Band
      </span>
      <span role="columnheader" className="num target-now">
        Now, %
      </span>
      <span role="columnheader" className="target-bar">
        Within its band
      </span>
      <span role="columnheader" className="num target-drift">
        Drift, pts
      </span>
      <span role="columnheader">
        <span className="unseen">Actions</span>
      </span>
    </div>
  )
}

interface Around {
  readonly document: Portfolio
  readonly rows: readonly TargetRow[]
  readonly grid: GridState
}

/** What a draft means for its cell: a fraction for a weight, a name for a class; an empty name changes nothing. */
function readDraft(cell: Cell, text: string, row: TargetRow): Typed<string> {
  if (cell.column === 'weight') return typedPercent(text)
  return { ok: true, value: text.trim() || row.name }
}

/** Every readable weight acts while it is typed; a name waits for its end, since the id may follow it. */
function typeInto(cell: Cell, text: string, row: TargetRow, { document, grid }: Around): void {
  grid.type(text)
  const read = readDraft(cell, text, row)
  if (cell.column === 'weight' && read.ok) actions.writeWeight(document, row.class, read.value)
}

type End = 'down' | 'up' | 'next' | 'back' | 'stay' | 'leave' | 'cancel'

function endEditing(row: TargetRow, how: End, around: Around): void {
  const { document, rows, grid } = around
  const draft = grid.editing
  if (draft === null) return
  endGesture()
  if (how === 'cancel') {
    if (draft.cell.column === 'weight' && draft.before !== null)
      actions.writeWeight(document, row.class, draft.before)
    endGesture()
    grid.giveUp()
    return
  }
  const read = readDraft(draft.cell, draft.text, row)
  const renamed = draft.cell.column === 'name' && read.ok && read.value.trim() !== row.name
  if (renamed) actions.writeName(row.class, read.value)
  const here = renamed ? { ...draft.cell, class: idAfterRename(document, row.class, read.value) } : draft.cell
  grid.end(read, how === 'leave' ? null : (cellOf(rows, draft.cell, how) ?? here), here)
}

function cellOf(rows: readonly TargetRow[], cell: Cell, how: End): Cell | null {
  switch (how) {
    case 'down':
      return otherThan(cell, cellAfter(rows, cell, 'ArrowDown', false))
    case 'up':
      return otherThan(cell, cellAfter(rows, cell, 'ArrowUp', false))
    case 'next':
      return nextField(rows, cell, false)
    case 'back':
      return nextField(rows, cell, true)
    default:
      return null
  }
}

function otherThan(cell: Cell, next: Cell | null): Cell | null {
  return next?.class === cell.class ? null : next
}

/** Keys on a cell that is not being edited. */
function keys(
  event: KeyboardEvent,
  cell: Cell,
  row: TargetRow,
  around: Around,
  run: (command: Command, row: TargetRow) => void,
): void {
  const folded = foldStore.getState().classes.has(row.class)
  const command = foldCommand(event, cell, row, folded) ?? rowCommand(event, cell, row)
  const next =
    command === null && !event.altKey
      ? cellAfter(around.rows, cell, event.key, event.ctrlKey || event.metaKey)
      : null
  if (command === null && next === null) return
  event.preventDefault()
  if (next !== null) around.grid.go(next)
  else if (command !== null) run(command, row)
}

function runCommand(
  command: Exclude<Command, 'band' | 'prefer'>,
  row: TargetRow,
  { document, rows, grid }: Around,
): void {
  const here = (column: Cell['column']): Cell => ({ class: row.class, column })
  if (typeof command === 'object') {
    beginEditing(command, row, { document, rows, grid })
    return
  }
  switch (command) {
    case 'fold':
      fold(row.class)
      return
    case 'unfold':
      unfold([row.class])
      return
    case 'to-parent':
      if (row.parent !== null) grid.go({ class: row.parent, column: 'name' })
      return
    case 'lock':
      toggleLock(row.class)
      return
    case 'zero':
      actions.writeWeight(document, row.class, '0')
      return
    case 'add':
    case 'add-inside': {
      const id = actions.addTo(document, command === 'add' ? row.parent : row.class)
      if (command === 'add-inside') unfold([row.class])
      grid.begin({ class: id, column: 'name' }, '', null)
      return
    }
    case 'remove': {
      const others = rows.filter((each) => each.class !== row.class)
      const next = others[Math.min(rows.indexOf(row), others.length - 1)]
      actions.remove(document, row.class)
      if (next) grid.go({ class: next.class, column: 'name' })
      return
    }
    default: {
      actions.move(document, row.class, command)
      const above = command === 'in' ? siblingAbove(rows, row) : undefined
      if (above !== undefined) unfold([above])
      grid.go(here('name'))
    }
  }
}

/** The class that a class is moved into. */
function siblingAbove(rows: readonly TargetRow[], row: TargetRow): string | undefined {
  return rows.find((each) => each.parent === row.parent && each.position === row.position - 1)?.class
}

/** A figure that replaces a weight acts as soon as it is typed. */
function beginEditing(command: Edit, row: TargetRow, { document, grid }: Around): void {
  const cell: Cell = { class: row.class, column: command.edit }
  grid.begin(cell, command.text ?? textOfCell(row, command, grid), row.weight)
  const read = command.text === undefined ? null : readDraft(cell, command.text, row)
  if (command.edit === 'weight' && read?.ok) actions.writeWeight(document, row.class, read.value)
}

function textOfCell(row: TargetRow, command: { readonly edit: 'name' | 'weight' }, grid: GridState): string {
  const unread = grid.unread.get(`${command.edit} ${row.class}`)
  if (unread !== undefined) return unread
  return command.edit === 'name' ? row.name : actions.percentToEdit(decimalOf(row.weight))
}
