/** The document as a file: the one way it is written, and the one way any version of it is read. */
import { documentOf } from '../domain/decode.ts'
import { documentSchema, type Portfolio } from '../domain/document.ts'
import { problem } from '../domain/problem.ts'
import { type Result, failure } from '../domain/result.ts'
import { isPlain, type Order, orderOf } from './keyOrder.ts'
import { upgraded } from './versions.ts'

const inOrder = orderOf(documentSchema)

/** JSON with two spaces, the keys in the order of the format, and a newline at the end: equal documents, equal bytes. */
export function encodeDocument(document: Portfolio): string {
  const frame = inOrder(withoutItems(document))
  if (!isPlain(frame)) return '{}\n'
  const parts = Object.entries(frame).flatMap(([key, value]) => {
    const text = listText(key, document) ?? JSON.stringify(value, null, 2)?.replaceAll('\n', '\n  ')
    return text === undefined ? [] : [`  ${JSON.stringify(key)}: ${text}`]
  })
  return parts.length === 0 ? '{}\n' : `{\n${parts.join(',\n')}\n}\n`
}

type Plain = Readonly<Record<string, unknown>>

/** Lists are most of a document, and after an edit most of their items are what they were: each item's text is remembered. */
const itemTexts: ReadonlyMap<string, ItemTexts> = new Map(
  Object.entries(documentSchema.entries).map(([key, schema]) => [key, itemTextsBy(orderOf(schema))]),
)

interface ItemTexts {
  /** An item as it stands in its list, by the order of the list, from the end of the line before it. */
  readonly of: (item: unknown) => string
  readonly ofAll: (items: readonly unknown[]) => string
  readonly isWritten: (item: unknown) => boolean
  readonly isJoined: (items: readonly unknown[]) => boolean
}

function withoutItems(document: Plain): Plain {
  const parts = Object.entries(document).map(([key, value]) => [key, itemsOf(key, document) ? [] : value])
  return Object.fromEntries(parts) as Plain
}

function itemsOf(key: string, document: Plain): readonly unknown[] | null {
  const value = document[key]
  return itemTexts.has(key) && Array.isArray(value) && value.length > 0 ? value : null
}

function listText(key: string, document: Plain): string | null {
  const items = itemsOf(key, document)
  return items === null ? null : (itemTexts.get(key)?.ofAll(items) ?? null)
}

function itemTextsBy(order: Order): ItemTexts {
  const known = new WeakMap<object, string>()
  let last: { readonly items: readonly unknown[]; readonly text: string } | null = null
  const write = (item: unknown): string => {
    // A list of this one item without its brackets, one level further in, from the end of the line before it.
    const alone = JSON.stringify(order([item]), null, 2).slice(1, -2)
    // Joined rather than replaced: a replaced text is a chain of pieces, which every later save would have to walk.
    const text = alone.split('\n').join('\n  ')
    if (isPlain(item)) known.set(item, text)
    return text
  }
  const of = (item: unknown): string => (isPlain(item) ? known.get(item) : undefined) ?? write(item)
  const ofAll = (items: readonly unknown[]): string => {
    // Of thousands of lots one is edited, and of the instruments none: the last list's text is kept whole.
    if (last?.items !== items) last = { items, text: `[${items.map(of).join(',')}\n  ]` }
    return last.text
  }
  return {
    of,
    ofAll,
    isWritten: (item) => isPlain(item) && known.has(item),
    isJoined: (items) => last?.items === items,
  }
}

/** So many items are written in a few milliseconds. */
const itemsAhead = 500

/**
 * Writes the items of a document ahead, with a pause between every few, so that `encodeDocument` only has to put them
 * together. Of a document that was encoded before, this is what was edited since.
 */
export async function encodeAhead(document: Portfolio, pause: () => Promise<void>): Promise<void> {
  let written = 0
  for (const [key, texts] of itemTexts) {
    const items = itemsOf(key, document) ?? []
    for (const item of items)
      if (!texts.isWritten(item)) {
        texts.of(item)
        written += 1
        if (written % itemsAhead === 0) await pause()
      }
    // Thousands of texts take as long to join as a few hundred to write.
    if (items.length > itemsAhead && !texts.isJoined(items)) {
      texts.ofAll(items)
      await pause()
    }
  }
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
