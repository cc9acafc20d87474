/** The page's one connection to its storage. */
import { type Connection, connect } from '../storage/database.ts'
import { onStorageLost } from './saver.ts'

let connection: Connection | null = null

/** The connection, opened at the first use and again after it was lost. */
export function storage(): Connection {
  connection ??= connect(onStorageLost)
  return connection
}

/** Lets go of the database. */
export function closeStorage(): void {
  connection?.close()
  connection = null
}
