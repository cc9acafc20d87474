/** How the laws of taxes are asked of a range of households: in blocks, so that a slow machine shows where it is. */
import { expect, test } from 'vitest'
import { brokenTaxLaws } from './lawsTax.ts'

const block = 200
/** Far more than a block takes, for machines that do much else. */
const limitMs = 240_000

export function keepTaxLaws(from: number, to: number): void {
  for (let first = from; first < to; first += block) {
    test(`plans of households ${first} to ${first + block - 1} keep every law`, { timeout: limitMs }, () => {
      const broken = Array.from({ length: block }, (_, at) => first + at).flatMap((seed) =>
        brokenTaxLaws(seed).map((fault) => `household ${seed}: ${fault}`),
      )
      expect(broken).toEqual([])
    })
  }
}
