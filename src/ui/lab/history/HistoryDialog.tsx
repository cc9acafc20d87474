/** The price histories in a dialog, where a risk model is about to be stated. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { HistorySection } from './HistorySection.tsx'

interface HistoryDialogProps {
  readonly document: Portfolio
  readonly onClose: () => void
}

export function HistoryDialog({ document, onClose }: HistoryDialogProps): ReactElement {
  return (
    <Dialog
      title="Risk from price histories"
      size="wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>Back</Button>}
    >
      <HistorySection document={document} hideTitle />
    </Dialog>
  )
}
