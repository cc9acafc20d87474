/** A dialog: the browser's own modal, so focus stays inside, Escape closes it and focus returns where it was. */
import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react'
import { IconButton } from './Button.tsx'

/** Where one begins in a dialog; the button that closes it stands first but is seldom wanted first. */
const firstControl =
  '.dialog-body :is(input, select, textarea, button, summary):not(.unseen, :disabled), .dialog-foot .button-main'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons at its foot, the main one last. */
  readonly actions?: ReactNode
  readonly size?: 'narrow' | 'wide'
}

/** Mounted means open: the owner renders it while it is wanted and stops in `onClose`. */
export function Dialog({ title, onClose, children, actions, size }: DialogProps): ReactElement {
  const place = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const dialog = place.current
    const before = document.activeElement
    if (dialog && !dialog.open) {
      dialog.showModal()
      dialog.querySelector<HTMLElement>(firstControl)?.focus()
    }
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={place}
      className={size ? `dialog dialog-${size}` : 'dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        if (event.target !== place.current) return
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <IconButton icon="close" label="Close" onClick={onClose} />
      </div>
      <div className="dialog-body">{children}</div>
      {actions !== undefined && <div className="dialog-foot">{actions}</div>}
    </dialog>
  )
}
