/** Sells that raise the cash which accounts are short of: few and large, each only as far as it has to be. */
import type { Board } from './board.ts'
import { emptyTrial, setLevel, type Trial } from './trial.ts'

/** Slots that an account may sell, its largest positions first. */
export function sellsOf(board: Board, account: number): number[] {
  const size = (at: number): number => board.slots[at]?.positionValue ?? 0
  return board.slots
    .map((_, at) => at)
    .filter((at) => {
      const slot = board.slots[at]
      return slot?.account === account && slot.leastSell <= slot.mostSell
    })
    .sort((a, b) => size(b) - size(a) || a - b)
}

/**
 * The largest positions of every account that is short, each only as far as its cash asks for, and by `spare` minor
 * units of every currency further, which conversions may round away.
 */
export function largestSells(board: Board, spare = 0): Trial {
  const trial = emptyTrial(board)
  board.accounts.forEach((_, account) => {
    for (const at of sellsOf(board, account)) sellWhatIsMissing(board, trial, at, spare)
  })
  return trial
}

/** Rounds in which a sell grows until it has also raised what it costs. */
const mostRounds = 3

/** What fixed costs take is only known once there is an order, so the level is raised until it no longer has to be. */
function sellWhatIsMissing(board: Board, trial: Trial, at: number, spare: number): void {
  const slot = board.slots[at]
  if (slot === undefined) return
  const more = spare * board.unit.reduce((sum, each) => sum + each, 0)
  for (let round = 0; round < mostRounds; round += 1) {
    const missing = missingIn(board, trial, slot.account) + more
    if (missing <= more) return
    const dear = 1 + 2 * (slot.slope + slot.conversion)
    const steps = Math.ceil((missing / slot.stepValue) * dear) - (trial.levels[at] ?? 0)
    setLevel(board, trial, at, -Math.min(slot.mostSell, Math.max(slot.leastSell, steps)))
  }
}

/** Base value by which an account's cash, all currencies together, is below its reserve. */
export function missingIn(board: Board, trial: Trial, account: number): number {
  const { unit, reserve } = board
  const cash = trial.cash.slice(account * unit.length, (account + 1) * unit.length)
  return cash.reduce(
    (left, amount, at) => left - amount * (unit[at] ?? 0),
    (reserve[account] ?? 0) * (unit[0] ?? 0),
  )
}
