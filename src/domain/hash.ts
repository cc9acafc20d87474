/** The fingerprint that ties a plan to the document it was made from. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { Recall } from './memo.ts'

/** SHA-256 of a JSON value written after RFC 8785 (keys sorted, no spaces), as "sha256:" and 64 hex digits. */
export function hashOf(json: unknown, recall?: Recall): string {
  const text = recall ? documentText(json, recall) : (canonicalize(json) ?? '')
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`
}

/** The same text, put together from the texts of the document's items, each written once in its life. */
function documentText(json: unknown, recall: Recall): string {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return canonicalize(json) ?? ''
  const entries: [string, unknown][] = Object.entries(json)
  const members = entries
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${canonicalize(key) ?? ''}:${listText(value, recall)}`)
  return `{${members.join(',')}}`
}

function listText(value: unknown, recall: Recall): string {
  if (!Array.isArray(value)) return canonicalize(value) ?? 'null'
  return `[${value.map((item: unknown) => itemText(item, recall)).join(',')}]`
}

function itemText(item: unknown, { texts }: Recall): string {
  if (typeof item !== 'object' || item === null) return canonicalize(item) ?? 'null'
  const known = texts.get(item)
  if (known !== undefined) return known
  const text = canonicalize(item) ?? 'null'
  texts.set(item, text)
  return text
}
