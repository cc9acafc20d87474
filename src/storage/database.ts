/** The browser's database: which stores there are, how it is opened, and what goes wrong with it. */
import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  type StoreNames,
  openDB,
} from 'idb'
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
  /** SHA-256 of `text` in hex, so that a changed byte is noticed; absent in records of before. */
  readonly digest?: string
}

/** The last state of a portfolio on one day, in the person's own time zone. */
export interface DayRecord extends PortfolioRecord {
  readonly day: string
}

/** A record that could not be read, exactly as it was found. */
export interface AsideRecord {
  readonly record: unknown
  readonly reason: string
  readonly keptAt: string
}

interface Stores extends DBSchema {
  portfolios: { key: string; value: unknown; indexes: { revision: [id: string, revision: string] } }
  aside: { key: number; value: AsideRecord }
  preferences: { key: string; value: unknown }
  /** Of each portfolio the record that the last save replaced. */
  previous: { key: string; value: unknown }
  /** Of each portfolio its last record of every day on which it was edited. */
  days: { key: [id: string, day: string]; value: unknown }
}

export type Database = IDBPDatabase<Stores>

/** What a save writes to: the record itself, and what it replaces. */
export const savedStores = ['portfolios', 'previous', 'days'] as const

/** The stored portfolios within a transaction that writes. */
export type Records = IDBPObjectStore<Stores, typeof savedStores, 'portfolios', 'readwrite'>

/** A transaction that saves. */
export type Saving = IDBPTransaction<Stores, typeof savedStores, 'readwrite'>

export const databaseName = 'evenkeel'
const databaseVersion = 3

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
      upgrade,
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

type Upgrade = IDBPTransaction<Stores, StoreNames<Stores>[], 'versionchange'>

/** From any version that ever was, step by step; what is stored stays as it is. */
function upgrade(database: Database, from: number, _to: number | null, transaction: Upgrade): void {
  if (from < 1) {
    database.createObjectStore('portfolios', { keyPath: 'id' })
    database.createObjectStore('aside', { autoIncrement: true })
    database.createObjectStore('preferences')
  }
  // The revision can be read without the text beside it, and can never say anything else than the record does.
  if (from < 2) transaction.objectStore('portfolios').createIndex('revision', ['id', 'revision'])
  if (from < 3) {
    database.createObjectStore('previous', { keyPath: 'id' })
    database.createObjectStore('days', { keyPath: ['id', 'day'] })
  }
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
