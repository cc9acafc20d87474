/** A backup file on its way from being chosen to being seen: refused, locked or open. */
import { useState } from 'react'
import type { BackupTrouble } from '../../domain/backupWords.ts'
import { openBackup, previewBackup, type BackupOpened, type Preview } from '../../state/backup.ts'

export type BackupState =
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly trouble: BackupTrouble; readonly locked: BackupOpened | null }
  | { readonly kind: 'locked'; readonly locked: BackupOpened }
  | { readonly kind: 'open'; readonly madeAt: string; readonly preview: Preview }

interface UsedBackup {
  readonly state: BackupState
  readonly choose: (file: File | undefined) => Promise<void>
  readonly unlock: (passphrase: string) => Promise<void>
}

export function useBackup(): UsedBackup {
  const [state, show] = useState<BackupState>({ kind: 'none' })
  const look = async (backup: BackupOpened, passphrase: string): Promise<void> => {
    const preview = await previewBackup(backup, passphrase)
    const locked = backup.header.seal === null ? null : backup
    if (preview.ok) show({ kind: 'open', madeAt: backup.header.madeAt, preview: preview.value })
    else show({ kind: 'refused', trouble: preview.trouble, locked })
  }
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    const opened = openBackup(await file.text())
    if (!opened.ok) show({ kind: 'refused', trouble: opened.trouble, locked: null })
    else if (opened.value.header.seal === null) await look(opened.value, '')
    else show({ kind: 'locked', locked: opened.value })
  }
  const unlock = async (passphrase: string): Promise<void> => {
    if ('locked' in state && state.locked) await look(state.locked, passphrase)
  }
  return { state, choose, unlock }
}
