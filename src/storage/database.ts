/** The browser's database: which stores there are, how it is opened, and what goes wrong with it. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { SaveTrouble } from '../domain/saving.ts'

/** A portfolio as stored: its document as encoded text, so that a damaged one can be shown and kept as it is. */
export interface PortfolioRecord {
  readonly id: string
  readonly name: string
  /** The version of the document in `text`. */
  readonly version: number
  readonly text: string
  /** ISO time of the save; the newest is opened first. */
  readonly savedAt: string
  /** The name of this save, so that a tab notices that another one saved in between. */
  readonly revision: string
}

/** A record that could not be read, exactly as it was found. */
export interface AsideRecord {
  readonly record: unknown
  readonly reason: string
  readonly keptAt: string
}

interface Stores extends DBSchema {
  portfolios: { key: string; value: unknown }
  aside: { key: number; value: AsideRecord }
  preferences: { key: string; value: unknown }
}

export type Database = IDBPDatabase<Stores>

export const databaseName = 'evenkeel'
const databaseVersion = 1

/** Expected trouble of the database, thrown by everything in this room that cannot do its work. */
export class StorageFault extends Error {
  readonly trouble: SaveTrouble
  constructor(trouble: SaveTrouble, cause?: unknown) {
    super(trouble, { cause })
    this.trouble = trouble
  }
}

export interface Connection {
  /** The open database; opened again if it was lost. Throws a `StorageFault`. */
  readonly database: () => Promise<Database>
  /** The database if it is open at this moment, for those who cannot wait; else null. */
  readonly current: () => Database | null
  readonly close: () => void
}

/** A connection that opens lazily, tells when it is lost, and opens again at the next use. */
export function connect(onLost: () => void = () => undefined): Connection {
  let opening: Promise<Database> | null = null
  let current: Database | null = null
  let wanted = true
  function lost(): void {
    opening = null
    current = null
    if (wanted) onLost()
  }
  async function reopened(): Promise<Database> {
    try {
      const database = await opened(lost)
      if (wanted) current = database
      else database.close()
      return database
    } catch (cause) {
      opening = null
      throw faultOf(cause, 'unavailable')
    }
  }
  return {
    database: async () => await (opening ??= reopened()),
    current: () => current,
    close: () => {
      wanted = false
      current?.close()
      current = null
      opening = null
    },
  }
}

async function opened(lost: () => void): Promise<Database> {
  if (typeof indexedDB === 'undefined') throw new StorageFault('unavailable')
  return await new Promise<Database>((resolve, reject) => {
    const request = openDB<Stores>(databaseName, databaseVersion, {
      upgrade: createStores,
      blocked: () => reject(new StorageFault('blocked')),
      // Someone deletes or upgrades the database: holding on would block them for ever.
      blocking: (_current, _next, event) => {
        if (event.target instanceof IDBDatabase) event.target.close()
        lost()
      },
      terminated: lost,
    })
    request.then(resolve, reject)
  })
}

function createStores(database: Database): void {
  database.createObjectStore('portfolios', { keyPath: 'id' })
  database.createObjectStore('aside', { autoIncrement: true })
  database.createObjectStore('preferences')
}

/** The trouble behind what the browser threw. */
export function faultOf(cause: unknown, otherwise: SaveTrouble = 'unknown'): StorageFault {
  if (cause instanceof StorageFault) return cause
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : ''
  if (name === 'QuotaExceededError') return new StorageFault('full', cause)
  if (name === 'VersionError') return new StorageFault('outdated', cause)
  if (name === 'InvalidStateError' || name === 'AbortError') return new StorageFault('taken-away', cause)
  return new StorageFault(otherwise, cause)
}
