/** Small things a person chose once, remembered by name: the theme, column mappings, the portfolio last looked at. */
import { type Connection, faultOf } from './database.ts'

/** What was remembered under this name, unchecked: whoever reads it decodes it. Undefined when nothing was. */
export async function readPreference(connection: Connection, name: string): Promise<unknown> {
  try {
    return await (await connection.database()).get('preferences', name)
  } catch (cause) {
    throw faultOf(cause)
  }
}

export async function writePreference(connection: Connection, name: string, value: unknown): Promise<void> {
  try {
    await (await connection.database()).put('preferences', value, name)
  } catch (cause) {
    throw faultOf(cause)
  }
}
