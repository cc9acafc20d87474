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
    return windowsText(bytes)
  }
}

/**
 * What the bytes 80 to 9F mean in Windows-1252; all others are their own code point. Written out because some versions
 * of Node decode this code page as Latin-1 and lose the euro sign.
 */
const windowsSigns =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

/** Bytes that are not UTF-8 come from older desktop programs, which write the Windows code page. */
function windowsText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes)
    text += byte >= 0x80 && byte <= 0x9f ? windowsSigns[byte - 0x80] : String.fromCharCode(byte)
  return text
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte)
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
