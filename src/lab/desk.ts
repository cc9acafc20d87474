/** The desk: what one look of one policy is about, its holdings before and after, in the memory that routines share. */
import { type Allot, filled } from './machine.ts'
import type { Setup } from './terms.ts'

/** Values, not weights. Reused from look to look. */
export interface Desk {
  readonly held: Float64Array
  /** What the trades start from: held, with the flow waterfilled. */
  readonly start: Float64Array
  readonly after: Float64Array
  /** Where each class should end up, as weights. */
  readonly aimLow: Float64Array
  readonly aimHigh: Float64Array
  /** Whole numbers, as far apart as the others: 1 above its aim, -1 below, 0 inside; and whether a class is touched. */
  readonly side: Float64Array
  readonly isTouched: Float64Array
  /** Classes whose value a trade changes, in bytes: first those that move or take the flow, then who takes what is left. */
  readonly touched: Float64Array
  /** Of the value traded; and the classes by that, the cheapest first, in bytes. */
  readonly oneWay: Float64Array
  readonly cheapest: Int32Array
  readonly slip: Float64Array
  /** Ends of the list of those touched: of all, and of the first kind. */
  readonly ends: Int32Array
}

/** What stands where on the slip: value before the flow, the flow, the value after all; then what the trades came to. */
export const slipOf = {
  before: 0,
  flow: 1,
  total: 2,
  cost: 3,
  tax: 4,
  orders: 5,
  traded: 6,
  /** Of what the trades start from, the sum over classes that do not move. */
  still: 7,
} as const

export function deskOf({ size, oneWay, cheapest }: Setup, allot: Allot): Desk {
  const row = (): Float64Array => allot(size)
  const whole = (length: number): Int32Array => {
    const cells = allot(length)
    return new Int32Array(cells.buffer, cells.byteOffset, 2 * length)
  }
  const byCost = whole(size)
  cheapest.forEach((at, place) => (byCost[place] = at * Float64Array.BYTES_PER_ELEMENT))
  return {
    held: row(),
    start: row(),
    after: row(),
    aimLow: row(),
    aimHigh: row(),
    side: row(),
    isTouched: row(),
    touched: row(),
    oneWay: filled(allot, oneWay),
    cheapest: byCost,
    slip: allot(Object.keys(slipOf).length),
    ends: whole(1),
  }
}

/** What a look did. */
export interface Ticket {
  readonly held: Float64Array
  readonly after: Float64Array
  readonly before: number
  readonly flow: number
  readonly total: number
  /** Tickets included. */
  readonly cost: number
  readonly tax: number
  /** The sum of what is bought and sold. */
  readonly traded: number
}

export function ticketOf({ held, after, slip }: Desk): Ticket {
  const at = (name: keyof typeof slipOf): number => slip[slipOf[name]] as number
  return {
    held,
    after,
    before: at('before'),
    flow: at('flow'),
    total: at('total'),
    cost: at('cost'),
    tax: at('tax'),
    traded: at('traded'),
  }
}
