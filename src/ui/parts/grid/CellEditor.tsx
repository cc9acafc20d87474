/** The field that stands in a cell while it is edited: it keeps the draft, and shows a problem under the cell. */
import { useEffect, useId, useRef, type KeyboardEvent, type ReactElement } from 'react'
import type { CellEditing } from './column.ts'

export type Leave = 'stay' | 'down' | 'up' | 'next' | 'previous'

interface CellEditorProps {
  readonly label: string
  readonly editing: Extract<CellEditing, { kind: 'type' | 'choose' }>
  readonly draft: string
  readonly problem: string | null
  readonly figures: boolean
  /** Its problem stands over the cell, since there may be nothing but the end of the grid under it. */
  readonly above: boolean
  readonly onDraft: (draft: string) => void
  /** The person is done with this draft and wants to be elsewhere. */
  readonly onDone: (draft: string, leave: Leave) => void
  readonly onCancel: () => void
}

export function CellEditor(props: CellEditorProps): ReactElement {
  const problem = useId()
  return (
    <>
      {props.editing.kind === 'type' ? (
        <Typing {...props} editing={props.editing} problemId={problem} />
      ) : (
        <Choosing {...props} options={props.editing.options} />
      )}
      {props.problem !== null && (
        <output id={problem} className={props.above ? 'cell-problem cell-problem-above' : 'cell-problem'}>
          {props.problem}
        </output>
      )}
    </>
  )
}

interface TypingProps extends CellEditorProps {
  readonly editing: Extract<CellEditing, { kind: 'type' }>
  readonly problemId: string
}

function Typing(props: TypingProps): ReactElement {
  const field = useRef<HTMLInputElement>(null)
  const list = useId()
  const done = useRef(false)
  useEffect(() => field.current?.focus(), [])
  const leave = (direction: Leave): void => {
    done.current = true
    props.onDone(props.draft, direction)
    done.current = false
  }
  const keys = (event: KeyboardEvent): void => {
    event.stopPropagation()
    const direction = leaveOf(event)
    if (event.key === 'Escape') props.onCancel()
    else if (direction !== null) leave(direction)
    else return
    event.preventDefault()
  }
  const { suggestions } = props.editing
  return (
    <>
      <input
        ref={field}
        className={props.figures ? 'cell-input num' : 'cell-input'}
        aria-label={props.label}
        aria-invalid={props.problem !== null}
        aria-describedby={props.problem === null ? undefined : props.problemId}
        value={props.draft}
        placeholder={props.editing.placeholder}
        inputMode={props.figures ? 'decimal' : 'text'}
        list={suggestions === undefined ? undefined : list}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => props.onDraft(event.target.value)}
        onKeyDown={keys}
        onBlur={() => !done.current && props.onDone(props.draft, 'stay')}
      />
      {suggestions !== undefined && (
        <datalist id={list}>
          {suggestions.map((each) => (
            <option key={each} value={each} aria-label={each} />
          ))}
        </datalist>
      )}
    </>
  )
}

function Choosing(
  props: CellEditorProps & { readonly options: readonly { value: string; label: string }[] },
): ReactElement {
  const field = useRef<HTMLSelectElement>(null)
  useEffect(() => field.current?.focus(), [])
  const keys = (event: KeyboardEvent): void => {
    event.stopPropagation()
    const direction = leaveOf(event)
    if (event.key === 'Escape') props.onCancel()
    else if (direction !== null) props.onDone(props.draft, direction)
    else return
    event.preventDefault()
  }
  return (
    <select
      ref={field}
      className="cell-input"
      aria-label={props.label}
      value={props.draft}
      onChange={(event) => props.onDraft(event.target.value)}
      onKeyDown={keys}
      onBlur={() => props.onDone(props.draft, 'stay')}
    >
      {!props.options.some((option) => option.value === props.draft) && (
        <option value={props.draft}>Choose…</option>
      )}
      {props.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

function leaveOf(event: KeyboardEvent): Leave | null {
  if (event.nativeEvent.isComposing) return null
  if (event.key === 'Enter') return event.shiftKey ? 'up' : 'down'
  return event.key === 'Tab' ? (event.shiftKey ? 'previous' : 'next') : null
}
