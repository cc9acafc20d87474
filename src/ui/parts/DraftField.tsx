/** A field that keeps what is typed as it is typed, hands on each value it can read, takes them back when it cannot, and says what is wrong. */
import { useId, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'
import type { Typed } from '../typed.ts'

interface DraftFieldProps<T> {
  readonly label: string
  /** The value as the document has it, in the form in which a person would type it. */
  readonly text: string
  readonly parse: (draft: string) => Typed<T>
  /**
   * Called with every readable draft while typing, and with the value from before where a draft cannot be read; `gesture`
   * is the same for all of one stay in the field.
   */
  readonly onValue: (value: T, gesture: string) => void
  readonly hint?: ReactNode
  /** What stands behind the figures: %, USD. */
  readonly unit?: string
  readonly number?: boolean
  readonly placeholder?: string
  readonly hideLabel?: boolean
  readonly disabled?: boolean
  readonly id?: string
  readonly className?: string
  /** Where in the document its value stands, so that a problem there can lead to it. */
  readonly path?: string | undefined
  /** A problem that is known from elsewhere, shown while the draft itself is fine. */
  readonly problem?: string | null
}

let gestures = 0

export function DraftField<T>(props: DraftFieldProps<T>): ReactElement {
  const own = useId()
  const id = props.id ?? own
  const [draft, setDraft] = useState<string | null>(null)
  const [gesture, setGesture] = useState('')
  const [before, setBefore] = useState(props.text)
  const [handedOn, setHandedOn] = useState(false)
  const shown = draft ?? props.text
  const outcome = draft === null ? null : props.parse(draft)
  const problem = outcome !== null && !outcome.ok ? outcome.problem : (props.problem ?? null)

  const begin = (): void => {
    gestures += 1
    setGesture(`field-${gestures}`)
    setBefore(props.text)
    setHandedOn(false)
  }
  // What was readable on the way to an unreadable draft was never meant.
  const takeBack = (): void => {
    const read = props.parse(before)
    if (handedOn && read.ok) props.onValue(read.value, gesture)
    setHandedOn(false)
  }
  const change = (text: string): void => {
    setDraft(text)
    const read = props.parse(text)
    if (!read.ok) return takeBack()
    props.onValue(read.value, gesture)
    setHandedOn(true)
  }
  const restore = (): void => {
    takeBack()
    setDraft(null)
  }
  const keys = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter' && outcome?.ok !== false) setDraft(null)
    if (event.key !== 'Escape' || draft === null) return
    event.stopPropagation()
    event.preventDefault()
    restore()
  }
  return (
    <div className={props.className ? `field ${props.className}` : 'field'} data-path={props.path}>
      <label className={props.hideLabel ? 'unseen' : 'field-label'} htmlFor={id}>
        {props.label}
      </label>
      <div className="field-box">
        <input
          id={id}
          className={props.number ? 'input input-number' : 'input'}
          value={shown}
          inputMode={props.number ? 'decimal' : 'text'}
          placeholder={props.placeholder}
          disabled={props.disabled}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-describedby={describedBy(id, props.hint !== undefined, problem !== null)}
          onFocus={begin}
          onChange={(event) => change(event.target.value)}
          onBlur={() => outcome?.ok !== false && setDraft(null)}
          onKeyDown={keys}
        />
        {props.unit !== undefined && <span className="field-unit">{props.unit}</span>}
      </div>
      {problem !== null && (
        <output className="field-problem" id={`${id}-problem`}>
          {problem}
        </output>
      )}
      {props.hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
    </div>
  )
}

function describedBy(id: string, hint: boolean, problem: boolean): string | undefined {
  const parts = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean)
  return parts.length > 0 ? parts.join(' ') : undefined
}
