/** Saves every changed portfolio soon after its last change and before the tab goes, and says so when it cannot. */
import { createStore } from 'zustand/vanilla'
import type { Portfolio } from '../domain/document.ts'
import { type SaveTrouble, sentenceOfSaveTrouble } from '../domain/saving.ts'
import { encodeAhead } from '../files/codec.ts'
import { type Connection, faultOf } from '../storage/database.ts'
import { overwritePortfolio, savePortfolio, writeAtOnce } from '../storage/portfolios.ts'
import { portfolioStore } from './portfolio.ts'
import { sessionStore } from './session.ts'

/** Long enough for a word to be typed, short enough that nobody waits for it. */
export const saveDelayMs = 500

interface Saving {
  readonly connection: Connection
  /** Documents that differ from what is stored, by portfolio. Nothing leaves this map unsaved. */
  readonly unsaved: ReadonlyMap<string, Portfolio>
  /** The revision of each portfolio that this tab last loaded or saved. */
  readonly revisions: ReadonlyMap<string, string>
  readonly trouble: SaveTrouble | null
}

/** What was stored when, for lists; the saver tells it of every save. */
export type Stored = (id: string, name: string, savedAt: string) => void

const savingStore = createStore<Saving | null>(() => null)
let timer: ReturnType<typeof setTimeout> | undefined
/** Saves run one after the other. */
let queue: Promise<void> = Promise.resolve()
let tellStored: Stored = () => undefined

/** Watches the open portfolio and the tab from now on. Returns how to stop; what is unsaved then stays unsaved. */
export function startSaving(connection: Connection, stored: Stored = () => undefined): () => void {
  tellStored = stored
  savingStore.setState({ connection, unsaved: new Map(), revisions: new Map(), trouble: null }, true)
  const forget = portfolioStore.subscribe((state, before) => {
    if (state.id === before.id && state.document !== before.document) saveLater(state.id, state.document)
  })
  const stopWatching = watchTab()
  return () => {
    forget()
    stopWatching()
    clearTimeout(timer)
    savingStore.setState(null, true)
  }
}

/** Marks a document to be saved; several changes within the delay become one save. */
export function saveLater(id: string, document: Portfolio): void {
  change((saving) => ({ unsaved: new Map(saving.unsaved).set(id, document) }))
  clearTimeout(timer)
  timer = setTimeout(() => void saveUnsaved(), saveDelayMs)
}

/** Notes that a portfolio is stored with this revision and is what the page shows. */
export function markStored(id: string, revision: string): void {
  change((saving) => ({
    unsaved: without(saving.unsaved, id),
    revisions: new Map(saving.revisions).set(id, revision),
  }))
}

/** A removed portfolio must not come back with the next save. */
export function stopSavingOf(id: string): void {
  change((saving) => ({ unsaved: without(saving.unsaved, id), revisions: without(saving.revisions, id) }))
}

/** The newest document of a portfolio whose changes are not stored yet. */
export function unsavedDocument(id: string): Portfolio | undefined {
  return savingStore.getState()?.unsaved.get(id)
}

export function storedRevision(id: string): string | null {
  return savingStore.getState()?.revisions.get(id) ?? null
}

/** The database went away: everything on the page has to be stored anew. */
export function onStorageLost(): void {
  const { id, document } = portfolioStore.getState()
  change((saving) => ({
    unsaved: new Map(saving.unsaved).set(id, document),
    revisions: new Map(),
    trouble: 'taken-away',
  }))
}

/** The button: saves what is unsaved now; where another tab saved in between, this tab's version wins. */
export async function saveAgain(): Promise<void> {
  await saveUnsaved(savingStore.getState()?.trouble === 'changed-elsewhere')
}

/** Saves everything that is unsaved, one save at a time. Never rejects: what goes wrong is in the session. */
export async function saveUnsaved(overwrite = false): Promise<void> {
  clearTimeout(timer)
  queue = queue.then(async () => await saveAll(overwrite))
  await queue
}

