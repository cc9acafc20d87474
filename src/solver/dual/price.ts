/** The price of one total: the multiplier at which separate answers add up to what is asked. */

import { prox32 } from './response.ts'

/** The total at a price, which must not rise with it, and how fast it falls. */
export interface Supply {
  total: number
  fall: number
}

const mostRounds = 200

/**
 * The price at which `answer` brings the total to zero: Newton steps within a bracket that bisection closes. `unit` is a
 * typical price. Ends within `tolerance` of zero or, where the total jumps over it, at the jump.
 */
export function priceOf(answer: (price: number) => Supply, unit: number, tolerance: number): number {
  let low = -Infinity
  let high = Infinity
  let price = 0
  let reach = unit
  for (let round = 0; round < mostRounds; round++) {
    const { total, fall } = answer(price)
    if (Math.abs(total) <= tolerance) return price
    if (total > 0) low = price
    else high = price
    const newton = price + total / fall
    const isInside = newton > low && newton < high && Math.abs(newton - price) <= reach
    let next = newton
    if (!isInside) {
      const isOpen = low === -Infinity || high === Infinity
      next = isOpen ? price + Math.sign(total) * reach : 0.5 * (low + high)
      if (isOpen) reach *= 2
    }
    if (next === price || next === low || next === high || !(Math.abs(next) < Infinity)) return price
    price = next
  }
  return price
}

/**
 * minimise sum of weight_i/2 (x_i − aim_i)^2 + cost_i |x_i|  subject to  sum of x = total, weights positive: with the
 * price nu, x_i(nu) = sgn(y) max(|y| − cost_i/weight_i, 0) and y = aim_i − nu/weight_i.
 */
export function separableDual(
  weight: Float64Array,
  aim: Float64Array,
  cost: Float64Array,
  total: number,
): { x: Float64Array; nu: number } {
  const x = new Float64Array(aim.length)
  const supply = { total: 0, fall: 0 }
  const answer = (nu: number): Supply => {
    supply.total = -total
    supply.fall = 0
    for (let i = 0; i < x.length; i++) {
      x[i] = prox32(aim[i]! - nu / weight[i]!, cost[i]! / weight[i]!, 0)
      supply.total += x[i]!
      if (x[i] !== 0) supply.fall += 1 / weight[i]!
    }
    return supply
  }
  const nu = priceOf(
    answer,
    cost.reduce((most, c) => Math.max(most, c), 1e-3),
    1e-16,
  )
  answer(nu)
  return { x, nu }
}

/**
 * The x nearest to v, sum of weight_i (x_i − v_i)^2 least, with sum of x = total and lower <= x <= upper: with the price
 * nu, x_i(nu) = min(max(v_i − nu/weight_i, lower_i), upper_i). On the simplex this is the waterfilling that lifts the lowest.
 */
export function nearestOfTotal(
  v: Float64Array,
  weight: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  total: number,
): { x: Float64Array; nu: number } {
  const x = new Float64Array(v.length)
  const supply = { total: 0, fall: 0 }
  const answer = (nu: number): Supply => {
    supply.total = -total
    supply.fall = 0
    for (let i = 0; i < x.length; i++) {
      const free = v[i]! - nu / weight[i]!
      x[i] = Math.min(Math.max(free, lower[i]!), upper[i]!)
      supply.total += x[i]!
      if (x[i] === free) supply.fall += 1 / weight[i]!
    }
    return supply
  }
  const nu = priceOf(
    answer,
    weight.reduce((most, w) => Math.max(most, w), 0),
    1e-16,
  )
  answer(nu)
  return { x, nu }
}
