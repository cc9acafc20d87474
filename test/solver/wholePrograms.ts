/** Seeded programs of whole orders, and the plain ways to plan them that a good one must not be worse than. */
import { isAllowed, spent, termOf, cashTerm, type WholeProgram } from '../../src/solver/wholeTerms.ts'
import { dice } from './randomPrograms.ts'

export interface Kind {
  readonly count: number
  readonly squared: boolean
  /** Largest fixed fee of an order; 0 for none. */
  readonly fee: number
  /** Largest minimum charge; 0 when absent. */
  readonly minimum?: number
  /** Most units either way; what is held bounds the sells too. */
  readonly most: number
  /** Money in a holding, about. */
  readonly size: number
  /** Weight of cash's own distance; 0 for none. */
  readonly cashWeight?: number
  /** Half width of the aim as a share of the target. */
  readonly band?: number
}

/** A drifted portfolio with a little new cash: prices of 8 to 400 in cents, targets that sum to all there is. */
export function wholeProgram(kind: Kind, seed: number): WholeProgram {
  const roll = dice(seed)
  const { count, size } = kind
  const many = (make: (i: number) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => make(i))
  const price = many(() => Math.round(800 + roll() * 39_200) / 100)
  const shares = many((i) => Math.round((size * (0.3 + roll())) / price[i]!))
  const held = many((i) => shares[i]! * price[i]!)
  const cash = Math.round(roll() * size * count * 5) / 100
  const total = held.reduce((a, b) => a + b, 0) + cash
  const wish = many(() => 0.2 + roll())
  const whole = wish.reduce((a, b) => a + b, 0)
  const target = many((i) => (wish[i]! / whole) * total)
  const band = kind.band ?? 0
  return {
    count,
    price,
    held,
    low: target.map((t) => t * (1 - band)),
    high: target.map((t) => t * (1 + band)),
    weight: kind.squared ? target.map((t) => 1 / Math.max(t, 0.01 * total)) : target.map(() => 1),
    fee: many(() => (kind.fee === 0 || roll() < 0.3 ? 0 : Math.round(roll() * kind.fee * 100) / 100)),
    rate: many(() => (roll() < 0.3 ? 0 : roll() * 0.003)),
    spread: many(() => (roll() < 0.5 ? 0 : roll() * 0.001)),
    minimum: many(() => (roll() < 0.5 ? 0 : roll() * (kind.minimum ?? 0))),
    lower: many((i) => -Math.min(kind.most, shares[i]!)),
    upper: many(() => kind.most),
    leastSell: many(() => 1),
    leastBuy: many(() => 1),
    squared: kind.squared,
    cash,
    floor: Math.round(roll() * 0.3 * cash * 100) / 100,
    cashLow: 0.01 * total,
    cashHigh: 0.02 * total,
    cashWeight: kind.cashWeight ?? 0,
  }
}

/** The objective of these orders; infinite where the cash left is below the floor or an order is not allowed. */
export function valueOf(program: WholeProgram, orders: Float64Array): number {
  let left = program.cash
  let sum = 0
  for (let i = 0; i < program.count; i++) {
    if (!isAllowed(program, i, orders[i]!)) return Infinity
    left -= spent(program, i, orders[i]!)
    sum += termOf(program, i, orders[i]!)
  }
  return left < program.floor - 1e-12 * (program.cash + 1) ? Infinity : sum + cashTerm(program, left)
}

/** The least objective of all plans, one after the other. */
export function exhaustive(program: WholeProgram): number {
  const orders = new Float64Array(program.count)
  const walk = (i: number): number => {
    if (i === program.count) return valueOf(program, orders)
    let best = Infinity
    for (let q = program.lower[i]!; q <= program.upper[i]!; q++) {
      if (!isAllowed(program, i, q)) continue
      orders[i] = q
      best = Math.min(best, walk(i + 1))
    }
    orders[i] = 0
    return best
  }
  return walk(0)
}

/** Unit by unit, always the one that helps most, from doing nothing, until none helps. */
export function greedy(program: WholeProgram): number {
  const orders = new Float64Array(program.count)
  let best = valueOf(program, orders)
  for (;;) {
    let chosen = -1
    let to = 0
    let least = best
    for (let i = 0; i < program.count; i++)
      for (const q of [orders[i]! - 1, orders[i]! + 1, 0]) {
        const now = orders[i]!
        orders[i] = q
        const value = valueOf(program, orders)
        orders[i] = now
        if (value < least) [least, chosen, to] = [value, i, q]
      }
    if (chosen < 0) return best
    orders[chosen] = to
    best = least
  }
}
