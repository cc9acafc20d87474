/** A backup as text: every portfolio with its earlier days and what was remembered, told apart from damaged files. */
import * as v from 'valibot'
import type { BackupTrouble } from '../domain/backupWords.ts'
import { digestOfText } from '../domain/digest.ts'

const itemSchema = v.object({ id: v.string(), name: v.string(), savedAt: v.string(), text: v.string() })

const contentSchema = v.object({
  /** Every portfolio with its document as text, exactly as it was stored. */
  portfolios: v.array(itemSchema),
  /** Their last states by day. */
  days: v.array(v.object({ ...itemSchema.entries, day: v.string() })),
  /** What was set aside because it could not be read. */
  aside: v.array(v.unknown()),
  /** What was remembered, by name. */
  preferences: v.record(v.string(), v.unknown()),
})

export type BackupItem = v.InferOutput<typeof itemSchema>
export type BackupContent = v.InferOutput<typeof contentSchema>

/** How a sealed backup is opened again; all of it is secret-free. Bytes are hex. */
const sealSchema = v.object({
  cipher: v.literal('AES-GCM-256'),
  derivation: v.literal('PBKDF2-SHA-256'),
  // More would keep a page busy for minutes, on the word of a file.
  iterations: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000)),
  salt: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/u)),
  nonce: v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/u)),
})

export type Seal = v.InferOutput<typeof sealSchema>

const headerSchema = v.object({
  evenkeelBackup: v.literal(1),
  madeAt: v.string(),
  seal: v.nullable(sealSchema),
})

export type BackupHeader = v.InferOutput<typeof headerSchema>

/** A backup whose file is whole: its body is the content as JSON, or base64 of it where it is sealed. */
export interface BackupFile {
  readonly header: BackupHeader
  readonly body: string
}

export type BackupRead<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: BackupTrouble }

/** Two lines: the header with the digest of the rest, and the body; a third, empty one says that nothing is cut off. */
export function encodeBackup({ header, body }: BackupFile): string {
  const digest = digestOfText(signed(header, body))
  return `${JSON.stringify({ ...header, digest })}\n${body}\n`
}

/** What the seal vouches for beside the body: a header that was exchanged opens nothing. */
export function headerText({ evenkeelBackup, madeAt, seal }: BackupHeader): string {
  return JSON.stringify([
    evenkeelBackup,
    madeAt,
    seal && [seal.cipher, seal.derivation, seal.iterations, seal.salt, seal.nonce],
  ])
}

function signed(header: BackupHeader, body: string): string {
  return `${headerText(header)}\n${body}`
}

export function decodeBackup(text: string): BackupRead<BackupFile> {
  const end = text.indexOf('\n')
  const first = jsonOf(end < 0 ? text : text.slice(0, end))
  const frame = v.safeParse(v.object({ evenkeelBackup: v.number() }), first)
  if (!frame.success)
    return { ok: false, trouble: text.startsWith('{"evenkeelBackup"') ? 'damaged' : 'no-backup' }
  if (frame.output.evenkeelBackup > 1) return { ok: false, trouble: 'newer' }
  const header = v.safeParse(v.object({ ...headerSchema.entries, digest: v.string() }), first)
  const body = text.slice(end + 1, -1)
  const isWhole =
    header.success &&
    end >= 0 &&
    text.endsWith('\n') &&
    encodeBackup({ header: without(header.output), body }) === text
  return header.success && isWhole
    ? { ok: true, value: { header: without(header.output), body } }
    : { ok: false, trouble: 'damaged' }
}

function without({ evenkeelBackup, madeAt, seal }: BackupHeader): BackupHeader {
  return { evenkeelBackup, madeAt, seal }
}

export function encodeContent(content: BackupContent): string {
  return JSON.stringify(content)
}

export function decodeContent(text: string): BackupRead<BackupContent> {
  const content = v.safeParse(contentSchema, jsonOf(text))
  return content.success ? { ok: true, value: content.output } : { ok: false, trouble: 'damaged' }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
