/** Rows of a history drawn in blocks, so that what happened together and one after the other mostly stays so. */
import { keyOf, unitsAt } from './shocks.ts'

/** Chance between 0 and 1 in pairs: whether a block ends, and where the next begins. */
const pair = 2

/**
 * The stationary bootstrap (Politis and Romano 1994): each place goes on to the next row, or with probability 1 / meanBlock
 * to any; the last row is followed by the first. Draw k of a seed is the same whenever it is asked for.
 */
export function drawnRows(seed: number, draw: number, count: number, meanBlock: number): Int32Array {
  const key = keyOf(seed, 'row')
  const units = new Float64Array(pair)
  let row = 0
  return Int32Array.from({ length: count }, (_, at) => {
    unitsAt(key, draw, at, units)
    const isNew = at === 0 || units[0]! < 1 / meanBlock
    row = isNew ? Math.floor(units[1]! * count) : (row + 1) % count
    return row
  })
}
