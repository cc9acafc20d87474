/** Brings the page to life: what was stored is opened, or the demo; then every change is planned and saved. */
import type { Portfolio } from '../domain/document.ts'
import { decodeDocument } from '../files/codec.ts'
import { blankDocument } from './blank.ts'
import { closeStorage, storage } from './connection.ts'
import { startPlanning } from './planning.ts'
import { add, loadEntries, noteEntry, portfoliosStore, refresh, switchTo } from './portfolios.ts'
import { loadPreferences, preferencesStore } from './preferences.ts'
import { saveUnsaved, startSaving } from './saver.ts'
import { notify, sessionStore } from './session.ts'

export interface StartOptions {
  /** Where the demo portfolio is read from when nothing is stored yet. */
  readonly demo?: () => Promise<string>
  readonly planning?: typeof startPlanning
}

/** Resolves when a portfolio is on the page. Never rejects: a page without storage still plans. Returns how to stop. */
export async function start(options: StartOptions = {}): Promise<() => void> {
  const beginPlanning = (options.planning ?? startPlanning)()
  const stopSaving = startSaving(storage(), noteEntry)
  await openSomething(options.demo ?? fetchDemo)
  const stopPlanning = beginPlanning()
  const stopWatching = watchOtherTabs()
  sessionStore.setState({ ready: true })
  void import('./backup.ts').then(async ({ remindOfBackup }) => await remindOfBackup())
  return () => {
    stopWatching()
    stopPlanning()
    stopSaving()
    closeStorage()
  }
}

/** The portfolio last looked at, else the one saved last, else the demo. */
async function openSomething(demo: () => Promise<string>): Promise<void> {
  if (await isStorageReadable()) {
    const { entries } = portfoliosStore.getState()
    const last = preferencesStore.getState().lastPortfolio
    const newestFirst = [...entries].sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1)).map((entry) => entry.id)
    const candidates = last !== null && newestFirst.includes(last) ? [last, ...newestFirst] : newestFirst
    for (const id of new Set(candidates)) if (await switchTo(id)) return
  }
  add(await demoDocument(demo))
  await saveUnsaved()
}

async function isStorageReadable(): Promise<boolean> {
  try {
    await Promise.all([loadPreferences(), loadEntries()])
    return true
  } catch {
    // The first save meets the same trouble and says it.
    return false
  }
}

async function demoDocument(demo: () => Promise<string>): Promise<Portfolio> {
  try {
    const decoded = decodeDocument(await demo())
    if (decoded.ok) return decoded.value
  } catch {
    // Without a network there may be no demo; an empty portfolio is a beginning too.
  }
  notify('information', 'The demo portfolio could not be loaded, so this one is empty.')
  return blankDocument('Portfolio')
}

async function fetchDemo(): Promise<string> {
  const answer = await fetch(`${import.meta.env.BASE_URL}demo.json`)
  return await answer.text()
}

function watchOtherTabs(): () => void {
  if (typeof document === 'undefined') return () => undefined
  document.addEventListener('visibilitychange', refreshWhenVisible)
  return () => document.removeEventListener('visibilitychange', refreshWhenVisible)
}

function refreshWhenVisible(): void {
  if (document.visibilityState === 'visible') void refresh()
}
