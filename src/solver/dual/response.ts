/** Where one variable stands once its slope is known: the closed forms everything else rests on. */

import type { Bends } from './bends.ts'
import type { Form } from './form.ts'

/** r >= 0 with curve r^2 + 1.5 power r = push, for push > 0: the root of the distance travelled. */
function rootOf(push: number, curve: number, power: number): number {
  // The usual formula (−1.5 b + sqrt(2.25 b^2 + 4 a k)) / (2 a), turned over so that a = 0 and small k lose nothing.
  return (2 * push) / (1.5 * power + Math.sqrt(2.25 * power * power + 4 * curve * push))
}

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
    const bought = reach(form.bends, 1, j, up, curve, power, form.upper[j]! - origin)
    const travelled = bought > 0 ? bought : -reach(form.bends, 0, j, tilt - form.sell[j]!, curve, power, origin - form.lower[j]!) // prettier-ignore
    x = origin + travelled
    give = travelled === 0 ? 0 : easeAt(form.bends, j, travelled, curve, power)
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

/** How far a column with bends or a pool goes to one side, pushed this hard at its origin; 0 if not at all. */
function reach(
  bends: Bends,
  side: 0 | 1,
  j: number,
  push: number,
  curve: number,
  power: number,
  most: number,
): number {
  const rate = bends.rate[side][j]!
  const depth = bends.depth[side][j]!
  const resistance = rate === 0 ? 0 : poolSlope(side, rate, depth, 0)
  if (push <= resistance || most <= 0) return 0
  let from = 0
  for (let p = bends.start[side][j]!; p < bends.start[side][j + 1]!; p++) {
    const at = bends.at[side][p]!
    if (at >= most) break
    const need = resistanceAt(side, rate, depth, curve, power, at)
    if (push <= need) return within(side, rate, depth, curve, power, push, from, at)
    if (push <= need + bends.rise[side][p]!) return at
    push -= bends.rise[side][p]!
    from = at
  }
  return within(side, rate, depth, curve, power, push, from, most)
}

/** The slope of a pool's cost: rate/(rate − depth u)^2 − 1 when buying u, 1 − rate/(1 + depth u)^2 when selling it. */
export function poolSlope(side: 0 | 1, rate: number, depth: number, u: number): number {
  const left = side === 1 ? rate - depth * u : 1 + depth * u
  return side === 1 ? rate / (left * left) - 1 : 1 - rate / (left * left)
}

function poolCurve(side: 0 | 1, rate: number, depth: number, u: number): number {
  const left = side === 1 ? rate - depth * u : 1 + depth * u
  return (2 * rate * depth) / (left * left * left)
}

function resistanceAt(
  side: 0 | 1,
  rate: number,
  depth: number,
  curve: number,
  power: number,
  u: number,
): number {
  const pool = rate === 0 ? 0 : poolSlope(side, rate, depth, u)
  return curve * u + 1.5 * power * Math.sqrt(u) + pool
}

// Bisection halves at least every other time: this many rounds end at neighbouring numbers.
const mostRounds = 100

/** The u in from..to where the resistance equals the push; `to` if it stays below. */
function within(
  side: 0 | 1,
  rate: number,
  depth: number,
  curve: number,
  power: number,
  push: number,
  from: number,
  to: number,
): number {
  if (rate === 0) {
    if (power > 0) return Math.min(to, rootOf(push, curve, power) * rootOf(push, curve, power))
    return Math.min(to, push / curve)
  }
  if (to < Infinity && resistanceAt(side, rate, depth, curve, power, to) <= push) return to
  let low = from
  let high = to
  let u = high < Infinity ? 0.5 * (low + high) : Math.max(1, 2 * low)
  for (let round = 0; round < mostRounds; round++) {
    const short = push - resistanceAt(side, rate, depth, curve, power, u)
    if (short === 0) return u
    if (short > 0) low = u
    else high = u
    const step = u + short / curvatureAt(side, rate, depth, curve, power, u)
    const next = step > low && step < high ? step : high < Infinity ? 0.5 * (low + high) : 2 * low
    if (next === u || next === low || next === high || !(next < Infinity)) return u
    u = next
  }
  return u
}

function curvatureAt(
  side: 0 | 1,
  rate: number,
  depth: number,
  curve: number,
  power: number,
  u: number,
): number {
  const pool = rate === 0 ? 0 : poolCurve(side, rate, depth, u)
  return curve + (power > 0 ? (0.75 * power) / Math.sqrt(u) : 0) + pool
}

/** One over the curvature at this (signed) distance from the origin, 0 on a bend. */
function easeAt(bends: Bends, j: number, travelled: number, curve: number, power: number): number {
  const side = travelled > 0 ? 1 : 0
  const u = Math.abs(travelled)
  for (let p = bends.start[side][j]!; p < bends.start[side][j + 1]!; p++)
    if (bends.at[side][p] === u) return 0
  return 1 / curvatureAt(side, bends.rate[side][j]!, bends.depth[side][j]!, curve, power, u)
}

/** What a column costs at x beyond its square and its linear part. */
export function costAt(form: Form, j: number, x: number): number {
  const travelled = x - form.origin[j]!
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
