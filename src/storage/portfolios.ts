/** The stored portfolios: listed, loaded, saved and removed; a damaged record is set aside and never overwritten. */
import * as v from 'valibot'
import type { Portfolio } from '../domain/document.ts'
import {
  type AsideRecord,
  type Connection,
  type Database,
  type PortfolioRecord,
  StorageFault,
  type Records,
  type Saving,
  faultOf,
  savedStores,
} from './database.ts'
import {
  type Save,
  brokenFrame,
  dayOf,
  framed,
  ofItsDay,
  openRecord,
  recordAtOnce,
  type Pause,
  recordOf,
} from './record.ts'

export type { Save }

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
  /** Not readable and moved aside, with everything that was in it; an earlier state stands in its place. */
  | {
      readonly kind: 'recovered'
      readonly reason: string
      readonly document: Portfolio
      readonly revision: string
      readonly savedAt: string
    }
  /** Not readable and moved aside; there is no earlier state that can be read. */
  | { readonly kind: 'damaged'; readonly reason: string }

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
      const key = keys[at] ?? ''
      const record = framed(value) ?? (await recover(database, key, value, brokenFrame, now))?.record
      if (record) entries.push({ id: record.id, name: record.name, savedAt: record.savedAt })
    }
    return entries.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
  })
}

/**
 * One portfolio. What cannot be read is moved aside, and the last earlier state that can be read takes its place in the
 * same step, so that no later save can overwrite what was found.
 */
export async function loadPortfolio(connection: Connection, id: string, now: string): Promise<Loaded> {
  return await guarded(connection, async (database) => {
    const value = await database.get('portfolios', id)
    if (value === undefined) return { kind: 'absent' }
    const opened = await openRecord(value)
    if (opened.kind === 'good') {
      remember(connection, opened.record)
      return { kind: 'loaded', document: opened.document, revision: opened.record.revision }
    }
    const { kind, reason } = opened
    if (kind === 'newer') return { kind, reason }
    const good = await recover(database, id, value, reason, now)
    if (good === null) return { kind: 'damaged', reason }
    const { revision, savedAt } = good.record
    return { kind: 'recovered', reason, document: good.document, revision, savedAt }
  })
}

/**
 * Writes one portfolio in one transaction and returns its new revision. Throws a `StorageFault` and then wrote nothing,
 * also when another tab saved the portfolio in between.
 */
export async function savePortfolio(connection: Connection, save: Save, pause = atOnce): Promise<string> {
  return await written(connection, save, save.expected, pause)
}

/** Writes whatever is there: for a person who said that this tab's version is the right one. */
export async function overwritePortfolio(
  connection: Connection,
  save: Save,
  pause = atOnce,
): Promise<string> {
  return await written(connection, save, null, pause)
}

const atOnce: Pause = async () => await Promise.resolve()

/** What is replaced is kept first, in a transaction of its own: large texts take the page's thread one at a time. */
async function written(
  connection: Connection,
  save: Save,
  expected: string | null,
  pause: Pause,
): Promise<string> {
  return await guarded(connection, async (database) => {
    const record = await recordOf(save, pause)
    try {
      await keepReplaced(connection, database, record, expected)
    } catch (cause) {
      // What is replaced is worth keeping, but not at the price of what replaces it.
      if (faultOf(cause).trouble !== 'full') throw cause
    }
    await pause()
    await write(database, record, expected)
    remember(connection, record)
    return record.revision
  })
}

async function keepReplaced(
  connection: Connection,
  database: Database,
  record: PortfolioRecord,
  expected: string | null,
): Promise<void> {
  const transaction = database.transaction(savedStores, 'readwrite')
  const store = transaction.objectStore('portfolios')
  const held = await heldRevision(store, record.id)
  const isOther = held !== null && expected !== null && held !== expected
  const known = remembered.get(connection)?.get(record.id)
  const replaced = known?.revision === held ? known : framed(await store.get(record.id))
  const kept = replaced && !isOther ? keep(transaction, replaced, record) : []
  await Promise.all([...kept, transaction.done])
  if (kept.length > 1) await forgetOldDays(database, record.id)
}

async function write(database: Database, record: PortfolioRecord, expected: string | null): Promise<void> {
  const transaction = database.transaction(savedStores, 'readwrite')
  const store = transaction.objectStore('portfolios')
  const held = await heldRevision(store, record.id)
  if (held !== null && expected !== null && held !== expected) {
    await transaction.done
    throw new StorageFault('changed-elsewhere')
  }
  await Promise.all([store.put(record), transaction.done])
}

/** So many days of each portfolio are kept. */
export const keptDays = 30

