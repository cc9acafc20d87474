/** Whole orders under one budget: the program's numbers, and what one order is worth, costs and spends. */

/**
 * Minimise  sum_i g_i(held_i + price_i q_i) + charge_i(q_i)  +  g_cash(cash left)  over whole q, where
 *   charge_i(q) = max(fee_i + rate_i price_i |q|, minimum_i) + spread_i price_i |q| for q <> 0, else 0;
 *   cash left = cash - sum_i (price_i q_i + charge_i(q_i)), never below `floor`;
 *   g(v) = weight * miss or weight * miss^2, miss the distance of v from [low, high].
 * Money is in one unit throughout. lower <= 0 <= upper: doing nothing is always allowed. An order has at least leastBuy or
 * leastSell units.
 */
export interface WholeProgram {
  readonly count: number
  readonly price: Float64Array
  readonly held: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly weight: Float64Array
  readonly fee: Float64Array
  readonly rate: Float64Array
  readonly minimum: Float64Array
  readonly spread: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly leastSell: Float64Array
  readonly leastBuy: Float64Array
  readonly squared: boolean
  readonly cash: number
  readonly floor: number
  readonly cashLow: number
  readonly cashHigh: number
  readonly cashWeight: number
}

function missOf(value: number, low: number, high: number): number {
  return value < low ? low - value : value > high ? value - high : 0
}

function weighed(program: WholeProgram, weight: number, miss: number): number {
  return weight * (program.squared ? miss * miss : miss)
}

/** g_i of the value that i then has. */
export function missCost(program: WholeProgram, i: number, q: number): number {
  const value = program.held[i]! + program.price[i]! * q
  return weighed(program, program.weight[i]!, missOf(value, program.low[i]!, program.high[i]!))
}

export function charge(program: WholeProgram, i: number, q: number): number {
  if (q === 0) return 0
  const value = program.price[i]! * Math.abs(q)
  return (
    Math.max(program.fee[i]! + program.rate[i]! * value, program.minimum[i]!) + program.spread[i]! * value
  )
}

/** Cash that the order takes; negative when it brings some. */
export function spent(program: WholeProgram, i: number, q: number): number {
  return program.price[i]! * q + charge(program, i, q)
}

/** What i adds to the objective. */
export function termOf(program: WholeProgram, i: number, q: number): number {
  return missCost(program, i, q) + charge(program, i, q)
}

/** What cash adds to the objective when this much is left. */
export function cashTerm(program: WholeProgram, left: number): number {
  return weighed(program, program.cashWeight, missOf(left, program.cashLow, program.cashHigh))
}

export function isAllowed(program: WholeProgram, i: number, q: number): boolean {
  if (q === 0) return true
  return q > 0
    ? q >= program.leastBuy[i]! && q <= program.upper[i]!
    : -q >= program.leastSell[i]! && q >= program.lower[i]!
}

/** Float noise that a sum of this many amounts of this size may carry; cash may be short by no more. */
export function noiseOf(program: WholeProgram): number {
  return 1e-12 * (Math.abs(program.cash) + 1)
}
