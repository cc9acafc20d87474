/** Bytes of a file to text: byte order marks, UTF-8, UTF-16 and Windows-1252, or what the bytes are instead. */
import type { RefusalReason } from '../domain/import.ts'

/** The part of the platform's decoder that is used here; it exists in pages, workers and Node alike. */
declare const TextDecoder: new (
  encoding: string,
  options?: { readonly fatal?: boolean },
) => { decode(bytes: Uint8Array): string }

export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly because: RefusalReason }

/** Text without its byte order mark and with "\n" at every line end, or the reason why the bytes are no text. */
export function decode(bytes: Uint8Array): Decoded {
  const because = binaryKind(bytes)
  if (because) return { kind: 'refused', because }
  const text = withoutMark(decodeWith(bytes)).replace(/\r\n?/g, '\n')
  if (text.trim() === '') return { kind: 'refused', because: 'empty' }
  return text.includes('\u0000') ? { kind: 'refused', because: 'binary' } : { kind: 'text', text }
}

function binaryKind(bytes: Uint8Array): RefusalReason | null {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'spreadsheet-file' // a zip archive: .xlsx, .ods, .numbers
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return 'spreadsheet-file' // the older .xls container
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return 'pdf'
  return null
}

function decodeWith(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes)
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Bytes that are not UTF-8 come from older desktop programs, which write the Windows code page.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte)
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
