/** Whether everything is saved; when it cannot be, why, and two ways out. */
import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { exportPortfolio } from '../../state/portfolios.ts'
import { saveAgain } from '../../state/saver.ts'
import { sessionStore } from '../../state/session.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { saveText } from '../parts/download.ts'

export function SaveState(): ReactElement {
  const saved = useStore(sessionStore, (state) => state.saved)
  const [open, setOpen] = useState(false)
  if (saved !== 'failed')
    return <output className="save-state">{saved === 'saved' ? 'Saved' : 'Saving…'}</output>
  return (
    <div className="save-state">
      <Button small look="bad" icon="warn" onClick={() => setOpen(true)}>
        Not saved
      </Button>
      {open && <NotSaved onClose={() => setOpen(false)} />}
    </div>
  )
}

export function saveAsFile(): void {
  const { fileName, text } = exportPortfolio()
  saveText(fileName, text)
}

function NotSaved({ onClose }: { readonly onClose: () => void }): ReactElement {
  const problem = useStore(sessionStore, (state) => state.saveProblem)
  const again = (): void => {
    void saveAgain()
    onClose()
  }
  const actions = (
    <>
      <Button icon="save" onClick={saveAsFile}>
        Save as a file
      </Button>
      <Button look="main" onClick={again}>
        Try again
      </Button>
    </>
  )
  return (
    <Dialog title="The last changes are not saved" size="narrow" onClose={onClose} actions={actions}>
      <p className="prose">{problem ?? 'The browser’s storage did not take them.'}</p>
      <p className="prose soft">
        Everything is still on this page. A file keeps it safe until saving works again.
      </p>
    </Dialog>
  )
}
