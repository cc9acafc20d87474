/** Asks for a portfolio's name. */
import { useId, useState, type ReactElement, type SyntheticEvent } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'

interface NameDialogProps {
  readonly title: string
  readonly name: string
  readonly action: string
  readonly onName: (name: string) => void
  readonly onClose: () => void
}

const longest = 200

export function NameDialog({ title, name, action, onName, onClose }: NameDialogProps): ReactElement {
  const [draft, setDraft] = useState(name)
  const id = useId()
  const form = `${id}-form`
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (draft.trim() === '') return
    onName(draft.trim())
    onClose()
  }
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <button type="submit" form={form} className="button button-main" disabled={draft.trim() === ''}>
        {action}
      </button>
    </>
  )
  return (
    <Dialog title={title} size="narrow" onClose={onClose} actions={actions}>
      <form id={form} className="field" onSubmit={submit}>
        <label className="field-label" htmlFor={id}>
          Name
        </label>
        <input
          id={id}
          className="input"
          value={draft}
          maxLength={longest}
          autoComplete="off"
          onChange={(event) => setDraft(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
      </form>
    </Dialog>
  )
}
