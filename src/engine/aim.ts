/** Step 4: the interval in which each row should land, from its band, the destination and the scope. */
import { intervalAround, type Interval } from '../domain/band.ts'
import { Decimal, decimalOf, one, zero } from '../domain/decimal.ts'
import type { Portfolio } from '../domain/document.ts'
import type { Drift, Row } from '../domain/drift.ts'
import { cashClass } from '../domain/target.ts'
import { distanceOf } from './after.ts'
import type { Decision } from './decide.ts'

/** One aim per row of the drift, in the same order. */
export function aimsOf(document: Portfolio, drift: Drift, decision: Decision): Interval[] {
  const invested = document.accounts.some((account) => decimalOf(account.flow).greaterThan(0))
  return drift.rows.map((row) => {
    if (!decision.triggered && decision.open) return atTarget(row)
    if (row.class === cashClass && invested) return atTarget(row)
    if (document.policy.scope === 'breached' && !row.breached) return stayInside(row)
    return towards(row, destinationOf(document))
  })
}

/** The destination q between 0 (edge of the band) and 1 (target); one by distance is a part of the way to the target. */
function destinationOf(document: Portfolio): Decimal {
  const { destination } = document.policy
  return typeof destination === 'string' && destination !== 'optimal' ? decimalOf(destination) : one
}

/**
 * The distance from these aims that counts as arrived: with a destination by distance that share of today's, flows
 * included and before costs; else none.
 */
export function allowanceOf(document: Portfolio, drift: Drift, aims: readonly Interval[]): Decimal {
  const { destination } = document.policy
  if (typeof destination === 'string') return zero
  const weights = drift.rows.map((row) => row.weight)
  return distanceOf(drift, aims, weights).times(decimalOf(destination.distance))
}

function atTarget(row: Row): Interval {
  return intervalAround(row.target, new Decimal(0))
}

/** [t - (1-q) b, t + (1-q) b], clipped. */
function towards(row: Row, destination: Decimal): Interval {
  return intervalAround(row.target, row.half.times(one.minus(destination)))
}

/** A row inside its band only has to stay there, or where it is. */
function stayInside(row: Row): Interval {
  return { low: Decimal.min(row.band.low, row.weight), high: Decimal.max(row.band.high, row.weight) }
}
