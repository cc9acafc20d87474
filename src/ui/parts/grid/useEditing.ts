/** The cell that is being edited, and the drafts that were left without making sense. */
import { useRef, useState } from 'react'
import type { CellPlace, Column } from './column.ts'
import type { BadDraft } from './GridRow.tsx'

export interface Editing {
  readonly row: number
  readonly column: number
  readonly draft: string
  readonly problem: string | null
}

/** How a grid asks whether a draft can be read, and has it written. */
export interface Writing<R> {
  readonly check: (place: CellPlace<R>, draft: string) => string | null
  /** `gesture` is the same for all drafts of one stay in a cell. */
  readonly write: (place: CellPlace<R>, draft: string, gesture: string) => void
}

interface Stay<R> {
  readonly place: CellPlace<R>
  readonly key: string
  readonly live: boolean
  readonly before: string
  readonly gesture: string
  written: string
  /** When the last letter was typed, on the clock of `performance.now()`. */
  typedAt: number
}

type Drafts = ReadonlyMap<string, ReadonlyMap<string, BadDraft>>

export interface EditingHandle<R> {
  readonly editing: Editing | null
  readonly drafts: Drafts
  readonly begin: (
    row: number,
    column: number,
    at: R,
    key: string,
    by: Column<R>,
    replace: string | null,
  ) => void
  readonly change: (draft: string) => void
  /** Leaves the cell with this draft; false where the draft cannot be read and the person should stay. */
  readonly finish: (draft: string, mayStay: boolean) => boolean
  readonly cancel: () => void
  readonly forget: (key: string, column: string) => void
}

let stays = 0

/**
 * In a grid with more rows than this, letters that follow one another are written when typing pauses: each would be asked
 * about, and the last would wait for the answer to the first.
 */
const manyRows = 1000
const pauseMs = 120

/** A letter after this long corrects what stands already, and is written at once. */
const aloneMs = 500

export function useEditing<R>(
  { check, write }: Writing<R>,
  rows: number,
  onTyping: (isTyping: boolean) => void = () => undefined,
): EditingHandle<R> {
  const [editing, setEditing] = useState<Editing | null>(null)
  const [drafts, setDrafts] = useState<Drafts>(new Map())
  const stay = useRef<Stay<R> | null>(null)
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const put = (draft: string): void => {
    clearTimeout(waiting.current)
    const now = stay.current
    if (now === null || draft === now.written) return
    now.written = draft
    write(now.place, draft, now.gesture)
  }
  const leave = (): void => {
    stay.current = null
    setEditing(null)
    onTyping(false)
  }
  const begin: EditingHandle<R>['begin'] = (row, column, at, key, by, replace) => {
    stays += 1
    const before = by.text(at)
    const draft = replace ?? drafts.get(key)?.get(by.id)?.text ?? before
    const place = { row: at, column: by.id }
    stay.current = {
      place,
      key,
      live: by.live === true,
      before,
      gesture: `cell-${stays}`,
      written: before,
      typedAt: performance.now(),
    }
    setEditing({
      row,
      column,
      draft,
      problem: replace === null && draft !== before ? check(place, draft) : null,
    })
    setDrafts((known) => without(known, key, by.id))
    onTyping(true)
  }
  const change = (draft: string): void => {
    const now = stay.current
    if (now === null) return
    const quietMs = performance.now() - now.typedAt
    now.typedAt += quietMs
    const problem = now.live ? check(now.place, draft) : null
    setEditing((was) => was && { ...was, draft, problem: draft === '' ? null : problem })
    clearTimeout(waiting.current)
    if (!now.live || problem !== null) return
    // At once, so that the letter and what follows from it are one picture, and the plan is asked for before it is drawn.
    if (rows <= manyRows || quietMs >= aloneMs) put(draft)
    else waiting.current = setTimeout(() => put(draft), pauseMs)
  }
  const finish = (draft: string, mayStay: boolean): boolean => {
    const now = stay.current
    if (now === null) return true
    const problem = draft === now.before && now.written === now.before ? null : check(now.place, draft)
    if (problem !== null && mayStay) {
      setEditing((was) => was && { ...was, draft, problem })
      return false
    }
    // What was readable on the way to an unreadable draft was never meant.
    put(problem === null ? draft : now.before)
    if (problem !== null) setDrafts((known) => withDraft(known, now, { text: draft, problem }))
    leave()
    return true
  }
  const cancel = (): void => {
    const now = stay.current
    if (now !== null) put(now.before)
    leave()
  }
  const forget = (key: string, column: string): void => setDrafts((known) => without(known, key, column))
  return { editing, drafts, begin, change, finish, cancel, forget }
}

function withDraft<R>(drafts: Drafts, { key, place }: Stay<R>, draft: BadDraft): Drafts {
  return new Map(drafts).set(key, new Map(drafts.get(key)).set(place.column, draft))
}

function without(drafts: Drafts, key: string, column: string): Drafts {
  const row = drafts.get(key)
  if (row?.has(column) !== true) return drafts
  const rest = new Map([...row].filter(([name]) => name !== column))
  const changed = new Map(drafts)
  if (rest.size > 0) changed.set(key, rest)
  else changed.delete(key)
  return changed
}
