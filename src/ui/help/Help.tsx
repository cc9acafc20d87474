/** Help inside the page (a first version). */
import type { ReactElement } from 'react'
import { Dialog } from '../parts/Dialog.tsx'

export function Help({ onClose }: { readonly onClose: () => void }): ReactElement {
  return (
    <Dialog title="Help" onClose={onClose}>
      <p>Nothing leaves this device.</p>
    </Dialog>
  )
}
