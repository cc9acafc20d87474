/** Where one plan of a frontier lands: its distance to the targets, whatever its own aims were, and its expense. */
import { roundedText, textOf } from '../domain/decimal.ts'
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
  /** D, for comparisons. */
  readonly square: number
  /** What a point of the picture says of it; its share aside. */
  readonly point: Omit<FrontierPoint, 'share'>
}

/** The workings of the plan to the exact targets, on whose board all others are judged. */
export type Scene = Pick<Workings, 'document' | 'drift' | 'aims' | 'board'>

export function landingOf({ document, drift, aims }: Scene, { rounded, settled }: Solved): Landing {
  const after = afterOf(document, drift, aims, settled)
  const totals = totalsOf(document, drift, after, settled, null)
  const distance = after.distance.toNumber()
  return {
    levels: rounded.trial.levels,
    settled,
    after,
    square: distance * distance,
    point: {
      distance: roundedText(after.distance, distanceDecimals),
      expense: textOf(settled.expense),
      turnover: totals.turnover,
      orders: settled.orders.length,
      maxDrift: totals.maxDriftAfter,
      trackingError: totals.trackingErrorAfter,
    },
  }
}

/** Of these plans the one for this allowance: the nearest beyond it, then cheapest, fewest orders, nearest. */
export function bestFor(scene: Scene, allowance: number, landings: readonly Landing[]): Landing | null {
  const board = { ...scene.board, allowance }
  const bucket = (each: Landing): number => bucketOf(board, each.square)
  return landings.reduce<Landing | null>(
    (best, each) => (best && (bucket(best) - bucket(each) || compare(best, each)) <= 0 ? best : each),
    null,
  )
}

function compare(a: Landing, b: Landing): number {
  return (
    a.settled.expense.comparedTo(b.settled.expense) ||
    a.settled.orders.length - b.settled.orders.length ||
    a.after.distance.comparedTo(b.after.distance)
  )
}

export function markOf(kind: FrontierMark['kind'], { point }: Landing): FrontierMark {
  return { kind, distance: point.distance, expense: point.expense }
}
