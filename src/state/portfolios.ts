/** Several portfolios: listed, created, copied, renamed, removed, switched between, and carried in and out as files. */
import { createStore } from 'zustand/vanilla'
import type { Portfolio } from '../domain/document.ts'
import { type Result, success } from '../domain/result.ts'
import { sentenceOfRecovery } from '../domain/saving.ts'
import { decodeDocument, encodeDocument } from '../files/codec.ts'
import { newId } from '../storage/identity.ts'
import {
  type Loaded,
  type PortfolioEntry,
  discardAside,
  listAside,
  listPortfolios,
  loadPortfolio,
  removePortfolio as removeStored,
} from '../storage/portfolios.ts'
import { blankDocument } from './blank.ts'
import { storage } from './connection.ts'
import { type PortfolioState, edit, open, portfolioStore } from './portfolio.ts'
import { rememberPortfolio } from './preferences.ts'
import { markStored, saveLater, saveUnsaved, stopSavingOf, storedRevision, unsavedDocument } from './saver.ts'
import { notify, sessionStore } from './session.ts'

export type { PortfolioEntry }

/** Every portfolio of this browser, in the order of their names. */
export const portfoliosStore = createStore<{ readonly entries: readonly PortfolioEntry[] }>(() => ({
  entries: [],
}))

/** What this page has shown of other portfolios, so that their undo steps are there when one comes back. */
const shown = new Map<string, PortfolioState>()

/** Reads the list of stored portfolios, and of what was set aside. Throws a `StorageFault`. */
export async function loadEntries(): Promise<void> {
  const entries = await listPortfolios(storage(), now())
  setEntries(() => entries)
  await showAside()
}

/** What was set aside is shown at every visit until the person discards it. */
async function showAside(): Promise<void> {
  sessionStore.setState({ quarantined: await listAside(storage()) })
}

/** Forgets a record that was set aside. */
export async function discardQuarantined(key: number): Promise<void> {
  try {
    await discardAside(storage(), key)
    await showAside()
  } catch {
    notify('warning', 'The record could not be removed from the browser’s storage.')
  }
}

/** Notes that a portfolio exists under this name, for the list. */
export function noteEntry(id: string, name: string, savedAt = now()): void {
  setEntries((entries) => [...entries.filter((entry) => entry.id !== id), { id, name, savedAt }])
}

/** Opens a new portfolio with this name and returns its id. */
export function createPortfolio(name: string): string {
  return add(blankDocument(name))
}

/** Opens a copy of a portfolio, the open one unless another is named, and returns the copy's id. */
export async function duplicatePortfolio(id = portfolioStore.getState().id): Promise<string | null> {
  const document = await documentOf(id)
  return document === null ? null : add({ ...document, name: `${document.name || 'Portfolio'} (copy)` })
}

/** Gives a portfolio another name; for the open one this is a step that can be undone. */
export async function renamePortfolio(id: string, name: string): Promise<void> {
  if (id === portfolioStore.getState().id) {
    edit('Rename portfolio', (document) => (document.name === name ? document : { ...document, name }))
  } else {
    const document = await documentOf(id)
    if (document === null) return
    shown.delete(id)
    saveLater(id, { ...document, name })
    await saveUnsaved()
  }
  noteEntry(id, name)
}

/** Removes a portfolio and returns how to bring it back, or null when it could not be read or removed. */
export async function removePortfolio(id: string): Promise<(() => void) | null> {
  const document = await documentOf(id)
  if (document === null) return null
  stopSavingOf(id)
  shown.delete(id)
  try {
    await removeStored(storage(), id)
  } catch {
    notify('warning', 'The portfolio could not be removed from the browser’s storage.')
    return null
  }
  setEntries((entries) => entries.filter((entry) => entry.id !== id))
  if (id === portfolioStore.getState().id) await openAnother()
  return () => show(id, document, null)
}

/** Shows another stored portfolio; false when it cannot be read, which is then reported. */
export async function switchTo(id: string): Promise<boolean> {
  if (id === portfolioStore.getState().id) return true
  const unsaved = unsavedDocument(id)
  const remembered = shown.get(id)
  if (unsaved !== undefined) {
    leave()
    open(id, unsaved, remembered?.document === unsaved ? remembered : undefined)
    rememberPortfolio(id)
    return true
  }
  const loaded = await readable(id)
  if (loaded === null) return false
  leave()
  const same = remembered !== undefined && storedRevision(id) === loaded.revision
  open(id, same ? remembered.document : loaded.document, same ? remembered : undefined)
  markStored(id, loaded.revision)
  rememberPortfolio(id)
  return true
}

