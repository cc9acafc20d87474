/** The field that a cell becomes while it is edited: it keeps the draft as typed and says what is wrong with it. */
import { useEffect, useId, useRef, type KeyboardEvent, type ReactElement } from 'react'

interface CellInputProps {
  readonly label: string
  readonly text: string
  readonly number: boolean
  readonly problem: string | null
  readonly onType: (text: string) => void
  readonly onEnd: (how: 'down' | 'up' | 'next' | 'back' | 'leave' | 'cancel') => void
}

export function CellInput({ label, text, number, problem, onType, onEnd }: CellInputProps): ReactElement {
  const field = useRef<HTMLInputElement>(null)
  const ended = useRef(false)
  const id = useId()
  useEffect(() => {
    const input = field.current
    input?.focus()
    // What was typed to begin with stays in front of the caret; what was there already is selected.
    if (input && input.value.length > 1) input.select()
  }, [])
  const end = (how: Parameters<typeof onEnd>[0]): void => {
    if (ended.current) return
    ended.current = true
    onEnd(how)
  }
  const keys = (event: KeyboardEvent<HTMLInputElement>): void => {
    const how = endOf(event)
    if (how === null) return
    event.preventDefault()
    event.stopPropagation()
    end(how)
  }
  return (
    <span className="cell-edit">
      <input
        ref={field}
        className={number ? 'cell-input input-number' : 'cell-input'}
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : id}
        inputMode={number ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={keys}
        onBlur={() => end('leave')}
      />
      {problem !== null && (
        <output className="cell-problem" id={id}>
          {problem}
        </output>
      )}
    </span>
  )
}

function endOf(event: KeyboardEvent): 'down' | 'up' | 'next' | 'back' | 'cancel' | null {
  if (event.key === 'Enter') return event.shiftKey ? 'up' : 'down'
  if (event.key === 'Tab') return event.shiftKey ? 'back' : 'next'
  return event.key === 'Escape' ? 'cancel' : null
}
