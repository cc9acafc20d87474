/** Trades that pay for themselves: what is held after costs and tax sums to what was there before, less both. */
import type { Setup } from './terms.ts'

/** One look's trades; values, not weights. Reused from look to look. */
export interface Desk {
  readonly held: Float64Array
  /** What the trades start from: held, with the flow waterfilled. */
  readonly start: Float64Array
  readonly after: Float64Array
  /** What was paid for what is held, at average cost. */
  readonly basis: Float64Array
  readonly aimLow: Float64Array
  readonly aimHigh: Float64Array
  /** 1 above its aim, -1 below, 0 inside. */
  readonly moved: Int8Array
  readonly order: number[]
  /** Classes whose value a trade changes: first those that move or take the flow, `fixed` of them, then who takes what is left. */
  readonly touched: Int32Array
  /** Is a class among them? */
  readonly isTouched: Uint8Array
  many: number
  fixed: number
  /** Of what the trades start from, the sum over classes that do not move. */
  still: number
  /** Value before the flow, the flow, and the value after all. */
  before: number
  flow: number
  total: number
  /** Was a weight outside its band? */
  isOutside: boolean
  /** Found by the trades: cost (tickets included), tax, orders, and the sum of what is bought and sold. */
  cost: number
  tax: number
  orders: number
  traded: number
}

export function deskOf(size: number): Desk {
  const row = (): Float64Array => new Float64Array(size)
  return {
    held: row(),
    start: row(),
    after: row(),
    basis: row(),
    aimLow: row(),
    aimHigh: row(),
    moved: new Int8Array(size),
    touched: new Int32Array(size),
    isTouched: new Uint8Array(size),
    many: 0,
    fixed: 0,
    still: 0,
    order: Array.from({ length: size }, (_, at) => at),
    before: 0,
    flow: 0,
    total: 0,
    isOutside: false,
    cost: 0,
    tax: 0,
    orders: 0,
    traded: 0,
  }
}

/** The secant's steps end at the last digit after three or four; more happen only where a ticket comes and goes. */
const mostRounds = 24

/**
 * The total after costs: the root of v = total - charge(v), where `place` fills `after` for a total of v. Between
 * changes of who trades the charge is linear in v, so the secant is exact. Where a ticket hangs on v itself there may
 * be no root; then the difference is charged as cost, and nothing appears or vanishes.
 */
export function settle(desk: Desk, setup: Setup, total: number, place: Place): number {
  let last = total
  let lastMiss = missAt(desk, setup, total, place, total)
  let value = total + lastMiss
  let miss = lastMiss
  for (let round = 0; round < mostRounds && lastMiss !== 0; round += 1) {
    miss = missAt(desk, setup, total, place, value)
    if (Math.abs(miss) <= total * Number.EPSILON) return value
    const slope = (miss - lastMiss) / (value - last)
    last = value
    lastMiss = miss
    value += slope < -0.1 ? -miss / slope : miss
  }
  desk.cost = total - desk.tax - last
  return last
}

/** Fills `after` so that it sums to a value. */
type Place = (desk: Desk, setup: Setup, value: number) => void

/** What is missing when the total after costs is taken to be `value`. */
function missAt(desk: Desk, setup: Setup, total: number, place: Place, value: number): number {
  place(desk, setup, value)
  charge(desk, setup, total)
  return total - desk.cost - desk.tax - value
}

/** Cost and tax of going from held to after. Losses at sale are worth nothing here. */
function charge(desk: Desk, { oneWay, ticket, taxRate }: Setup, total: number): void {
  const { held, after, basis, touched, many } = desk
  let cost = 0
  let tax = 0
  let orders = 0
  let traded = 0
  for (let k = 0; k < many; k += 1) {
    const i = touched[k] as number
    const before = held[i] as number
    const x = (after[i] as number) - before
    if (x === 0) continue
    const amount = Math.abs(x)
    orders += 1
    traded += amount
    cost += (oneWay[i] as number) * amount
    if (x < 0 && taxRate > 0) tax += taxRate * Math.max(0, amount * (1 - (basis[i] as number) / before))
  }
  desk.cost = cost + ticket * total * orders
  desk.tax = tax
  desk.orders = orders
  desk.traded = traded
}

/** Marks a class as one whose value changes. */
export function touch(desk: Desk, i: number): void {
  if (desk.isTouched[i] === 1) return
  desk.isTouched[i] = 1
  desk.touched[desk.many] = i
  desk.many += 1
}

/** Differences below this share of the total are what rounding leaves, and no reason for an order. */
const least = 1e-13

/**
 * Rows outside their aim go to its nearer end; what then is missing to the total, or too much, is the cheapest class's
 * with room inside its aim, then the next one's. Only classes that change are written.
 */
export function placeInAims(desk: Desk, { cheapest }: Setup, value: number): void {
  const { after, start, moved, aimLow, aimHigh, touched } = desk
  // Who took what was left for another total starts again.
  for (let k = desk.fixed; k < desk.many; k += 1) {
    const i = touched[k] as number
    after[i] = start[i] as number
    desk.isTouched[i] = 0
  }
  desk.many = desk.fixed
  let rest = value - desk.still
  for (let k = 0; k < desk.fixed; k += 1) {
    const i = touched[k] as number
    const side = moved[i] as number
    const end = value * ((side > 0 ? aimHigh[i] : aimLow[i]) as number)
    after[i] = side === 0 ? (start[i] as number) : end
    if (side !== 0) rest -= end
  }
  for (let k = 0; k < cheapest.length && Math.abs(rest) > least * value; k += 1) {
    const i = cheapest[k] as number
    const end = value * ((rest > 0 ? aimHigh[i] : aimLow[i]) as number)
    const room = end - (after[i] as number)
    const taken = rest > 0 ? Math.min(rest, Math.max(0, room)) : Math.max(rest, Math.min(0, room))
    if (taken === 0) continue
    touch(desk, i)
    after[i] = (after[i] as number) + taken
    rest -= taken
  }
  if (rest !== 0) giveRest(desk, cheapest, rest)
}

/** What rounding leaves is the cheapest's of those that move anyway. */
function giveRest(desk: Desk, cheapest: Int32Array, rest: number): void {
  let owner = 0
  while (desk.moved[cheapest[owner] as number] === 0 && owner < cheapest.length - 1) owner += 1
  const at = cheapest[owner] as number
  touch(desk, at)
  desk.after[at] = (desk.after[at] as number) + rest
}
