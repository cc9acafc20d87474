/** Fields that choose: one of a list, one of a few in sight, or yes and no. */
import { useId, type ReactElement, type ReactNode } from 'react'

export interface Option<T extends string> {
  readonly value: T
  readonly label: string
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly Option<T>[]
  readonly onChoose: (value: T) => void
  readonly hint?: ReactNode
  readonly hideLabel?: boolean
  readonly disabled?: boolean
  readonly id?: string
  readonly path?: string | undefined
}

/** The browser's own list. */
export function SelectField<T extends string>(props: ChoiceProps<T>): ReactElement {
  const own = useId()
  const id = props.id ?? own
  const choose = (text: string): void => {
    const option = props.options.find((each) => each.value === text)
    if (option) props.onChoose(option.value)
  }
  return (
    <div className="field" data-path={props.path}>
      <label className={props.hideLabel ? 'unseen' : 'field-label'} htmlFor={id}>
        {props.label}
      </label>
      <select
        id={id}
        className="select"
        value={props.value}
        disabled={props.disabled}
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => choose(event.target.value)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {props.hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
    </div>
  )
}

/** Two to five exclusive choices side by side. */
export function Segments<T extends string>(props: ChoiceProps<T>): ReactElement {
  const name = useId()
  return (
    <fieldset className="field">
      <legend className={props.hideLabel ? 'unseen' : 'field-label'}>{props.label}</legend>
      <div className="segments">
        {props.options.map((option) => (
          <label key={option.value} className="segment">
            <input
              type="radio"
              name={name}
              checked={option.value === props.value}
              disabled={props.disabled}
              onChange={() => props.onChoose(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {props.hint !== undefined && <p className="field-hint">{props.hint}</p>}
    </fieldset>
  )
}

interface CheckProps {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onChoose: (checked: boolean) => void
  readonly hint?: ReactNode
  readonly disabled?: boolean
}

export function Check({ label, checked, onChoose, hint, disabled = false }: CheckProps): ReactElement {
  const id = useId()
  return (
    <div className="check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && <p className="field-hint">{hint}</p>}
      </div>
    </div>
  )
}
