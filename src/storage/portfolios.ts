/** The stored portfolios: listed, loaded, saved and removed; a damaged record is set aside and never overwritten. */
import * as v from 'valibot'
import type { Portfolio } from '../domain/document.ts'
import { sentenceOf } from '../domain/words.ts'
import { decodeDocument, encodeDocument } from '../files/codec.ts'
import { currentVersion } from '../files/versions.ts'
import {
  type AsideRecord,
  type Connection,
  type Database,
  type PortfolioRecord,
  StorageFault,
  type Records,
  faultOf,
} from './database.ts'
import { newId } from './identity.ts'

/** What a list of portfolios shows. */
export interface PortfolioEntry {
  readonly id: string
  readonly name: string
  readonly savedAt: string
}

export type Loaded =
  | { readonly kind: 'loaded'; readonly document: Portfolio; readonly revision: string }
  | { readonly kind: 'absent' }
  /** Written by a newer program: left exactly where it is. */
  | { readonly kind: 'newer'; readonly reason: string }
  /** Not readable: moved aside, with everything that was in it. */
  | { readonly kind: 'damaged'; readonly reason: string }

export interface Save {
  readonly id: string
  readonly document: Portfolio
  /** The revision this tab last loaded or saved; null for a portfolio it never stored. */
  readonly expected: string | null
  readonly savedAt: string
}

const recordSchema = v.object({
  id: v.string(),
  name: v.string(),
  version: v.number(),
  text: v.string(),
  savedAt: v.string(),
  revision: v.string(),
})

/** Every stored portfolio, the newest save first. Records whose frame is broken are moved aside. */
export async function listPortfolios(
  connection: Connection,
  now: string,
): Promise<readonly PortfolioEntry[]> {
  return await guarded(connection, async (database) => {
    const [keys, values] = await Promise.all([
      database.getAllKeys('portfolios'),
      database.getAll('portfolios'),
    ])
    const entries: PortfolioEntry[] = []
    for (const [at, value] of values.entries()) {
      const framed = v.safeParse(recordSchema, value)
      if (framed.success)
        entries.push({ id: framed.output.id, name: framed.output.name, savedAt: framed.output.savedAt })
      else await setAside(database, keys[at] ?? '', value, brokenFrame, now)
    }
    return entries.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
  })
}

const brokenFrame = 'The stored record is not one that Evenkeel wrote.'

/** One portfolio. What cannot be read is moved aside in the same step, so that no later save can overwrite it. */
export async function loadPortfolio(connection: Connection, id: string, now: string): Promise<Loaded> {
  return await guarded(connection, async (database) => {
    const value = await database.get('portfolios', id)
    if (value === undefined) return { kind: 'absent' }
    const framed = v.safeParse(recordSchema, value)
    if (!framed.success) {
      await setAside(database, id, value, brokenFrame, now)
      return { kind: 'damaged', reason: brokenFrame }
    }
    const { text, revision } = framed.output
    const decoded = decodeDocument(text)
    if (decoded.ok) return { kind: 'loaded', document: decoded.value, revision }
    const first = decoded.problems[0]
    const reason = first ? sentenceOf(first) : brokenFrame
    if (first?.kind === 'newer-version') return { kind: 'newer', reason }
    await setAside(database, id, value, reason, now)
    return { kind: 'damaged', reason }
  })
}

/**
 * Writes one portfolio in one transaction and returns its new revision. Throws a `StorageFault` and then wrote nothing,
 * also when another tab saved the portfolio in between.
 */
export async function savePortfolio(connection: Connection, save: Save): Promise<string> {
  return await guarded(connection, async (database) => {
    const transaction = database.transaction('portfolios', 'readwrite')
    const held = await heldRevision(transaction.store, save.id)
    if (held !== null && save.expected !== null && held !== save.expected) {
      await transaction.done
      throw new StorageFault('changed-elsewhere')
    }
    const record = recordOf(save)
    await Promise.all([transaction.store.put(record), transaction.done])
    return record.revision
  })
}

