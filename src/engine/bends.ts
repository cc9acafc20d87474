/** Tangents of curved costs for the relaxation: few at first, then more where its answers lie, until they say the same as the curves. */
import type { Board } from './board.ts'
import { costOn, mostOn, piecesOf, type Piece, type Side } from './curve.ts'
import type { Slot } from './slot.ts'

/** By slot, where its curve is touched: order values in minor units, rising from zero; null where nothing is curved. */
export interface Bends {
  readonly buy: readonly (readonly number[] | null)[]
  readonly sell: readonly (readonly number[] | null)[]
}

/** First tangents at the largest order and at shares of it; the square-root law looks the same at every size. */
const firstShares = [0, 1 / 256, 1 / 64, 1 / 16, 1 / 4, 1]

/** Around an answer, so that the next one finds tangents to both sides. */
const nearby = [0.8, 1, 1.25]

/** The tangents may say this share less than the curves do, or half a minor unit in all. */
const closeEnough = 1e-6

/** Tangents to begin with; null when no cost is curved. */
export function firstBends(board: Board): Bends | null {
  if (board.slots.every((slot) => slot.terms.curve === null)) return null
  const touched = (side: Side) => (slot: Slot) => {
    const most = largestOrder(board, slot, side)
    return slot.terms.curve === null || most <= 0 ? null : firstShares.map((share) => share * most)
  }
  return { buy: board.slots.map(touched('buy')), sell: board.slots.map(touched('sell')) }
}

/** The largest order of a slot, in minor units of its currency. */
export function largestOrder(board: Board, slot: Slot, side: Side): number {
  const value =
    side === 'buy'
      ? Math.min(slot.mostBuy * slot.stepValue, board.total)
      : slot.mostSell > 0
        ? slot.positionValue
        : 0
  return Math.min(value / slot.unit, mostOn(slot.terms.curve, side))
}

/** What the tangents make of a slot's cost, each piece as wide as it is in value; null without a curve. */
export function piecesAt(board: Board, bends: Bends, at: number, side: Side): Piece[] | null {
  const slot = board.slots[at]
  const touched = bends[side][at]
  if (!slot?.terms.curve || !touched) return null
  return piecesOf(slot.terms.curve, side, touched, largestOrder(board, slot, side) * (1 + margin))
}

/** Whole positions are sold at their value after costs, which counts a little more of them. */
const margin = 1e-3

/** More tangents where these trades (base value, signed) lie; null when the present ones are close enough. */
export function refined(board: Board, bends: Bends, trades: Float64Array): Bends | null {
  let said = 0
  let missed = 0
  board.slots.forEach((slot, at) => {
    const { curve } = slot.terms
    const trade = trades[at] ?? 0
    if (curve === null || trade === 0) return
    const side = trade > 0 ? 'buy' : 'sell'
    const value = Math.abs(trade) / slot.unit
    const cost = costOn(curve, side, value)
    said += cost * slot.unit
    missed += (cost - costAlong(piecesAt(board, bends, at, side) ?? [], value)) * slot.unit
  })
  if (missed <= Math.max(closeEnough * said, (board.unit[0] ?? 0) / 2)) return null
  return { buy: withMore(board, bends, trades, 'buy'), sell: withMore(board, bends, trades, 'sell') }
}

function costAlong(pieces: readonly Piece[], value: number): number {
  let left = value
  let cost = 0
  for (const piece of pieces) {
    const used = Math.min(left, piece.width)
    cost += used * piece.slope
    left -= used
  }
  return cost
}

function withMore(
  board: Board,
  bends: Bends,
  trades: Float64Array,
  side: Side,
): (readonly number[] | null)[] {
  return bends[side].map((touched, at) => {
    const slot = board.slots[at]
    const trade = (side === 'buy' ? 1 : -1) * (trades[at] ?? 0)
    if (!slot || touched === null || trade <= 0) return touched
    const most = touched.at(-1) ?? 0
    const more = nearby
      .map((share) => (share * trade) / slot.unit)
      .filter((value) => value > 0 && value < most)
    return distinct([...touched, ...more])
  })
}

/** Rising, and no two closer than can be told apart. */
function distinct(values: readonly number[]): number[] {
  const rising = [...values].sort((a, b) => a - b)
  return rising.filter((value, at) => at === 0 || value - (rising[at - 1] ?? 0) > 1e-6 * value)
}
