/** What the target grid remembers: the cell one is in, the draft being typed, and drafts that could not be read yet. */
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { Typed } from '../typed.ts'
import type { Cell } from './gridPlace.ts'

export interface Draft {
  readonly cell: Cell
  readonly text: string
  /** The weight before editing began, to go back to; null where there was none. */
  readonly before: string | null
}

export interface GridState {
  readonly place: RefObject<HTMLDivElement | null>
  readonly active: Cell | null
  readonly editing: Draft | null
  /** Drafts that were left unreadable, by cell; they stay until they are corrected or given up. */
  readonly unread: ReadonlyMap<string, string>
  readonly go: (cell: Cell) => void
  /** Notes where focus already is. */
  readonly settle: (cell: Cell) => void
  readonly begin: (cell: Cell, text: string, before: string | null) => void
  readonly type: (text: string) => void
  /** Ends editing and goes to `next`, or stays at `here` without taking focus; what could not be read is kept. */
  readonly end: (outcome: Typed<string>, next: Cell | null, here: Cell) => void
  readonly giveUp: () => void
}

export function keyOf(cell: Cell): string {
  return `${cell.column} ${cell.class}`
}

export function useTargetGrid(): GridState {
  const place = useRef<HTMLDivElement>(null)
  const wanted = useRef<Cell | null>(null)
  const [active, setActive] = useState<Cell | null>(null)
  const [editing, setEditing] = useState<Draft | null>(null)
  const [unread, setUnread] = useState<ReadonlyMap<string, string>>(new Map())

  useEffect(() => {
    if (wanted.current === null || editing !== null) return
    const key = keyOf(wanted.current)
    wanted.current = null
    const cells = [...(place.current?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])]
    cells.find((cell) => cell.dataset['cell'] === key)?.focus()
  })

  const go = useCallback((cell: Cell) => {
    wanted.current = cell
    setActive(cell)
  }, [])
  const settle = useCallback((cell: Cell) => setActive(cell), [])
  const begin = useCallback((cell: Cell, text: string, before: string | null) => {
    setActive(cell)
    setEditing({ cell, text, before })
  }, [])
  const type = useCallback((text: string) => setEditing((now) => (now ? { ...now, text } : now)), [])
  const end = (outcome: Typed<string>, next: Cell | null, here: Cell): void => {
    if (editing === null) return
    setUnread(withDraft(unread, editing, outcome.ok ? null : editing.text))
    setEditing(null)
    if (next === null) setActive(here)
    else go(next)
  }
  const giveUp = (): void => {
    if (editing === null) return
    setUnread(withDraft(unread, editing, null))
    setEditing(null)
    go(editing.cell)
  }
  return { place, active, editing, unread, go, settle, begin, type, end, giveUp }
}

function withDraft(
  drafts: ReadonlyMap<string, string>,
  draft: Draft,
  text: string | null,
): ReadonlyMap<string, string> {
  const changed = new Map(drafts)
  if (text === null) changed.delete(keyOf(draft.cell))
  else changed.set(keyOf(draft.cell), text)
  return changed
}
