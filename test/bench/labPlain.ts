/** The trade rule as one would write it down: what the lab's benchmark compares the kernel with. */
import type { Lanes } from '../../src/lab/lanes.ts'
import type { Did } from '../../src/lab/look.ts'
import type { Setup, Terms } from '../../src/lab/terms.ts'
import { waterfill } from '../../src/lab/waterfill.ts'

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
function settle(desk: Desk, setup: Setup, total: number, place: Place): number {
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
function charge(desk: Desk, { size, oneWay, ticket, taxRate }: Setup, total: number): void {
  let cost = 0
  let tax = 0
  let orders = 0
  let traded = 0
  for (let i = 0; i < size; i += 1) {
    const held = desk.held[i] as number
    const x = (desk.after[i] as number) - held
    if (x === 0) continue
    const amount = Math.abs(x)
    orders += 1
    traded += amount
    cost += (oneWay[i] as number) * amount
    if (x < 0) tax += taxRate * Math.max(0, amount * (1 - (desk.basis[i] as number) / held))
  }
  desk.cost = cost + ticket * total * orders
  desk.tax = tax
  desk.orders = orders
  desk.traded = traded
}

/** Differences below this share of the total are what rounding leaves, and no reason for an order. */
const least = 1e-13

/**
 * Rows outside their aim go to its nearer end; what then is missing to the total, or too much, is the cheapest class's
 * with room inside its aim, then the next one's.
 */
function placeInAims(desk: Desk, setup: Setup, value: number): void {
  const { after, start, moved, aimLow, aimHigh } = desk
  let rest = value
  for (let i = 0; i < setup.size; i += 1) {
    const side = moved[i] as number
    after[i] = side === 0 ? (start[i] as number) : value * ((side > 0 ? aimHigh[i] : aimLow[i]) as number)
    rest -= after[i] as number
  }
  for (const i of setup.cheapest) {
    if (Math.abs(rest) <= least * value) break
    const end = value * ((rest > 0 ? aimHigh[i] : aimLow[i]) as number)
    const room = end - (after[i] as number)
    const taken = rest > 0 ? Math.min(rest, Math.max(0, room)) : Math.max(rest, Math.min(0, room))
    after[i] = (after[i] as number) + taken
    rest -= taken
  }
  if (rest === 0) return
  let owner = 0
  while (moved[setup.cheapest[owner] ?? 0] === 0 && owner < setup.size - 1) owner += 1
  const at = setup.cheapest[owner] ?? 0
  after[at] = (after[at] as number) + rest
}

/** A withdrawal never takes more than this of what is there, so that a path that runs dry goes on with next to nothing. */
const mostWithdrawn = 0.5

/** Trades what the desk holds, and says what that was. `due`: the calendar fires. Weights are of the total with the flow. */
export function lookAt(desk: Desk, setup: Setup, terms: Terms, due: boolean): Did {
  const { size, targets } = setup
  let before = 0
  for (let i = 0; i < size; i += 1) before += desk.held[i] as number
  const flow = Math.max(terms.flow, -mostWithdrawn * before)
  const total = before + flow
  desk.before = before
  desk.flow = flow
  desk.total = before
  if (flow === 0) for (let i = 0; i < size; i += 1) desk.start[i] = desk.held[i] as number
  else waterfill(desk.held, targets, flow, desk.start, desk.order)
  desk.isOutside = terms.hasBand && isBreached(desk.start, terms, total)
  if ((desk.isOutside || due) && outsideAims(desk, terms, total)) {
    desk.total = settle(desk, setup, total, placeInAims)
    return 'event'
  }
  if (flow === 0) return 'nothing'
  desk.total = settle(desk, setup, total, invest)
  return 'flow'
}

function invest(desk: Desk, { targets }: Setup, value: number): void {
  waterfill(desk.held, targets, value - desk.before, desk.after, desk.order)
}

/** Is a weight strictly outside its band? */
function isBreached(values: Float64Array, { low, high }: Terms, total: number): boolean {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number
    if (value < (low[i] as number) * total || value > (high[i] as number) * total) return true
  }
  return false
}

/**
 * Lays out the aims of this look and marks who is outside. With scope `breached` the rows inside their band need only
 * stay inside it.
 */
function outsideAims(desk: Desk, terms: Terms, total: number): boolean {
  let any = false
  for (let i = 0; i < desk.start.length; i += 1) {
    const value = desk.start[i] as number
    const low = terms.low[i] as number
    const high = terms.high[i] as number
    const stays = terms.onlyBreached && value >= low * total && value <= high * total
    desk.aimLow[i] = stays ? low : (terms.aimLow[i] as number)
    desk.aimHigh[i] = stays ? high : (terms.aimHigh[i] as number)
    const above = value > (desk.aimHigh[i] as number) * total
    const below = value < (desk.aimLow[i] as number) * total
    desk.moved[i] = above ? 1 : below ? -1 : 0
    any ||= above || below
  }
  return any
}

/** Writes what was traded into the policy's lane; prices are at `at`, a stride apart. */
export function book(
  lanes: Lanes,
  policy: number,
  desk: Desk,
  did: Did,
  prices: Float64Array,
  at: number,
  stride: number,
): void {
  const { flow, total: after } = desk
  const total = desk.before + flow
  for (let i = 0; i < desk.held.length; i += 1) {
    const held = desk.held[i] as number
    const now = desk.after[i] as number
    if (now === held) continue
    const own = policy * desk.held.length + i
    lanes.units[own] = now / (prices[i * stride + at] as number)
    lanes.basis[own] =
      now > held ? (desk.basis[i] as number) + now - held : (desk.basis[i] as number) * (now / held)
  }
  add(lanes.events, policy, did === 'event' ? 1 : 0)
  add(lanes.orders, policy, desk.orders)
  add(lanes.turnover, policy, desk.traded / 2 / total)
  add(lanes.cost, policy, desk.cost / total)
  add(lanes.tax, policy, desk.tax / total)
  if (flow === 0) return
  // The index does not see the flow; the peak moves with it.
  const moved = after / (after - flow)
  for (const level of [lanes.peak, lanes.floor]) level[policy] = (level[policy] as number) * moved
  lanes.scale[policy] = (lanes.scale[policy] as number) / moved
}

function add(sums: Float64Array, at: number, amount: number): void {
  sums[at] = (sums[at] as number) + amount
}
