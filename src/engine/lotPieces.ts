/** The pieces of one side of a slot for the relaxation: along each its cost, tax and gain grow at one slope. */
import type { Piece } from './curve.ts'
import type { LotPiece } from './lotCurve.ts'
import type { Slot } from './slot.ts'

/** Slopes per unit of value; only the cost is paid from cash. */
export interface OrderPiece extends Piece {
  readonly tax: number
  readonly gain: number
}

/** Pieces narrower than this share of the total are float noise. */
const leastWidth = 1e-15

/**
 * Lots and curved costs together, each piece as wide as both are straight. A curved cost lowers gains, so at most the
 * highest rate of it comes off the tax: the sum stays below what any sale pays.
 */
export function orderPieces(
  { slope, lots: curve }: Slot,
  lots: readonly LotPiece[],
  stepShare: number,
  costs: readonly Piece[],
): OrderPiece[] {
  const mostRate = curve?.mostRate ?? 0
  const pieces: OrderPiece[] = []
  let [lot, cost] = [0, 0]
  let [leftLot, leftCost] = [(lots[0]?.steps ?? 0) * stepShare, costs[0]?.width ?? 0]
  while (lot < lots.length && cost < costs.length) {
    const width = Math.min(leftLot, leftCost)
    const [{ tax, gain }, curved] = [lots[lot] as LotPiece, (costs[cost] as Piece).slope]
    if (width > leastWidth)
      pieces.push({ width, slope: slope + curved, tax: tax - mostRate * curved, gain: gain - curved })
    leftLot -= width
    leftCost -= width
    if (leftLot <= leftCost) {
      lot += 1
      leftLot = (lots[lot]?.steps ?? 0) * stepShare
    } else {
      cost += 1
      leftCost = costs[cost]?.width ?? 0
    }
  }
  return pieces
}
