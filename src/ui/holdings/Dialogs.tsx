/** The dialogs of the holdings, loaded when the first of them opens. */
import type { ReactElement } from 'react'
import { Dialog } from '../parts/Dialog.tsx'
import type { HoldingDialog } from './dialog.ts'

interface DialogsProps {
  readonly dialog: HoldingDialog
  readonly onOpen: (dialog: HoldingDialog) => void
  readonly onClose: () => void
}

export function Dialogs({ dialog, onClose }: DialogsProps): ReactElement {
  return (
    <Dialog title={dialog.kind} onClose={onClose}>
      <p>…</p>
    </Dialog>
  )
}
