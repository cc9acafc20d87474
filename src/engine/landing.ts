/** Where one plan of a frontier lands: its distance to the targets, whatever its own aims were, and its expense. */
import { roundedText, textOf, type Decimal } from '../domain/decimal.ts'
import type { FrontierMark, FrontierPoint } from '../domain/frontier.ts'
import { afterOf, type After } from './after.ts'
import { bucketOf } from './trial.ts'
import { distanceDecimals } from './digits.ts'
import type { Solved, Workings } from './plan.ts'
import { totalsOf } from './report.ts'
import type { Settled } from './settle.ts'

export interface Landing {
  readonly levels: Float64Array
  readonly settled: Settled
  readonly after: After
}

/** The workings of the plan to the exact targets, on whose board all others are judged. */
export type Scene = Pick<Workings, 'document' | 'drift' | 'aims' | 'board'>

export function landingOf({ document, drift, aims }: Scene, { rounded, settled }: Solved): Landing {
  return { levels: rounded.trial.levels, settled, after: afterOf(document, drift, aims, settled) }
}

/** Of these plans the one for this allowance: the nearest beyond it, then cheapest, fewest orders, nearest. */
export function bestFor(scene: Scene, allowance: number, landings: readonly Landing[]): Landing | null {
  const board = { ...scene.board, allowance }
  const bucket = (each: Landing): number => bucketOf(board, squareOf(each))
  return landings.reduce<Landing | null>(
    (best, each) => (best && (bucket(best) - bucket(each) || compare(best, each)) <= 0 ? best : each),
    null,
  )
}

function squareOf({ after }: Landing): number {
  return after.distance.toNumber() * after.distance.toNumber()
}

function compare(a: Landing, b: Landing): number {
  return (
    a.settled.expense.comparedTo(b.settled.expense) ||
    a.settled.orders.length - b.settled.orders.length ||
    a.after.distance.comparedTo(b.after.distance)
  )
}

export function pointOf({ document, drift }: Scene, share: Decimal, landing: Landing): FrontierPoint {
  const totals = totalsOf(document, drift, landing.after, landing.settled)
  return {
    share: textOf(share),
    ...placeOf(landing),
    turnover: totals.turnover,
    orders: landing.settled.orders.length,
    maxDrift: totals.maxDriftAfter,
    trackingError: totals.trackingErrorAfter,
  }
}

export function markOf(kind: FrontierMark['kind'], landing: Landing): FrontierMark {
  return { kind, ...placeOf(landing) }
}

function placeOf({ after, settled }: Landing): Pick<FrontierMark, 'distance' | 'expense'> {
  return {
    distance: roundedText(after.distance, distanceDecimals),
    expense: textOf(settled.expense),
  }
}
