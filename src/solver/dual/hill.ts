/** What resists a column with bends or a pool as it leaves its origin to one side, and how far a push takes it. */

import type { Bends } from './bends.ts'

interface Hill {
  readonly side: 0 | 1 // selling, buying
  readonly rate: number // of the pool; 0 without one
  readonly depth: number
  readonly curve: number
  readonly power: number
  readonly from: number // its bends in the list of this side
  readonly end: number
}

export function hillOf(bends: Bends, side: 0 | 1, j: number, curve: number, power: number): Hill {
  const start = bends.start[side]
  const rate = bends.rate[side][j]!
  return { side, rate, depth: bends.depth[side][j]!, curve, power, from: start[j]!, end: start[j + 1]! }
}

/** How far the column goes, pushed this hard at its origin; 0 if not at all. */
export function reach({ at, rise }: Bends, hill: Hill, push: number, most: number): number {
  const resistance = hill.rate === 0 ? 0 : poolSlope(hill, 0)
  if (push <= resistance || most <= 0) return 0
  let from = 0
  for (let p = hill.from; p < hill.end; p++) {
    const bend = at[hill.side][p]!
    if (bend >= most) break
    const need = resistanceAt(hill, bend)
    if (push <= need) return within(hill, push, from, bend)
    if (push <= need + rise[hill.side][p]!) return bend
    push -= rise[hill.side][p]!
    from = bend
  }
  return within(hill, push, from, most)
}

/** One over the curvature at this distance from the origin, 0 on a bend. */
export function easeOn({ at }: Bends, hill: Hill, u: number): number {
  for (let p = hill.from; p < hill.end; p++) if (at[hill.side][p] === u) return 0
  return 1 / curvatureAt(hill, u)
}

/** The slope of a pool's cost: rate/(rate − depth u)^2 − 1 when buying u, 1 − rate/(1 + depth u)^2 when selling it. */
function poolSlope({ side, rate, depth }: Hill, u: number): number {
  const left = side === 1 ? rate - depth * u : 1 + depth * u
  return side === 1 ? rate / (left * left) - 1 : 1 - rate / (left * left)
}

function poolCurve({ side, rate, depth }: Hill, u: number): number {
  const left = side === 1 ? rate - depth * u : 1 + depth * u
  return (2 * rate * depth) / (left * left * left)
}

function resistanceAt(hill: Hill, u: number): number {
  const pool = hill.rate === 0 ? 0 : poolSlope(hill, u)
  return hill.curve * u + 1.5 * hill.power * Math.sqrt(u) + pool
}

function curvatureAt(hill: Hill, u: number): number {
  const pool = hill.rate === 0 ? 0 : poolCurve(hill, u)
  return hill.curve + (hill.power > 0 ? (0.75 * hill.power) / Math.sqrt(u) : 0) + pool
}

/** r >= 0 with curve r^2 + 1.5 power r = push, for push > 0: the root of the distance travelled. */
export function rootOf(push: number, curve: number, power: number): number {
  // The usual formula (−1.5 b + sqrt(2.25 b^2 + 4 a k)) / (2 a), turned over so that a = 0 and small k lose nothing.
  return (2 * push) / (1.5 * power + Math.sqrt(2.25 * power * power + 4 * curve * push))
}

// Bisection halves at least every other time: this many rounds end at neighbouring numbers.
const mostRounds = 100

/** The u in from..to where the resistance equals the push; `to` if it stays below. */
function within(hill: Hill, push: number, from: number, to: number): number {
  const { rate, curve, power } = hill
  if (rate === 0) {
    if (power > 0) return Math.min(to, rootOf(push, curve, power) * rootOf(push, curve, power))
    return Math.min(to, push / curve)
  }
  if (to < Infinity && resistanceAt(hill, to) <= push) return to
  let low = from
  let high = to
  let u = high < Infinity ? 0.5 * (low + high) : Math.max(1, 2 * low)
  for (let round = 0; round < mostRounds; round++) {
    const short = push - resistanceAt(hill, u)
    if (short === 0) return u
    if (short > 0) low = u
    else high = u
    const step = u + short / curvatureAt(hill, u)
    const next = step > low && step < high ? step : high < Infinity ? 0.5 * (low + high) : 2 * low
    if (next === u || next === low || next === high || !(next < Infinity)) return u
    u = next
  }
  return u
}
