/** Which key does what to a row of the target grid. */
import type { KeyboardEvent } from 'react'
import { cashClass } from '../../domain/target.ts'
import type { Direction } from './edits.ts'
import type { Cell } from './gridPlace.ts'
import type { TargetRow } from './targetRows.ts'

/** Editing begins with what is there, or with what was typed in its place. */
export interface Edit {
  readonly edit: 'name' | 'weight'
  readonly text?: string
}

export type Command =
  | Edit
  | Direction
  | 'band'
  | 'prefer'
  | 'fold'
  | 'unfold'
  | 'to-parent'
  | 'lock'
  | 'zero'
  | 'add'
  | 'add-inside'
  | 'remove'

const moves: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
}

/** Left and right on a class fold and unfold its family before they move; left on a child leads to its family. */
export function foldCommand(
  event: KeyboardEvent,
  cell: Cell,
  row: TargetRow,
  folded: boolean,
): Command | null {
  if (cell.column !== 'name' || event.altKey || event.ctrlKey || event.metaKey) return null
  if (event.key === 'ArrowRight') return !row.leaf && folded ? 'unfold' : null
  if (event.key !== 'ArrowLeft') return null
  if (!row.leaf && !folded) return 'fold'
  return row.parent === null ? null : 'to-parent'
}

/** The command of a key, or null when it is none; cash without a target of its own can only be given a weight. */
export function rowCommand(event: KeyboardEvent, cell: Cell, row: TargetRow): Command | null {
  const command = commandOf(event, cell)
  if (command === null || row.index >= 0) return allowedForCash(command, row)
  return typeof command === 'object' && command.edit === 'weight' ? command : command === 'add' ? 'add' : null
}

function allowedForCash(command: Command | null, row: TargetRow): Command | null {
  return row.class === cashClass && (command === 'add-inside' || command === 'in') ? null : command
}

function commandOf(event: KeyboardEvent, cell: Cell): Command | null {
  const { key } = event
  const held = event.ctrlKey || event.metaKey
  if (event.altKey && !held) return moves[key] ?? null
  if (key === 'Enter' && held) return event.shiftKey ? 'add-inside' : 'add'
  if (key === 'Insert') return event.shiftKey ? 'add-inside' : 'add'
  if (held) return null
  return cellCommand(key, cell.column)
}

function cellCommand(key: string, column: Cell['column']): Command | null {
  if (column === 'menu') return null
  const opens = key === 'Enter' || key === 'F2'
  if (column === 'band') return opens || key === ' ' ? 'band' : null
  if (opens) return { edit: column }
  if (key === 'Delete' || key === 'Backspace') return column === 'name' ? 'remove' : 'zero'
  if (column === 'weight') {
    if (key === ' ') return 'lock'
    return /^[\d.,]$/.test(key) ? { edit: 'weight', text: key } : null
  }
  return key.length === 1 && key !== ' ' ? { edit: 'name', text: key } : null
}
