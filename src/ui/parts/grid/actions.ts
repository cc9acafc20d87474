/** What can be done in a grid by keys and through the clipboard. */
import type { ClipboardEvent, KeyboardEvent } from 'react'
import type { Option } from '../Choice.tsx'
import type { Leave } from './CellEditor.tsx'
import { commandOf, type Command } from './commands.ts'
import type { Cell } from './cursor.ts'
import type { GridHandle, GridProps } from './useGrid.ts'

export interface GridActions {
  /** Edits a cell, from what is in it or from the letter that replaces it. */
  readonly begin: (cell: Cell, replace: string | null) => void
  readonly finish: (draft: string, leave: Leave) => void
  readonly giveUp: () => void
  readonly keys: (event: KeyboardEvent) => void
  readonly copy: (event: ClipboardEvent, alsoClear: boolean) => void
  readonly paste: (event: ClipboardEvent) => void
}

export function gridActions<R>(props: GridProps<R>, grid: GridHandle<R>): GridActions {
  const { place, hand } = grid
  const begin = (cell: Cell, replace: string | null): void => beginAt(props, grid, cell, replace)
  const finish = (draft: string, leave: Leave): void => {
    if (!hand.finish(draft, leave !== 'stay') || leave === 'stay') return
    grid.focus()
    place.move(leave, false)
  }
  const giveUp = (): void => {
    hand.cancel()
    grid.focus()
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.target !== grid.table.current || event.nativeEvent.isComposing) return
    const command = commandOf(event)
    if (command !== null && run(props, grid, begin, command)) event.preventDefault()
  }
  const copy = (event: ClipboardEvent, alsoClear: boolean): void => {
    if (hand.editing !== null) return
    event.clipboardData.setData('text/plain', props.copyText(selectedTexts(props, grid)))
    event.preventDefault()
    if (alsoClear) clearSelected(props, grid)
  }
  const paste = (event: ClipboardEvent): void => {
    const row = props.rows[place.range.top]
    const column = props.columns[place.range.left]
    if (hand.editing !== null || row === undefined || column === undefined) return
    event.preventDefault()
    props.paste({ row, column: column.id }, event.clipboardData.getData('text/plain'))
  }
  return { begin, finish, giveUp, keys, copy, paste }
}

function beginAt<R>(
  props: GridProps<R>,
  { hand, place }: GridHandle<R>,
  cell: Cell,
  replace: string | null,
): void {
  const row = props.rows[cell.row]
  const column = props.columns[cell.column]
  if (row === undefined || column === undefined) return
  place.engage()
  const way = column.editing(row)
  if (way?.kind === 'open') props.open?.({ row, column: column.id })
  else if (way !== null) {
    const draft = way.kind === 'choose' ? firstWith(way.options, replace) : replace
    hand.begin(cell.row, cell.column, row, props.keyOf(row), column, draft)
  }
}

/** Typing a letter on a list chooses the first entry that begins with it. */
function firstWith(options: readonly Option<string>[], typed: string | null): string | null {
  if (typed === null) return null
  const letter = typed.toLowerCase()
  return options.find((option) => option.label.toLowerCase().startsWith(letter))?.value ?? null
}

/** Does what a key asks for; false leaves the key to the browser. */
function run<R>(
  props: GridProps<R>,
  grid: GridHandle<R>,
  begin: GridActions['begin'],
  command: Command,
): boolean {
  const { place } = grid
  switch (command.kind) {
    case 'move':
      return place.move(command.move, command.extend)
    case 'edit':
      begin(place.cursor.active, null)
      return true
    case 'replace':
      begin(place.cursor.active, command.text)
      return true
    case 'clear':
      clearSelected(props, grid)
      return true
    case 'select-all':
      place.all()
      return true
    case 'rest':
      place.rest()
      return true
  }
}

function clearSelected<R>(
  { rows, columns, keyOf, clear }: GridProps<R>,
  { place, hand }: GridHandle<R>,
): void {
  const { top, bottom, left, right } = place.range
  const chosen = columns.slice(left, right + 1)
  const places = rows
    .slice(top, bottom + 1)
    .flatMap((row) => chosen.map((column) => ({ row, column: column.id })))
  for (const each of places) hand.forget(keyOf(each.row), each.column)
  clear(places)
}

function selectedTexts<R>({ rows, columns }: GridProps<R>, { place }: GridHandle<R>): string[][] {
  const { top, bottom, left, right } = place.range
  const chosen = columns.slice(left, right + 1)
  return rows.slice(top, bottom + 1).map((row) => chosen.map((column) => (column.copy ?? column.text)(row)))
}
