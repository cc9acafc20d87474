/** The convex part of an order's cost as a function of its value, and as straight pieces that never exceed it. */
import { impactCost, impactSlope } from '../domain/impact.ts'
import { curveCost, curveSlope } from '../domain/pool.ts'
import { mostOfPool, type Curve } from './terms.ts'

export type Side = 'buy' | 'sell'

/** Impact and pools together for an order of this unsigned value. */
export function costOn(curve: Curve, side: Side, value: number): number {
  const pool = curve[side]
  return (
    (curve.impact === 0 ? 0 : impactCost(curve.impact, value)) + (pool === null ? 0 : curveCost(pool, value))
  )
}

export function slopeOn(curve: Curve, side: Side, value: number): number {
  const pool = curve[side]
  return (
    (curve.impact === 0 ? 0 : impactSlope(curve.impact, value)) +
    (pool === null ? 0 : curveSlope(pool, value))
  )
}

/** The largest order that a curve makes any sense of. */
export function mostOn(curve: Curve | null, side: Side): number {
  const pool = side === 'buy' ? curve?.buy : null
  return pool ? mostOfPool / pool.bend : Infinity
}

/** A straight piece of cost: up to this much more value, each unit of it at this slope. */
export interface Piece {
  readonly width: number
  readonly slope: number
}

/**
 * The tangents of the curve at these values (rising, the first zero), each from where it leaves the one before: pieces
 * of rising slope whose sum lies on or below the curve everywhere, and touches it at every value.
 */
export function piecesOf(curve: Curve, side: Side, touched: readonly number[], most: number): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const [at, value] of touched.entries()) {
    const next = touched[at + 1]
    const slope = slopeOn(curve, side, value)
    const to = next === undefined ? most : Math.min(most, crossing(curve, side, value, next))
    if (to > from) pieces.push({ width: to - from, slope })
    from = Math.max(from, to)
  }
  return pieces
}

/** Where the tangents at two values meet; between them, and halfway where they are the same line. */
function crossing(curve: Curve, side: Side, a: number, b: number): number {
  const [steepA, steepB] = [slopeOn(curve, side, a), slopeOn(curve, side, b)]
  if (steepB - steepA <= 1e-15 * steepB) return (a + b) / 2
  const meet =
    (costOn(curve, side, a) - steepA * a - (costOn(curve, side, b) - steepB * b)) / (steepB - steepA)
  return Math.max(a, Math.min(b, meet))
}
