/** Backups: everything into one file, and back after a look at what would change. */
import { useId, useState, type ReactElement } from 'react'
import { sentenceOfBackupTrouble } from '../../domain/backupWords.ts'
import { makeBackup } from '../../state/backup.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { saveText } from '../parts/download.ts'
import { Notice } from '../parts/Notice.tsx'
import { BackupPreview } from './BackupPreview.tsx'
import { useBackup } from './useBackup.ts'

export function BackupDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  return (
    <Dialog title="Backup" onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <div className="stack">
        <Make />
        <Restore />
      </div>
    </Dialog>
  )
}

function Make(): ReactElement {
  const [passphrase, type] = useState('')
  const [said, say] = useState<string | null>(null)
  const make = async (): Promise<void> => {
    say('Making the backup…')
    const made = await makeBackup(passphrase)
    if (made) saveText(made.fileName, made.text)
    say(
      made
        ? `“${made.fileName}” was made. Keep it somewhere else than on this device.`
        : 'No backup was made, because not everything is stored. Save again, then try once more.',
    )
  }
  return (
    <section className="stack-tight" aria-label="Make a backup">
      <h3>Make a backup</h3>
      <p className="prose soft">
        One file with every portfolio, its earlier states and your choices. With a passphrase nobody reads it
        without; if you lose the passphrase, the file cannot be opened by anyone.
      </p>
      <Passphrase label="Passphrase, if you want one" value={passphrase} onType={type} isNew />
      <div>
        <Button icon="save" onClick={() => void make()}>
          Save a backup
        </Button>
      </div>
      <output className="soft">{said}</output>
    </section>
  )
}

function Restore(): ReactElement {
  const { state, choose, unlock } = useBackup()
  const [passphrase, type] = useState('')
  const id = useId()
  return (
    <section className="stack-tight" aria-label="Restore a backup">
      <h3>Restore</h3>
      <p className="prose soft">You see what differs before anything is changed.</p>
      <label htmlFor={id} className="field-label">
        Backup file
      </label>
      <input id={id} type="file" onChange={(event) => void choose(event.target.files?.[0])} />
      {state.kind === 'refused' && (
        <Notice look="bad" live>
          {sentenceOfBackupTrouble(state.trouble)}
        </Notice>
      )}
      {'locked' in state && state.locked && (
        <form
          className="stack-tight"
          onSubmit={(event) => {
            event.preventDefault()
            void unlock(passphrase)
          }}
        >
          <Passphrase label="Passphrase of the backup" value={passphrase} onType={type} />
          <div>
            <button type="submit" className="button" disabled={passphrase === ''}>
              Open it
            </button>
          </div>
        </form>
      )}
      {state.kind === 'open' && <BackupPreview madeAt={state.madeAt} preview={state.preview} />}
    </section>
  )
}

interface PassphraseProps {
  readonly label: string
  readonly value: string
  readonly onType: (typed: string) => void
  readonly isNew?: boolean
}

function Passphrase({ label, value, onType, isNew = false }: PassphraseProps): ReactElement {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <input
        className="input"
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        value={value}
        onChange={(event) => onType(event.target.value)}
      />
    </label>
  )
}
