/** Where one variable stands once its slope is known: the closed forms everything else rests on. */

import type { Form } from './form.ts'
import { easeOn, hillOf, reach, rootOf } from './hill.ts'

/**
 * The x that minimises 1/2 (x − v)^2 + a |x| + b |x|^{3/2}, a and b not negative: with k = max(|v| − a, 0),
 * x = sgn(v) y^2 and y = (−1.5 b + sqrt(2.25 b^2 + 4 k)) / 2, from the first-order condition y^2 + 1.5 b y = k.
 */
export function prox32(v: number, a: number, b: number): number {
  const push = Math.abs(v) - a
  if (push <= 0) return 0
  const root = rootOf(push, 1, b)
  return Math.sign(v) * root * root
}

/**
 * The x within its bounds that minimises 1/2 curve (x − center)^2 + slope x + the column's cost; `ease` receives
 * −dx/dslope: one over the curvature there, 0 at a kink or a bound. Infinite where nothing stops it.
 */
export function respond(
  form: Form,
  j: number,
  slope: number,
  curve: number,
  center: number,
  ease: Float64Array,
): number {
  const origin = form.origin[j]!
  const power = form.power[j]!
  const tilt = curve * (origin - center) + slope
  const up = -tilt - form.buy[j]!
  const push = up > 0 ? up : tilt - form.sell[j]!
  let x = origin
  let give = 0
  if (form.bends !== null && form.bends.special[j] === 1) {
    const buying = hillOf(form.bends, 1, j, curve, power)
    const bought = reach(form.bends, buying, up, form.upper[j]! - origin)
    const hill = bought > 0 ? buying : hillOf(form.bends, 0, j, curve, power)
    const travelled =
      bought > 0 ? bought : reach(form.bends, hill, tilt - form.sell[j]!, origin - form.lower[j]!)
    x = bought > 0 ? origin + travelled : origin - travelled
    give = travelled === 0 ? 0 : easeOn(form.bends, hill, travelled)
  } else if (push > 0) {
    const way = up > 0 ? 1 : -1
    if (power > 0) {
      const root = rootOf(push, curve, power)
      x = origin + way * root * root
      give = root / (curve * root + 0.75 * power)
    } else {
      x = origin + (way * push) / curve
      give = 1 / curve
    }
  }
  const { lower, upper } = form
  if (x <= lower[j]! || x >= upper[j]!) {
    x = x <= lower[j]! ? lower[j]! : upper[j]!
    give = 0
  }
  ease[j] = give
  return x
}

/** What a column costs at x beyond its square and its linear part. */
export function costAt(form: Form, j: number, x: number): number {
  const travelled = x - form.origin[j]!
  if (travelled === 0) return 0
  const u = Math.abs(travelled)
  const side = travelled > 0 ? 1 : 0
  let cost = u * ((side === 1 ? form.buy[j]! : form.sell[j]!) + form.power[j]! * Math.sqrt(u))
  if (form.bends === null || form.bends.special[j] === 0) return cost
  const { start, at, rise, rate, depth } = form.bends
  for (let p = start[side][j]!; p < start[side][j + 1]!; p++)
    cost += rise[side][p]! * Math.max(0, u - at[side][p]!)
  const pool = rate[side][j]!
  if (pool === 0) return cost
  return (
    cost + (side === 1 ? u / (pool - depth[side][j]! * u) - u : u - (pool * u) / (1 + depth[side][j]! * u))
  )
}
