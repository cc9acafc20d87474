/** The documents that most laws ask about: two of three are small, because a law that breaks almost always breaks there too. */
import { documentOf } from './generate.ts'
import type { RawDocument } from './raw.ts'

/** Accounts times instruments; planning takes some ten times as long with twenty as with six. */
const mostSlots = 6
/** Far from all seeds that anyone counts through, so that no document is asked about twice. */
const stride = 1_000_003

/** The first document with few slots among those of the seed and its successors, which are far away. */
export function lightDocumentOf(seed: number): RawDocument {
  for (let other = seed; ; other += stride) {
    const document = documentOf(other)
    if (document.accounts.length * document.instruments.length <= mostSlots) return document
  }
}

/** Of twelve neighbouring seeds four have the document that comes, of whatever size, and eight a small one. */
export function lawDocumentOf(seed: number): RawDocument {
  return Math.floor(seed / 4) % 3 === 0 ? documentOf(seed) : lightDocumentOf(seed)
}
