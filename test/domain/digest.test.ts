/** Digests of long texts in parts are those of the whole, wherever a part ends. */
import { expect, test } from 'vitest'
import { digestInParts, digestOfText } from '../../src/domain/digest.ts'

test.each([0, 1, 99_999, 100_000, 100_001, 250_000])('a text of %i characters', async (length) => {
  let pauses = 0
  const pause = async (): Promise<void> => {
    pauses += 1
    await Promise.resolve()
  }
  // A character of two halves lies across every border.
  const text = `${'a'.repeat(99_999)}\u{1F600}${'é'.repeat(200_000)}`.slice(0, length).toWellFormed()
  expect(await digestInParts(text, pause)).toBe(digestOfText(text))
  expect(pauses > 0).toBe(text.length > 100_001)
})
