/** One stored portfolio as a record: how it is made, and whether it is still what was written. */
import * as v from 'valibot'
import { digestInParts, digestOfText } from '../domain/digest.ts'
import type { Portfolio } from '../domain/document.ts'
import { sentenceOf } from '../domain/words.ts'
import { decodeDocument, encodeDocument } from '../files/codec.ts'
import { currentVersion } from '../files/versions.ts'
import type { DayRecord, PortfolioRecord } from './database.ts'
import { newId } from './identity.ts'

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
  digest: v.exactOptional(v.string()),
})

/** The record if its frame is whole, else null; its text is not looked at. */
export function framed(value: unknown): PortfolioRecord | null {
  const parsed = v.safeParse(recordSchema, value)
  return parsed.success ? parsed.output : null
}

export type Opened =
  | { readonly kind: 'good'; readonly record: PortfolioRecord; readonly document: Portfolio }
  | { readonly kind: 'newer' | 'damaged'; readonly reason: string }

export const brokenFrame = 'The stored record is not one that Evenkeel wrote.'
const changedText = 'It is not what was written: the stored text was changed or damaged.'

/** What a stored value says, if it is still what was written. */
export async function openRecord(value: unknown): Promise<Opened> {
  const record = framed(value)
  if (record === null) return { kind: 'damaged', reason: brokenFrame }
  if (!(await isAsWritten(record))) return { kind: 'damaged', reason: changedText }
  const decoded = decodeDocument(record.text)
  if (decoded.ok) return { kind: 'good', record, document: decoded.value }
  const first = decoded.problems[0]
  const kind = first?.kind === 'newer-version' ? 'newer' : 'damaged'
  return { kind, reason: first ? sentenceOf(first) : brokenFrame }
}

/** How a newer page writes its digests is not known here: its records are left to it. */
async function isAsWritten({ digest, version, text }: PortfolioRecord): Promise<boolean> {
  return digest === undefined || version > currentVersion || digest === (await digestOf(text))
}

/** Lets others have their turn while a long text is worked on. */
export type Pause = () => Promise<void>

/** The record of a save, put together in steps that are short even where the text is long. */
export async function recordOf(save: Save, pause: Pause): Promise<PortfolioRecord> {
  const record = withoutDigest(save)
  await pause()
  return { ...record, digest: await digestInParts(record.text, pause) }
}

/** The same without waiting, for a tab that is being closed. */
export function recordAtOnce(save: Save): PortfolioRecord {
  const record = withoutDigest(save)
  return { ...record, digest: digestOfText(record.text) }
}

function withoutDigest({ id, document, savedAt }: Save): PortfolioRecord {
  return {
    id,
    name: document.name,
    version: currentVersion,
    text: encodeDocument(document),
    savedAt,
    revision: newId(),
  }
}

/** SHA-256 of a text in hex, by the browser itself; pages without a secure origin have no such digest. */
export async function digestOf(text: string): Promise<string> {
  if (typeof crypto.subtle === 'undefined') return digestOfText(text)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A record as the last one of its day. */
export function ofItsDay(record: PortfolioRecord): DayRecord {
  return { ...record, day: dayOf(record.savedAt) }
}

/** The day of a moment where the person is, as YYYY-MM-DD. */
export function dayOf(moment: string): string {
  const date = new Date(moment)
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}
