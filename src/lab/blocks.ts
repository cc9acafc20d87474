/** Proof that nothing happens: what prices do within thirty-two steps bounds every weight, and most blocks need no look at all. */
import type { Setup, Terms } from './terms.ts'

/** Steps of a block that is passed over or looked at as a whole. */
export const blockSteps = 32

/** Lowest and highest price of each class within each block, as a share of the portfolio that was at its targets when the block began. */
export interface Blocks {
  readonly size: number
  readonly lowest: Float64Array
  readonly highest: Float64Array
  survey(prices: Float64Array, steps: number): void
}

export function blocksOf({ size, targets, chunk }: Setup): Blocks {
  const many = Math.ceil(chunk / blockSteps)
  const lowest = new Float64Array(many * size)
  const highest = new Float64Array(many * size)
  const shares = new Float64Array(size)
  const whole = new Float64Array(blockSteps)
  const survey = (prices: Float64Array, steps: number): void => {
    for (let from = 0, block = 0; from < steps; from += blockSteps, block += 1) {
      const length = Math.min(blockSteps, steps - from)
      whole.fill(0)
      for (let i = 0; i < size; i += 1) {
        shares[i] = (targets[i] as number) / (prices[i * chunk + from] as number)
        for (let t = 0; t < length; t += 1)
          whole[t] = (whole[t] as number) + (shares[i] as number) * (prices[i * chunk + from + t] as number)
      }
      for (let t = 0; t < length; t += 1) whole[t] = 1 / (whole[t] as number)
      for (let i = 0; i < size; i += 1) {
        let low = Infinity
        let high = 0
        for (let t = 0; t < length; t += 1) {
          const price = (prices[i * chunk + from + t] as number) * (whole[t] as number)
          low = price < low ? price : low
          high = price > high ? price : high
        }
        lowest[block * size + i] = low
        highest[block * size + i] = high
      }
    }
  }
  return { size, lowest, highest, survey }
}

/** More than rounding can be off. */
const slack = 1 + 1e-9

/**
 * Which classes could leave their band within the block, into `suspects`; returns how many, and none is a proof. The
 * largest weight of class i has its own price at the highest and all others at the lowest; the smallest the other way round.
 */
export function suspectsOf(
  { size, lowest, highest }: Blocks,
  block: number,
  units: Float64Array,
  own: number,
  { low, high }: Terms,
  suspects: Int32Array,
): number {
  const from = block * size
  let least = 0
  let most = 0
  for (let i = 0; i < size; i += 1) {
    const u = units[own + i] as number
    least += u * (lowest[from + i] as number)
    most += u * (highest[from + i] as number)
  }
  let found = 0
  for (let i = 0; i < size; i += 1) {
    const u = units[own + i] as number
    const down = u * (lowest[from + i] as number)
    const up = u * (highest[from + i] as number)
    // A weight cannot leave a band that ends at 0 or 1 there; rounding alone breaches neither.
    const isBelow = up * slack < (high[i] as number) * (least - down + up)
    const isAbove = down > (low[i] as number) * (most - up + down) * slack
    if ((isBelow || (high[i] as number) >= 1) && (isAbove || (low[i] as number) <= 0)) continue
    suspects[found] = i
    found += 1
  }
  return found
}
