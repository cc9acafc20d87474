/** Streams of chance for the diagnostics: the numbers of a seed, a use and a path, the same whenever they are asked for. */
import { log } from '../../risk/elementary.ts'
import { philox } from '../philox.ts'

/** The third word of the counter, so that unrelated uses of one seed share nothing, with the paths of markets neither. */
const uses = { resampling: 0x6d65616e, power: 0x706f7765 } as const

/** Numbers between 0 and 1, never either of them: four from each block of Philox. */
export function unitsOf(seed: number, use: keyof typeof uses, path: number): () => number {
  const words = new Uint32Array(4)
  let [block, left] = [0, 0]
  return () => {
    if (left === 0) {
      philox(block, path, uses[use], 0, seed | 0, Math.floor(seed / 2 ** 32), words)
      block += 1
      left = words.length
    }
    left -= 1
    return words[left]! / 2 ** 32 + 0.5 / 2 ** 32
  }
}

/** Standard normal numbers by Marsaglia's polar method, two from each point inside the unit circle. */
export function normalsOf(units: () => number): () => number {
  let spare: number | null = null
  return () => {
    if (spare !== null) {
      const kept = spare
      spare = null
      return kept
    }
    for (;;) {
      const [u, v] = [2 * units() - 1, 2 * units() - 1]
      const square = u * u + v * v
      if (square < 1) {
        const scale = Math.sqrt((-2 * log(square)) / square)
        spare = v * scale
        return u * scale
      }
    }
  }
}
