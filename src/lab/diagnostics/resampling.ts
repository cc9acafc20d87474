/** Means of a series drawn again and again in blocks, and the interval that most of them lie in. */
import { unitsOf } from './draws.ts'

/** Enough for the ends of a 95 % interval to stand still. */
const draws = 1000

/**
 * Means of resamples by the stationary bootstrap (Politis and Romano 1994), from first to last a row follows the one
 * before, or with probability 1 / meanBlock any; blocks of n^(1/3) rows unless told otherwise, the rate at which the
 * error of a mean's interval falls fastest.
 */
export function drawnMeans(
  series: Float64Array,
  seed: number,
  meanBlock: number = usualBlock(series.length),
): Float64Array {
  const leaves = 1 / meanBlock
  const count = series.length
  return Float64Array.from({ length: draws }, (_, draw) => {
    const next = unitsOf(seed, 'resampling', draw)
    let [sum, row] = [0, count - 1]
    for (let at = 0; at < count; at += 1) {
      // One number says whether the block ends, and of a new one, magnified, where it begins.
      const chance = at === 0 ? next() * leaves : next()
      row = chance < leaves ? Math.floor((chance / leaves) * count) : row + 1 === count ? 0 : row + 1
      sum += series[row]!
    }
    return sum / count
  })
}

/** n^(1/3), rounded up. */
export function usualBlock(count: number): number {
  let block = 1
  while (block * block * block < count) block += 1
  return block
}

/** The values that 2.5 % lie below and 2.5 % above. */
export function intervalOf(values: Float64Array): readonly [number, number] {
  const sorted = values.toSorted()
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? NaN
  return [at(0.025), at(0.975)]
}
