/** Backups: everything in one file, and back again after a look at what differs. */
import * as v from 'valibot'
import type { BackupTrouble } from '../domain/backupWords.ts'
import { type Difference, differencesOf } from '../domain/differences.ts'
import type { Portfolio } from '../domain/document.ts'
import {
  type BackupContent,
  type BackupFile,
  type BackupHeader,
  type BackupRead,
  decodeBackup,
  decodeContent,
  encodeBackup,
  encodeContent,
} from '../files/backup.ts'
import { decodeDocument } from '../files/codec.ts'
import { keepPoint, putDays, readEverything } from '../storage/backup.ts'
import { readPreference, writePreference } from '../storage/preferences.ts'
import { newSeal, sealed, unsealed } from '../storage/seal.ts'
import { storage } from './connection.ts'
import { edit, portfolioStore } from './portfolio.ts'
import { add, portfoliosStore, switchTo } from './portfolios.ts'
import { saveUnsaved } from './saver.ts'
import { notify, sessionStore } from './session.ts'

/** Everything in one file, sealed where a passphrase is given; null where not all of it is stored or readable. */
export async function makeBackup(
  passphrase: string,
): Promise<{ readonly fileName: string; readonly text: string } | null> {
  await saveUnsaved()
  if (sessionStore.getState().saved === 'failed') return null
  try {
    const content = encodeContent(await readEverything(storage()))
    const madeAt = new Date().toISOString()
    const header: BackupHeader = { evenkeelBackup: 1, madeAt, seal: passphrase === '' ? null : newSeal() }
    const text = encodeBackup({ header, body: await sealed(content, passphrase, header) })
    await writePreference(storage(), 'lastBackup', madeAt)
    return { fileName: `${madeAt.slice(0, 10)}.evenkeel-backup`, text }
  } catch {
    return null
  }
}

/** A backup whose file is whole; `header.seal` says whether a passphrase is needed. */
export type BackupOpened = BackupFile

export function openBackup(text: string): BackupRead<BackupFile> {
  return decodeBackup(text)
}

/** A portfolio of a backup beside the one of this browser. */
export interface Offered {
  readonly id: string
  readonly name: string
  readonly savedAt: string
  readonly document: Portfolio
  readonly standing: 'new' | 'same' | 'newer-here' | 'newer-in-backup'
  /** Of the backup's state from this browser's. */
  readonly differences: readonly Difference[]
  readonly days: BackupContent['days']
}

export interface Preview {
  readonly offered: readonly Offered[]
  /** Names of portfolios whose documents cannot be read by this program; they stay in the file. */
  readonly unreadable: readonly string[]
}

/** What restoring would change: every portfolio of the backup, beside what is stored here. */
export async function previewBackup(
  { header, body }: BackupFile,
  passphrase: string,
): Promise<BackupRead<Preview>> {
  const text = await unsealed(body, passphrase, header)
  if (text === null) return refused('wrong-passphrase')
  const content = decodeContent(text)
  if (!content.ok) return content
  await saveUnsaved()
  const here = new Map((await readEverything(storage())).portfolios.map((item) => [item.id, item]))
  const offered: Offered[] = []
  const unreadable: string[] = []
  for (const item of content.value.portfolios) {
    const decoded = decodeDocument(item.text)
    if (!decoded.ok) {
      unreadable.push(item.name || 'Portfolio')
      continue
    }
    const held = here.get(item.id)
    const same = held?.text === item.text
    const standing =
      held === undefined
        ? 'new'
        : same
          ? 'same'
          : held.savedAt > item.savedAt
            ? 'newer-here'
            : 'newer-in-backup'
    const now = held === undefined || same ? undefined : decodeDocument(held.text)
    const differences = now?.ok === true ? differencesOf(decoded.value, now.value) : []
    const days = content.value.days.filter(({ id }) => id === item.id)
    offered.push({ ...item, document: decoded.value, standing, differences, days })
  }
  return { ok: true, value: { offered, unreadable } }
}

function refused(trouble: BackupTrouble): { readonly ok: false; readonly trouble: BackupTrouble } {
  return { ok: false, trouble }
}

/** Adds a portfolio of a backup beside those that are here; one that is not here comes with its earlier states. */
export async function restoreAsNew({ id, document, standing, days }: Offered): Promise<void> {
  if (standing === 'new') await putDays(storage(), days).catch(() => undefined)
  add(document, standing === 'new' ? id : undefined)
  await saveUnsaved()
}

/** Replaces a portfolio by its state in a backup: one step that can be undone; what it was is kept as an earlier state. */
export async function restoreInPlace({ id, document, savedAt }: Offered): Promise<boolean> {
  try {
    await keepPoint(storage(), id)
  } catch {
    return false
  }
  if (!(await switchTo(id)) || portfolioStore.getState().id !== id) return false
  edit(`Restore the backup of ${savedAt.slice(0, 10)}`, () => document)
  await saveUnsaved()
  return true
}

const reminderDays = 30
const dayMs = 86_400_000

/** Says so when the last backup is old and something changed since. */
export async function remindOfBackup(): Promise<void> {
  const stored = await readPreference(storage(), 'lastBackup').catch(() => undefined)
  const last = v.safeParse(v.string(), stored)
  if (!last.success || Date.now() - Date.parse(last.output) < reminderDays * dayMs) return
  if (!portfoliosStore.getState().entries.some((entry) => entry.savedAt > last.output)) return
  const day = last.output.slice(0, 10)
  notify(
    'information',
    `Your last backup is of ${day}, and portfolios changed since. “Backup…” in the portfolio menu makes a new one.`,
  )
}