async function saveAll(overwrite: boolean): Promise<void> {
  for (const [id, document] of savingStore.getState()?.unsaved ?? []) {
    const trouble = await saveOne(id, document, overwrite)
    change(() => ({ trouble }))
    if (trouble !== null) return
  }
}

async function saveOne(id: string, document: Portfolio, overwrite: boolean): Promise<SaveTrouble | null> {
  const saving = savingStore.getState()
  if (saving === null) return null
  try {
    await encodeAhead(document, breathe)
    const savedAt = new Date().toISOString()
    const save = { id, document, expected: storedRevision(id), savedAt }
    const revision = await (overwrite ? overwritePortfolio : savePortfolio)(saving.connection, save, breathe)
    noteSaved(id, document, revision)
    tellStored(id, document.name, savedAt)
    return null
  } catch (cause) {
    return faultOf(cause).trouble
  }
}

/** Lets the page answer before more is written; a hidden page has no one to answer, and perhaps no time. */
async function breathe(): Promise<void> {
  if (typeof document !== 'undefined' && document.visibilityState === 'visible')
    await new Promise((resolve) => setTimeout(resolve))
}

/** The document may have changed while it was being written; then it stays unsaved. */
function noteSaved(id: string, document: Portfolio, revision: string): void {
  change((saving) => ({
    unsaved: saving.unsaved.get(id) === document ? without(saving.unsaved, id) : saving.unsaved,
    revisions: new Map(saving.revisions).set(id, revision),
  }))
}

/**
 * The last chance: writes are sent at once and nothing is awaited, so the documents stay marked as unsaved in case the
 * page comes back. What another tab saved is left alone.
 */
export function saveBeforeLeaving(): void {
  const saving = savingStore.getState()
  if (saving === null || saving.trouble === 'changed-elsewhere') return
  for (const [id, document] of saving.unsaved) {
    const save = { id, document, expected: storedRevision(id), savedAt: new Date().toISOString() }
    const revision = writeAtOnce(saving.connection, save)
    if (revision !== null) change((now) => ({ revisions: new Map(now.revisions).set(id, revision) }))
  }
}

function watchTab(): () => void {
  if (typeof document === 'undefined') return () => undefined
  document.addEventListener('visibilitychange', saveWhenHidden)
  addEventListener('pagehide', saveBeforeLeaving)
  return () => {
    document.removeEventListener('visibilitychange', saveWhenHidden)
    removeEventListener('pagehide', saveBeforeLeaving)
    watchLeaving(false)
  }
}

/**
 * Before a page is left, the browser waits for it; while it is taken down, a busy page may get no turn any more. The
 * listener stands only while there is something to save, because some browsers keep no page ready to go back to with it.
 */
function watchLeaving(needed: boolean): void {
  if (typeof document === 'undefined') return
  if (needed) addEventListener('beforeunload', saveBeforeLeaving)
  else removeEventListener('beforeunload', saveBeforeLeaving)
}

/** A tab that is hidden may never be shown again, and some phones end it without a word. */
function saveWhenHidden(): void {
  if (document.visibilityState === 'hidden') void saveUnsaved()
}

function change(next: (saving: Saving) => Partial<Saving>): void {
  const saving = savingStore.getState()
  if (saving === null) return
  const changed = { ...saving, ...next(saving) }
  savingStore.setState(changed, true)
  watchLeaving(changed.unsaved.size > 0)
  show(changed)
}

function show({ unsaved, trouble }: Saving): void {
  const saved = unsaved.size === 0 ? 'saved' : trouble === null ? 'pending' : 'failed'
  const saveProblem = saved === 'failed' && trouble !== null ? sentenceOfSaveTrouble(trouble) : null
  const now = sessionStore.getState()
  if (now.saved !== saved || now.saveProblem !== saveProblem) sessionStore.setState({ saved, saveProblem })
}

function without<T>(map: ReadonlyMap<string, T>, id: string): ReadonlyMap<string, T> {
  const rest = new Map(map)
  rest.delete(id)
  return rest
}
