/** The fingerprint of a text as it stands, by which a changed byte is noticed. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256 of the UTF-8 bytes of a text, as 64 hex digits. */
export function digestOfText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/** So many characters take about a millisecond. */
const partLength = 100_000

/** The same, with a pause after every part, for texts of megabytes on a thread that has somebody to answer. */
export async function digestInParts(text: string, pause: () => Promise<void>): Promise<string> {
  const hash = sha256.create()
  for (let from = 0; from < text.length;) {
    const to = from + partLength
    // A character of two halves stays in one part.
    const end = isFirstHalf(text.charCodeAt(to - 1)) ? to + 1 : to
    hash.update(utf8ToBytes(text.slice(from, end)))
    from = end
    if (from < text.length) await pause()
  }
  return bytesToHex(hash.digest())
}

function isFirstHalf(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}
