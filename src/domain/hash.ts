/** The fingerprint that ties a plan to the document it was made from. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'

/** SHA-256 of a JSON value written after RFC 8785 (keys sorted, no spaces), as "sha256:" and 64 hex digits. */
export function hashOf(json: unknown): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalize(json) ?? '')))}`
}
