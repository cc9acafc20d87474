/**
 * Step 6: whole orders. Starts from the continuous optimum, rounded in two ways, and from doing nothing; improves each
 * under the exact comparison of plans; keeps the best. The result is never worse than plain rounding, which is one of
 * the starts, and on small cases a search of the whole tree ends the matter.
 */
import type { Board } from './board.ts'
import { exhaust, fewSlots } from './exhaust.ts'
import { looseScale, relax, type Relaxed } from './relax.ts'
import { blankScore, improve, type Budget } from './search.ts'
import { isLevel, type Slot } from './slot.ts'
import {
  bucketOf,
  compareLevels,
  compareScores,
  copyTrial,
  emptyTrial,
  score,
  trialOf,
  type Score,
  type Trial,
} from './trial.ts'

export interface Rounded {
  readonly trial: Trial
  readonly score: Score
  /** The continuous answer that the orders came from; what it wanted and rounding dropped is worth explaining. */
  readonly wanted: Float64Array
  /** The solver's residual of the last relaxation, 0 when none was needed. */
  readonly residual: number
}

/** Rows looked at by one improvement, and by the search of the whole tree. */
const improvementBudget = 3_000_000
const treeBudget = 400_000

/** Below this share of the total a single step is too fine for the tree to matter. */
const finestStep = 1e-5

interface Keeper {
  trial: Trial
  score: Score
}

/** The best plan found on this board; its score is broken > 0 when no plan keeps the hard rules. */
export function round(board: Board): Rounded {
  const keeper = keeperOf(board)
  const budget: Budget = { left: improvementBudget }
  const idle: Rounded = {
    trial: keeper.trial,
    score: keeper.score,
    wanted: new Float64Array(board.slots.length),
    residual: 0,
  }
  if (board.slots.length === 0 || isSettled(keeper.score)) return idle
  const nearest = relax(board, { kind: 'distance' }, { mostScale: looseScale(board), waste: false })
  if (!nearest) return finish(board, keeper, budget, idle)
  const wanted = tryRelaxations(board, keeper, budget, nearest)
  return finish(board, keeper, budget, { ...idle, wanted: wanted.trades, residual: wanted.solution.residual })
}

/** Nothing can be better than doing nothing when that is already inside every aim. */
function isSettled(score: Score): boolean {
  return score.broken === 0 && score.bucket === 0
}

function keeperOf(board: Board): Keeper {
  const trial = emptyTrial(board)
  return { trial, score: score(board, trial, blankScore()) }
}

/** Cheapest relaxed plans at the buckets that matter: the best one, the finest visible one, the one attained. */
function tryRelaxations(board: Board, keeper: Keeper, budget: Budget, nearest: Relaxed): Relaxed {
  const bucket = bucketOf(board, nearest.solution.objective)
  let wanted = nearest
  const attempt = (cap: number): void => {
    const cheapest = relax(
      board,
      { kind: 'expense', cap, tiebreak: true },
      { mostScale: looseScale(board), waste: false },
    )
    if (!cheapest) return
    wanted = cheapest
    tryRounding(board, keeper, budget, cheapest)
  }
  attempt(capOf(board, bucket))
  if (keeper.score.broken > 0 || keeper.score.bucket > bucket) attempt(capOf(board, Math.max(1, bucket)))
  if (keeper.score.broken === 0 && keeper.score.bucket > Math.max(1, bucket))
    attempt(capOf(board, keeper.score.bucket))
  if (board.maxTrades < countOf(board, wanted)) tryFewer(board, keeper, budget, wanted)
  return wanted
}

/** The squared distance that a bucket allows, a little less so that rounding has room. */
function capOf(board: Board, bucket: number): number {
  const edge = bucket * board.resolution
  return edge * edge * 0.999
}

function countOf(board: Board, relaxed: Relaxed): number {
  return board.slots.filter((slot, at) => Math.abs(relaxed.trades[at] ?? 0) >= slot.stepValue / 2).length
}

/** With too many orders: the largest ones alone, solved again, so that they make up for those that are gone. */
function tryFewer(board: Board, keeper: Keeper, budget: Budget, wanted: Relaxed): void {
  const bySize = board.slots
    .map((_, at) => at)
    .sort((a, b) => Math.abs(wanted.trades[b] ?? 0) - Math.abs(wanted.trades[a] ?? 0) || a - b)
  const only = new Set(bySize.slice(0, board.maxTrades))
  const fewer = relax(board, { kind: 'distance' }, { mostScale: looseScale(board), waste: false, only })
  if (fewer) tryRounding(board, keeper, budget, fewer)
}

/** Plain rounding stands as it is, so that nothing is worse than it; the nearest rounding is improved. */
function tryRounding(board: Board, keeper: Keeper, budget: Budget, relaxed: Relaxed): void {
  const plain = trialOf(
    board,
    board.slots.map((slot, at) => levelOf(slot, relaxed.trades[at] ?? 0, Math.trunc)),
  )
  keep(keeper, { trial: plain, score: { ...score(board, plain, blankScore()) } })
  const nearest = trialOf(
    board,
    board.slots.map((slot, at) => levelOf(slot, relaxed.trades[at] ?? 0, Math.round)),
  )
  keep(keeper, polish(board, nearest, budget))
}

function polish(board: Board, trial: Trial, budget: Budget): Keeper {
  const improved = improve(board, trial, budget)
  return { trial, score: { ...improved } }
}

function keep(keeper: Keeper, other: Keeper): void {
  const order = compareScores(other.score, keeper.score)
  if (order > 0 || (order === 0 && compareLevels(other.trial.levels, keeper.trial.levels) >= 0)) return
  keeper.trial = other.trial
  keeper.score = other.score
}

/** The level nearest to a trade's value in one rounding mode; a position that would leave less than a step is sold out. */
function levelOf(slot: Slot, value: number, mode: (steps: number) => number): number {
  if (-value >= slot.positionValue * (1 - 1e-9) && isLevel(slot, -slot.mostSell)) return -slot.mostSell
  const steps = mode(value / slot.stepValue)
  const level = Math.max(-slot.mostSell, Math.min(slot.mostBuy, steps))
  return isLevel(slot, level) ? level : 0
}

/** A last improvement where the relaxations brought nothing better, then the whole tree where it is small. */
function finish(board: Board, keeper: Keeper, budget: Budget, found: Rounded): Rounded {
  if (keeper.score.broken > 0 || keeper.score.orders === 0)
    keep(keeper, polish(board, copyTrial(keeper.trial), budget))
  if (!isSmall(board)) return { ...found, ...keeper }
  const best = exhaust(board, keeper.trial, keeper.score, { left: treeBudget })
  return { ...found, trial: best.trial, score: best.score }
}

function isSmall(board: Board): boolean {
  return (
    board.slots.length <= fewSlots && board.slots.every((slot) => slot.stepValue >= finestStep * board.total)
  )
}
