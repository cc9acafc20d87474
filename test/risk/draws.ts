/** Seeded uniform and nearly normal numbers for tests of estimates. */
import { diceOf } from '../laws/dice.ts'

const sides = 2 ** 30

/** From 0 to 1. */
export function uniforms(seed: number): () => number {
  const dice = diceOf(seed)
  return () => dice.int(0, sides) / sides
}

/** Sums of twelve uniform numbers: mean 0, deviation 1, nearly normal. */
export function normals(seed: number): () => number {
  const next = uniforms(seed)
  return () => {
    let sum = -6
    for (let left = 12; left > 0; left -= 1) sum += next()
    return sum
  }
}
