/** Seals a text with a passphrase: AES-GCM with a key of PBKDF2, as the browser's own cryptography computes them. */
import type { BackupHeader, Seal } from '../files/backup.ts'
import { headerText } from '../files/backup.ts'

/** What OWASP recommends for PBKDF2 with SHA-256 (Password Storage Cheat Sheet). */
export const iterations = 600_000

/** A seal with a salt and a nonce that no other file has. */
export function newSeal(): Seal {
  return {
    cipher: 'AES-GCM-256',
    derivation: 'PBKDF2-SHA-256',
    iterations,
    salt: hexOf(crypto.getRandomValues(new Uint8Array(16))),
    nonce: hexOf(crypto.getRandomValues(new Uint8Array(12))),
  }
}

/** The text as base64 that only the passphrase opens, and only with this header. */
export async function sealed(text: string, passphrase: string, header: BackupHeader): Promise<string> {
  if (header.seal === null) return text
  const [key, way] = await keyOf(passphrase, header, header.seal)
  return base64Of(new Uint8Array(await crypto.subtle.encrypt(way, key, new TextEncoder().encode(text))))
}

/** The text that was sealed, or null where the passphrase or the header is another. */
export async function unsealed(
  body: string,
  passphrase: string,
  header: BackupHeader,
): Promise<string | null> {
  if (header.seal === null) return body
  try {
    const [key, way] = await keyOf(passphrase, header, header.seal)
    return new TextDecoder().decode(await crypto.subtle.decrypt(way, key, bytesOf(body)))
  } catch {
    return null
  }
}

async function keyOf(
  passphrase: string,
  header: BackupHeader,
  seal: Seal,
): Promise<[CryptoKey, AesGcmParams]> {
  const typed = new TextEncoder().encode(passphrase.normalize('NFKC'))
  const raw = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey'])
  const derivation = {
    name: 'PBKDF2',
    hash: 'SHA-256',
    salt: ofHex(seal.salt),
    iterations: seal.iterations,
  }
  const cipher = { name: 'AES-GCM', length: 256 }
  const key = await crypto.subtle.deriveKey(derivation, raw, cipher, false, ['encrypt', 'decrypt'])
  const additionalData = new TextEncoder().encode(headerText(header))
  return [key, { name: 'AES-GCM', iv: ofHex(seal.nonce), additionalData }]
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function ofHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  )
}

/** So many bytes at once are turned into text: more arguments than this some browsers refuse. */
const bytesAtOnce = 0x80_00

function base64Of(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += bytesAtOnce)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + bytesAtOnce)))
  return btoa(parts.join(''))
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
