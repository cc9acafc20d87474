/** The document as a file: the one way it is written, and the one way any version of it is read. */
import { documentOf } from '../domain/decode.ts'
import { documentSchema, type Portfolio } from '../domain/document.ts'
import { problem } from '../domain/problem.ts'
import { type Result, failure } from '../domain/result.ts'
import { orderOf } from './keyOrder.ts'
import { upgraded } from './versions.ts'

const inOrder = orderOf(documentSchema)

/** JSON with two spaces, the keys in the order of the format, and a newline at the end: equal documents, equal bytes. */
export function encodeDocument(document: Portfolio): string {
  return `${JSON.stringify(inOrder(document), null, 2)}\n`
}

/** The document that a saved text of any version means, or every reason why it cannot be read. */
export function decodeDocument(text: string): Result<Portfolio> {
  const json = parseJson(text)
  if (!json.ok) return json
  const current = upgraded(json.value)
  return current.ok ? documentOf(current.value) : current
}

/** Any JSON text as a plain value; a byte order mark at its start is no fault. */
export function parseJson(text: string): Result<unknown> {
  try {
    const value: unknown = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
    return { ok: true, value }
  } catch (fault) {
    return failure([
      problem('not-json', '', { reason: fault instanceof Error ? fault.message : String(fault) }),
    ])
  }
}
