/** Random documents on their way to a share of today's distance. */
import { diceOf } from './dice.ts'
import type { RawDocument } from './raw.ts'

const shares = ['0', '0.05', '0.25', '0.4', '0.5', '0.75', '0.9', '0.9999', '1']

/** The same document with a destination by distance; the seed picks the share. */
export function towardsShare(document: RawDocument, seed: number): RawDocument {
  const distance = diceOf(seed * 104_729 + 5).pick(shares)
  return { ...document, policy: { ...document.policy, destination: { distance } } }
}
