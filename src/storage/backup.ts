/** Everything that the database keeps, taken out whole, and earlier days put back. */
import type { BackupContent, BackupItem } from '../files/backup.ts'
import { currentVersion } from '../files/versions.ts'
import { type Connection, type PortfolioRecord, faultOf } from './database.ts'
import { newId } from './identity.ts'
import { digestOf, framed } from './record.ts'

/** What is stored at this moment, in one look, so that its parts belong together. */
export async function readEverything(connection: Connection): Promise<BackupContent> {
  try {
    const stores = ['portfolios', 'days', 'aside', 'preferences'] as const
    const transaction = (await connection.database()).transaction(stores, 'readonly')
    const [portfolios, days, aside, names, values] = await Promise.all([
      transaction.objectStore('portfolios').getAll(),
      transaction.objectStore('days').getAll(),
      transaction.objectStore('aside').getAll(),
      transaction.objectStore('preferences').getAllKeys(),
      transaction.objectStore('preferences').getAll(),
    ])
    return {
      portfolios: portfolios.flatMap(itemsOf),
      days: days.flatMap((value) => itemsOf(value).map((item) => ({ ...item, day: dayIn(value) }))),
      aside: portfolios.filter((value) => framed(value) === null).concat(aside),
      preferences: Object.fromEntries(names.map((name, at) => [name, values[at]])),
    }
  } catch (cause) {
    throw faultOf(cause)
  }
}

function itemsOf(value: unknown): BackupItem[] {
  const record = framed(value)
  return record === null ? [] : [itemOf(record)]
}

function itemOf({ id, name, savedAt, text }: PortfolioRecord): BackupItem {
  return { id, name, savedAt, text }
}

function dayIn(value: unknown): string {
  const isDay = typeof value === 'object' && value !== null && 'day' in value && typeof value.day === 'string'
  return isDay ? String(value.day) : ''
}

/** Keeps what is stored of a portfolio as a restore point that no later save of its day replaces. */
export async function keepPoint(connection: Connection, id: string): Promise<void> {
  try {
    const database = await connection.database()
    const record = framed(await database.get('portfolios', id))
    if (record !== null) await database.put('days', { ...record, day: record.savedAt })
  } catch (cause) {
    throw faultOf(cause)
  }
}

/** Puts earlier states back for portfolios that have none here. */
export async function putDays(connection: Connection, days: BackupContent['days']): Promise<void> {
  const records = await Promise.all(
    days.map(async (each) => ({
      ...each,
      version: currentVersion,
      revision: newId(),
      digest: await digestOf(each.text),
    })),
  )
  try {
    const transaction = (await connection.database()).transaction('days', 'readwrite')
    await Promise.all([
      ...records.map(async (record) => await transaction.store.put(record)),
      transaction.done,
    ])
  } catch (cause) {
    throw faultOf(cause)
  }
}
