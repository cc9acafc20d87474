/** Copies a table for a spreadsheet and says whether the browser let it. */
import { useState, type ReactElement } from 'react'
import { Button } from '../parts/Button.tsx'

interface CopyButtonProps {
  readonly text: () => string
  readonly disabled?: boolean
}

const saidForMs = 2500

export function CopyButton({ text, disabled = false }: CopyButtonProps): ReactElement {
  const [said, setSaid] = useState('')
  const copy = async (): Promise<void> => {
    const done = await navigator.clipboard.writeText(text()).then(
      () => 'Copied.',
      () => 'The browser did not allow copying.',
    )
    setSaid(done)
    setTimeout(() => setSaid(''), saidForMs)
  }
  return (
    <span className="copy">
      <Button small look="quiet" icon="copy" disabled={disabled} onClick={() => void copy()}>
        Copy
      </Button>
      <span role="status" className="soft">
        {said}
      </span>
    </span>
  )
}
