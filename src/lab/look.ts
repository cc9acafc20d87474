/** One look of one policy: does it fire, what is traded, and what that costs. */
import type { Lanes } from './lanes.ts'
import { type Desk, placeInAims, settle, touch } from './settle.ts'
import type { Setup, Terms } from './terms.ts'
import { waterfill } from './waterfill.ts'

/** What a look did: nothing, a flow invested, or a rebalancing. */
export type Did = 'nothing' | 'flow' | 'event'

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
  for (let i = 0; i < size; i += 1) desk.touched[i] = i
  desk.many = size
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
  const { start, held, after, aimLow, aimHigh, moved } = desk
  const { low, high, onlyBreached } = terms
  let any = false
  let still = 0
  desk.many = 0
  for (let i = 0; i < start.length; i += 1) {
    const value = start[i] as number
    const stays = onlyBreached && value >= (low[i] as number) * total && value <= (high[i] as number) * total
    const least = (stays ? low[i] : terms.aimLow[i]) as number
    const most = (stays ? high[i] : terms.aimHigh[i]) as number
    aimLow[i] = least
    aimHigh[i] = most
    after[i] = value
    desk.isTouched[i] = 0
    const side = value > most * total ? 1 : value < least * total ? -1 : 0
    moved[i] = side
    if (side !== 0) any = true
    else still += value
    if (side !== 0 || value !== held[i]) touch(desk, i)
  }
  desk.still = still
  desk.fixed = desk.many
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
  for (let k = 0; k < desk.many; k += 1) {
    const i = desk.touched[k] as number
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

export function add(sums: Float64Array, at: number, amount: number): void {
  sums[at] = (sums[at] as number) + amount
}
