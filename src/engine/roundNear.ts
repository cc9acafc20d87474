/** Step 6 once more, after a small change of the rules: from the plan before it instead of from nothing. */
import type { Board } from './board.ts'
import { levelsOn } from './reconsider.ts'
import { round, roundFrom, wantedOn, type Rounded } from './round.ts'

/**
 * The plan on a board that differs from another one in what may be sold or bought, or in what sales are taxed: as near as the
 * other board's plan, from its orders and from this board's own relaxation. Where that leaves a hard rule broken, it is begun anew.
 */
export function roundNear(board: Board, other: Board, { trial, score }: Rounded): Rounded {
  const wanted = wantedOn(board, score.distance)
  if (wanted === null) return round(board)
  const start = levelsOn(board, other, trial)
  const found = roundFrom(board, { start, wanted, least: score.distance })
  return found.score.broken > 0 ? round(board) : found
}