async function forgetOldDays(database: Database, id: string): Promise<void> {
  const transaction = database.transaction('days', 'readwrite')
  const keys = await transaction.store.getAllKeys(daysOf(id))
  const old = keys.slice(0, Math.max(0, keys.length - keptDays))
  await Promise.all([...old.map(async (key) => await transaction.store.delete(key)), transaction.done])
}

/** Keeps what a save replaces as the previous state and, where a new day begins, as the last state of its day. */
function keep(transaction: Saving, replaced: PortfolioRecord, by: PortfolioRecord): Promise<unknown>[] {
  const day = ofItsDay(replaced)
  const puts: Promise<unknown>[] = [transaction.objectStore('previous').put(replaced)]
  if (day.day !== dayOf(by.savedAt)) puts.push(transaction.objectStore('days').put(day))
  return puts
}

/** The records that this tab last loaded or saved: what a save replaces need not be read again. */
const remembered = new WeakMap<Connection, Map<string, PortfolioRecord>>()

function remember(connection: Connection, record: PortfolioRecord): void {
  const records = remembered.get(connection) ?? new Map<string, PortfolioRecord>()
  remembered.set(connection, records.set(record.id, record))
}

/**
 * Sends one write at once and looks at nothing first: for a tab that is being closed, where nothing runs any more after
 * this call. Returns the new revision, or null where there is no open database to write to.
 */
export function writeAtOnce(connection: Connection, save: Save): string | null {
  const database = connection.current()
  if (database === null) return null
  const record = recordAtOnce(save)
  try {
    send(database, (transaction) => [transaction.objectStore('portfolios').put(record)])
    const replaced = remembered.get(connection)?.get(save.id)
    if (replaced) send(database, (transaction) => keep(transaction, replaced, record))
    remember(connection, record)
    return record.revision
  } catch {
    return null
  }
}

/** Each sending is a transaction of its own: the portfolio comes first, and does not fail with what it replaces. */
function send(database: Database, puts: (transaction: Saving) => Promise<unknown>[]): void {
  const transaction = database.transaction(savedStores, 'readwrite')
  for (const put of puts(transaction)) put.catch(() => undefined)
  transaction.done.catch(() => undefined)
  // Without this the browser would wait for the page to say that there is no further request, and drop the write.
  transaction.commit()
}

/** A state of a portfolio that was the last one of its day. */
export interface DayState {
  readonly day: string
  readonly savedAt: string
  readonly document: Portfolio
}

/** The last states of the days on which a portfolio was edited, the newest first; what is damaged is left out. */
export async function listDays(connection: Connection, id: string): Promise<readonly DayState[]> {
  return await guarded(connection, async (database) => {
    const values = await database.getAll('days', daysOf(id))
    const opened = await Promise.all(values.toReversed().map(openRecord))
    return opened.flatMap((each) => {
      if (each.kind !== 'good') return []
      const { savedAt } = each.record
      return [{ day: dayOf(savedAt), savedAt, document: each.document }]
    })
  })
}

export async function removePortfolio(connection: Connection, id: string): Promise<void> {
  remembered.get(connection)?.delete(id)
  await guarded(connection, async (database) => {
    const transaction = database.transaction(savedStores, 'readwrite')
    await Promise.all([
      transaction.objectStore('portfolios').delete(id),
      transaction.objectStore('previous').delete(id),
      transaction.objectStore('days').delete(daysOf(id)),
      transaction.done,
    ])
  })
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

interface Good {
  readonly record: PortfolioRecord
  readonly document: Portfolio
}

/**
 * Moves a record aside and puts the last earlier state that can be read in its place, in one transaction: nothing is
 * ever in neither place. Returns what now stands there, or null where there is nothing to put.
 */
async function recover(
  database: Database,
  id: string,
  record: unknown,
  reason: string,
  keptAt: string,
): Promise<Good | null> {
  const good = await lastGood(database, id)
  const transaction = database.transaction(['portfolios', 'aside'], 'readwrite')
  const portfolios = transaction.objectStore('portfolios')
  await Promise.all([
    transaction.objectStore('aside').add({ record, reason, keptAt }),
    good === null ? portfolios.delete(id) : portfolios.put(good.record),
    transaction.done,
  ])
  return good
}

/** The newest earlier state of a portfolio that is still what was written. */
async function lastGood(database: Database, id: string): Promise<Good | null> {
  const [previous, days] = await Promise.all([
    database.get('previous', id),
    database.getAll('days', daysOf(id)),
  ])
  for (const value of [previous, ...days.toReversed()]) {
    const opened = value === undefined ? null : await openRecord(value)
    if (opened?.kind === 'good') return opened
  }
  return null
}

function daysOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []])
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
