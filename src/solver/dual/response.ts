/** Where one variable stands once its slope is known: the closed forms everything else rests on. */

import type { Form } from './form.ts'
import type { Bends } from './bends.ts'
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
 * Places column j where 1/2 curve (x − center)^2 + slope x + its cost is least within its bounds; `ease` receives
 * −dx/dslope: one over the curvature there, 0 at a kink or a bound. Infinite where nothing stops it. All go in and out
 * through arrays, as numbers handed from call to call would each be put on the heap.
 */
export function respond(
  form: Form,
  j: number,
  slope: Float64Array,
  curve: Float64Array,
  center: Float64Array,
  x: Float64Array,
  ease: Float64Array,
): void {
  const origin = form.origin[j]!
  const bend = curve[j]!
  const tilt = bend * (origin - center[j]!) + slope[j]!
  if (form.bends !== null && form.bends.special[j] === 1) {
    travel(form, form.bends, j, tilt, bend, x, ease)
  } else {
    const power = form.power[j]!
    const up = -tilt - form.buy[j]!
    const push = up > 0 ? up : tilt - form.sell[j]!
    let moved = 0
    let give = 0
    if (push > 0 && power > 0) {
      const root = rootOf(push, bend, power)
      moved = root * root
      give = root / (bend * root + 0.75 * power)
    } else if (push > 0) {
      give = 1 / bend
      moved = push / bend
    }
    x[j] = up > 0 ? origin + moved : origin - moved
    ease[j] = give
  }
  confine(form, j, x, ease)
}

/** The same for a column with bends or a pool, whose slope at its origin is `tilt`, but for its bounds. */
function travel(
  form: Form,
  bends: Bends,
  j: number,
  tilt: number,
  curve: number,
  x: Float64Array,
  ease: Float64Array,
): void {
  const origin = form.origin[j]!
  const power = form.power[j]!
  const buying = hillOf(bends, 1, j, curve, power)
  const bought = reach(bends, buying, -tilt - form.buy[j]!, form.upper[j]! - origin)
  const hill = bought > 0 ? buying : hillOf(bends, 0, j, curve, power)
  const sold = bought > 0 ? 0 : reach(bends, hill, tilt - form.sell[j]!, origin - form.lower[j]!)
  x[j] = origin + bought - sold
  ease[j] = bought + sold === 0 ? 0 : easeOn(bends, hill, bought + sold)
}

/** At a bound a column has no ease. */
function confine({ lower, upper }: Form, j: number, x: Float64Array, ease: Float64Array): void {
  if (x[j]! <= lower[j]!) x[j] = lower[j]!
  else if (x[j]! >= upper[j]!) x[j] = upper[j]!
  else return
  ease[j] = 0
}

/** What a column costs at x beyond its square and its linear part. */
export function costAt(form: Form, j: number, x: Float64Array): number {
  const travelled = x[j]! - form.origin[j]!
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
