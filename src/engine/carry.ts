/** Rounding a continuous plan to whole orders so that what each leaves over is carried to the next. */
import type { Board } from './board.ts'
import { isLevel, marketValue, type Slot } from './slot.ts'
import { trialOf, type Trial } from './trial.ts'

/**
 * Each trade to a neighbouring step, the coarsest steps first; what one leaves over in its account and in its rows is
 * carried to the next, so that errors do not add up and the finest steps make good what the others left.
 */
export function carriedRounding(board: Board, trades: Float64Array): Trial {
  const { slots } = board
  const levels = new Float64Array(slots.length)
  const owed = { account: new Float64Array(board.accounts.length), row: new Float64Array(board.rows) }
  const coarsest = slots.map((_, at) => at).sort((a, b) => stepOf(board, b) - stepOf(board, a) || a - b)
  for (const at of coarsest) {
    const slot = slots[at] as Slot
    const value = trades[at] ?? 0
    if (value === 0) continue
    const [down, up] = [levelOf(slot, value, Math.floor), levelOf(slot, value, Math.ceil)]
    const level = leftOver(owed, slot, up, value) < leftOver(owed, slot, down, value) ? up : down
    levels[at] = level
    carry(owed, slot, marketValue(slot, level) - value)
  }
  return trialOf(board, levels)
}

/** By account what was spent too much, by row what it got too much, in base value. */
interface Owed {
  readonly account: Float64Array
  readonly row: Float64Array
}

function leftOver(owed: Owed, slot: Slot, level: number, value: number): number {
  const error = marketValue(slot, level) - value
  const account = (owed.account[slot.account] ?? 0) + error
  let sum = account * account
  slot.rows.forEach((row, at) => {
    const left = (owed.row[row] ?? 0) + error * (slot.shares[at] ?? 0)
    sum += left * left
  })
  return sum
}

function carry(owed: Owed, slot: Slot, error: number): void {
  owed.account[slot.account] = (owed.account[slot.account] ?? 0) + error
  slot.rows.forEach((row, at) => {
    owed.row[row] = (owed.row[row] ?? 0) + error * (slot.shares[at] ?? 0)
  })
}

function stepOf(board: Board, at: number): number {
  return board.slots[at]?.stepValue ?? 0
}

/** The level nearest to a trade's value in one rounding mode; a position that would leave less than a step is sold out. */
export function levelOf(slot: Slot, value: number, mode: (steps: number) => number): number {
  if (-value >= slot.positionValue * (1 - 1e-9) && isLevel(slot, -slot.mostSell)) return -slot.mostSell
  const steps = mode(value / slot.stepValue)
  const level = Math.max(-slot.mostSell, Math.min(slot.mostBuy, steps))
  return isLevel(slot, level) ? level : 0
}