/** Writes whatever is there: for a person who said that this tab's version is the right one. */
export async function overwritePortfolio(connection: Connection, save: Save): Promise<string> {
  return await guarded(connection, async (database) => {
    const record = recordOf(save)
    await database.put('portfolios', record)
    return record.revision
  })
}

/**
 * Sends one write at once and looks at nothing first: for a tab that is being closed, where nothing runs any more after
 * this call. Returns the new revision, or null where there is no open database to write to.
 */
export function writeAtOnce(connection: Connection, save: Save): string | null {
  const database = connection.current()
  if (database === null) return null
  const record = recordOf(save)
  try {
    const transaction = database.transaction('portfolios', 'readwrite')
    transaction.store.put(record).catch(() => undefined)
    transaction.done.catch(() => undefined)
    // Without this the browser would wait for the page to say that there is no further request, and drop the write.
    transaction.commit()
    return record.revision
  } catch {
    return null
  }
}

function recordOf({ id, document, savedAt }: Save): PortfolioRecord {
  return {
    id,
    name: document.name,
    version: currentVersion,
    text: encodeDocument(document),
    savedAt,
    revision: newId(),
  }
}

export async function removePortfolio(connection: Connection, id: string): Promise<void> {
  await guarded(connection, async (database) => await database.delete('portfolios', id))
}

/** A record that was set aside, as it can be shown and saved as a file. */
export interface AsideEntry {
  readonly key: number
  /** Empty where the record did not even say which portfolio it was. */
  readonly id: string
  readonly name: string
  readonly reason: string
  readonly text: string
}

/** Everything that was set aside and not discarded, the oldest first. */
export async function listAside(connection: Connection): Promise<readonly AsideEntry[]> {
  return await guarded(connection, async (database) => {
    const [keys, values] = await Promise.all([database.getAllKeys('aside'), database.getAll('aside')])
    return keys.map((key, at) => asideEntry(key, values[at]))
  })
}

/** Forgets a record that was set aside; only a person decides that. */
export async function discardAside(connection: Connection, key: number): Promise<void> {
  await guarded(connection, async (database) => await database.delete('aside', key))
}

const saysWhatItIs = v.object({
  id: v.fallback(v.string(), ''),
  name: v.fallback(v.string(), ''),
  text: v.optional(v.string()),
})

function asideEntry(key: number, aside: AsideRecord | undefined): AsideEntry {
  const said = v.parse(v.fallback(saysWhatItIs, { id: '', name: '' }), aside?.record)
  return {
    key,
    id: said.id,
    name: said.name,
    reason: aside?.reason ?? '',
    text: said.text ?? shown(aside?.record),
  }
}

/** Moves a record in one transaction: it is never in neither place. */
async function setAside(
  database: Database,
  id: string,
  record: unknown,
  reason: string,
  keptAt: string,
): Promise<void> {
  const transaction = database.transaction(['portfolios', 'aside'], 'readwrite')
  await Promise.all([
    transaction.objectStore('aside').add({ record, reason, keptAt }),
    transaction.objectStore('portfolios').delete(id),
    transaction.done,
  ])
}

/**
 * The revision of whatever is stored, without reading the rest of it. A record without one was damaged, and is not to
 * be overwritten unnoticed.
 */
async function heldRevision(store: Records, id: string): Promise<string | null> {
  const cursor = await store.index('revision').openKeyCursor(IDBKeyRange.bound([id], [id, []]))
  if (cursor !== null) return typeof cursor.key[1] === 'string' ? cursor.key[1] : ''
  return (await store.getKey(id)) === undefined ? null : ''
}

function shown(record: unknown): string {
  return JSON.stringify(record, null, 2) ?? String(record)
}

/** Runs work on the open database; whatever is thrown leaves as a `StorageFault`. */
async function guarded<T>(connection: Connection, work: (database: Database) => Promise<T>): Promise<T> {
  try {
    return await work(await connection.database())
  } catch (cause) {
    throw faultOf(cause)
  }
}
