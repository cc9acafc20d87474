/** The two loops that every step of every policy goes through: what fixed holdings are worth, and what that adds to a policy's sums. */
import type { Lanes } from './lanes.ts'

/** Total values of fixed holdings at the steps from `from` to before `to`: eight at a time, so that sums need not wait for each other. */
export function valuesOf(
  units: Float64Array,
  own: number,
  size: number,
  prices: Float64Array,
  stride: number,
  from: number,
  to: number,
  values: Float64Array,
): void {
  let t = from
  for (; t + 8 <= to; t += 8) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    let e = 0
    let f = 0
    let g = 0
    let h = 0
    for (let i = 0, at = t; i < size; i += 1, at += stride) {
      const u = units[own + i] as number
      a += u * (prices[at] as number)
      b += u * (prices[at + 1] as number)
      c += u * (prices[at + 2] as number)
      d += u * (prices[at + 3] as number)
      e += u * (prices[at + 4] as number)
      f += u * (prices[at + 5] as number)
      g += u * (prices[at + 6] as number)
      h += u * (prices[at + 7] as number)
    }
    values[t] = a
    values[t + 1] = b
    values[t + 2] = c
    values[t + 3] = d
    values[t + 4] = e
    values[t + 5] = f
    values[t + 6] = g
    values[t + 7] = h
  }
  for (; t < to; t += 1) {
    let sum = 0
    for (let i = 0, at = t; i < size; i += 1, at += stride)
      sum += (units[own + i] as number) * (prices[at] as number)
    values[t] = sum
  }
}

/** Returns, their squares, losses and the drawdown of these steps. */
export function tally(lanes: Lanes, policy: number, values: Float64Array, from: number, to: number): void {
  let last = lanes.value[policy] as number
  let peak = lanes.peak[policy] as number
  let floor = lanes.floor[policy] as number
  let returns = lanes.returns[policy] as number
  let squares = lanes.squares[policy] as number
  let losses = lanes.losses[policy] as number
  for (let t = from; t < to; t += 1) {
    const value = values[t] as number
    const r = value / last - 1
    // Twice the loss, or nothing, without asking which.
    const loss = r - Math.abs(r)
    returns += r
    squares += r * r
    losses += loss * loss
    if (value > peak) {
      peak = value
      floor = value * (1 + (lanes.drawdown[policy] as number))
    } else if (value < floor) {
      lanes.drawdown[policy] = value / peak - 1
      floor = value
    }
    last = value
  }
  lanes.value[policy] = last
  lanes.peak[policy] = peak
  lanes.floor[policy] = floor
  lanes.returns[policy] = returns
  lanes.squares[policy] = squares
  lanes.losses[policy] = losses
}
