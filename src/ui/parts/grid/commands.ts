/** Which key means what in a grid that is not being typed into. */
import type { Move } from './cursor.ts'

export type Command =
  | { readonly kind: 'move'; readonly move: Move; readonly extend: boolean }
  | { readonly kind: 'edit' }
  | { readonly kind: 'replace'; readonly text: string }
  | { readonly kind: 'clear' }
  | { readonly kind: 'select-all' }
  | { readonly kind: 'rest' }

/** What a key press says, without the event it came in. */
export interface Press {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

const plainMoves: Readonly<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'row-start',
  End: 'row-end',
}

const farMoves: Readonly<Record<string, Move>> = {
  Home: 'first',
  End: 'last',
  ArrowUp: 'first',
  ArrowDown: 'last',
}

/** The command of a key press, or null for keys that belong to the browser. */
export function commandOf(press: Press): Command | null {
  if (press.altKey) return null
  const command = press.ctrlKey || press.metaKey
  const move = command ? farMoves[press.key] : plainMoves[press.key]
  if (move !== undefined) return { kind: 'move', move, extend: press.shiftKey }
  if (command) return press.key.toLowerCase() === 'a' ? { kind: 'select-all' } : null
  return named(press)
}

function named({ key, shiftKey }: Press): Command | null {
  switch (key) {
    case 'Tab':
      return { kind: 'move', move: shiftKey ? 'previous' : 'next', extend: false }
    case 'Enter':
    case 'F2':
      return { kind: 'edit' }
    case 'Delete':
    case 'Backspace':
      return { kind: 'clear' }
    case 'Escape':
      return { kind: 'rest' }
    default:
      return key.length === 1 && key !== ' ' ? { kind: 'replace', text: key } : null
  }
}