/** The open portfolio as a file: its name and its text. */
export function exportPortfolio(): { readonly fileName: string; readonly text: string } {
  const { document } = portfolioStore.getState()
  const name = document.name
    .replace(/[^\p{L}\p{N} _-]+/gu, '')
    .trim()
    .replace(/\s+/g, '-')
    .toLowerCase()
  return { fileName: `${name || 'portfolio'}-${document.asOf}.evenkeel.json`, text: encodeDocument(document) }
}

/** Opens a saved file as a new portfolio and returns its id, or what is wrong with the file. */
export function importPortfolio(text: string): Result<string> {
  const decoded = decodeDocument(text)
  return decoded.ok ? success(add(decoded.value)) : decoded
}

/** Where another tab saved the open portfolio and this one has no changes of its own, shows what it saved. */
export async function refresh(): Promise<void> {
  const { id, document } = portfolioStore.getState()
  if (unsavedDocument(id) !== undefined) return
  const loaded = await load(id)
  const stillHere = portfolioStore.getState().document === document
  if (loaded?.kind === 'recovered' && stillHere) {
    // What is on the page is newer than the earlier state that stands in for the damaged record: it is stored again.
    markStored(id, loaded.revision)
    saveLater(id, document)
    return
  }
  if (loaded?.kind !== 'loaded' || loaded.revision === storedRevision(id) || !stillHere) return
  edit('Changes from another tab', () => loaded.document)
  markStored(id, loaded.revision)
  noteEntry(id, loaded.document.name)
}

/** Adds a portfolio to this browser and shows it. */
export function add(document: Portfolio, id = newId()): string {
  show(id, document, null)
  return id
}

function show(id: string, document: Portfolio, revision: string | null): void {
  leave()
  open(id, document)
  if (revision === null) saveLater(id, document)
  else markStored(id, revision)
  noteEntry(id, document.name)
  rememberPortfolio(id)
}

/** The first portfolio of the list that can be read, or a new one. */
async function openAnother(): Promise<void> {
  for (const { id } of portfoliosStore.getState().entries) if (await switchTo(id)) return
  add(blankDocument('Portfolio'))
}

function leave(): void {
  const state = portfolioStore.getState()
  if (state.id !== '') shown.set(state.id, state)
}

async function documentOf(id: string): Promise<Portfolio | null> {
  const { id: openId, document } = portfolioStore.getState()
  if (id === openId) return document
  const unsaved = unsavedDocument(id)
  if (unsaved !== undefined) return unsaved
  return (await readable(id))?.document ?? null
}

type Readable = Extract<Loaded, { readonly document: Portfolio }>

/** A portfolio that can be read, also where an earlier state stands in for what was damaged, which is then said. */
async function readable(id: string): Promise<Readable | null> {
  const loaded = await load(id)
  if (loaded?.kind === 'recovered') {
    notify('warning', sentenceOfRecovery(loaded.document.name, loaded.savedAt))
    noteEntry(id, loaded.document.name, loaded.savedAt)
  }
  return loaded?.kind === 'loaded' || loaded?.kind === 'recovered' ? loaded : null
}

/** Loads a portfolio and reports what cannot be read. */
async function load(id: string): Promise<Loaded | null> {
  try {
    const loaded = await loadPortfolio(storage(), id, now())
    if (loaded.kind === 'newer') notify('warning', loaded.reason)
    if (loaded.kind === 'damaged') setEntries((entries) => entries.filter((entry) => entry.id !== id))
    if (loaded.kind === 'damaged' || loaded.kind === 'recovered') await showAside()
    return loaded
  } catch {
    notify('warning', 'The browser’s storage could not be read.')
    return null
  }
}

function setEntries(change: (entries: readonly PortfolioEntry[]) => readonly PortfolioEntry[]): void {
  portfoliosStore.setState(({ entries }) => ({
    entries: [...change(entries)].sort(
      (a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1),
    ),
  }))
}

function now(): string {
  return new Date().toISOString()
}
