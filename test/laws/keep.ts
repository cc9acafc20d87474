/** How the laws are asked of a range of seeds: in blocks, so that a slow machine shows where it is. */
import { expect, test } from 'vitest'
import { lawsInTurn } from './laws.ts'
import { lawDocumentOf } from './light.ts'

const block = 100
/** Far more than a block takes, for machines that do much else. */
const limitMs = 180_000

export function keepLaws(from: number, to: number): void {
  for (let first = from; first < to; first += block) {
    test(`plans of documents ${first} to ${first + block - 1} keep every law`, { timeout: limitMs }, () => {
      const broken = Array.from({ length: block }, (_, at) => first + at).flatMap((seed) =>
        lawsInTurn(seed, lawDocumentOf(seed)).map((fault) => `seed ${seed}: ${fault}`),
      )
      expect(broken).toEqual([])
    })
  }
}
