/**
 * Step 6: whole orders. Starts from the continuous optimum, rounded in two ways, and from doing nothing; improves each
 * under the exact comparison of plans; keeps the best. The result is never worse than plain rounding, which is one of
 * the starts, and on small cases a search of the whole tree ends the matter.
 */
import type { Near } from '../solver/quadratic.ts'
import type { Board } from './board.ts'
import { carriedRounding, levelOf } from './carry.ts'
import { exhaust, fewSlots } from './exhaust.ts'
import { roundOptimal } from './optimal.ts'
import { looseScale, relax, type Freedom, type Goal, type Relaxed } from './relax.ts'
import type { Budget } from './moves.ts'
import { partnersOf, type Partners } from './partners.ts'
import { improve } from './search.ts'
import { largestSells } from './sells.ts'
import { thinned } from './support.ts'
import {
  blankScore,
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
import { wholeStart } from './wholeStart.ts'

export interface Rounded {
  readonly trial: Trial
  readonly score: Score
  /** The continuous answer that the orders came from; what it wanted and rounding dropped is worth explaining. */
  readonly wanted: Float64Array
  /** The solver's residual of the last relaxation, 0 when none was needed. */
  readonly residual: number
  /** The relaxation's answer inside every aim, where there is one. */
  readonly inside?: Near
}

/** Rows looked at by one improvement, and by the search of the whole tree. */
const improvementBudget = 3_000_000
const treeBudget = 1_000_000
/** With a plan to beat the tree gets this part of its budget: many such plans make one picture. */
const hintedShare = 8

/** Below this share of the total a single step is too fine for the tree to matter. */
const finestStep = 1e-5

/** The best plan so far, and what the search for a better one needs. */
interface Contest {
  readonly board: Board
  readonly partners: Partners
  readonly budget: Budget
  freedom: Freedom
  trial: Trial
  score: Score
  inside: Relaxed | null
}

/** The best plan found on this board; its score is broken > 0 when no plan keeps the hard rules. */
export function round(board: Board): Rounded {
  if (board.objective)
    return roundOptimal(board, board.objective, () => largestSells(board, 2), isSmall(board))
  const contest = contestOn(board)
  const nothing = { wanted: new Float64Array(board.slots.length), residual: 0 }
  if (board.slots.length === 0 || isSettled(contest.score)) return resultOf(contest, nothing)
  const wanted = tryRelaxations(contest)
  if (contest.score.broken > 0 || contest.score.orders === 0) polish(contest, copyTrial(contest.trial))
  if (contest.score.broken > 0) polish(contest, largestSells(board, 2))
  if (contest.score.broken > 0) polish(contest, largestSells(board))
  const thin = thinned(contest)
  keep(contest, thin.trial, thin.score)
  const whole = wholeStart(board, contest)
  keep(contest, whole.trial, whole.score)
  if (isSmall(board)) searchTree(contest, treeBudget)
  if (board.slots.some((slot) => slot.lots !== null)) polish(contest, copyTrial(contest.trial))
  return resultOf(contest, wanted ? { wanted: wanted.trades, residual: wanted.solution.residual } : nothing)
}

/** What another plan on the same board has shown, which differs in nothing but its allowance. */
export interface Hint {
  /** The levels of a plan to beat. */
  readonly start: Float64Array
  /** Its relaxation, or one nearly so: the value of each slot's trade. */
  readonly wanted: Float64Array
  /** A squared distance that is surely within reach. */
  readonly least: number
}

/** One rounding of what is wanted: the plan to beat has the rest of the search behind it. */
export function roundFrom(board: Board, { start, wanted, least }: Hint): Rounded {
  const contest = contestOn(board)
  const result = { wanted, residual: 0 }
  if (board.slots.length === 0 || isSettled(contest.score)) return resultOf(contest, result)
  const begun = trialOf(board, start)
  keep(contest, begun, score(board, begun, blankScore()))
  tryRounding(contest, { trades: wanted }, bucketOf(board, least))
  if (contest.trial === begun) polish(contest, copyTrial(begun))
  if (isSmall(board)) searchTree(contest, treeBudget / hintedShare)
  return resultOf(contest, result)
}

/** The trades of the cheapest relaxation as near as this board allows, or as is surely within reach; null where it has none. */
export function wantedOn(board: Board, least: number): Float64Array | null {
  const goal = cheapest(capOf(board, bucketOf(board, least), least))
  return relax(board, goal, contestOn(board).freedom)?.trades ?? null
}

/** Starts from doing nothing. */
function contestOn(board: Board): Contest {
  const trial = emptyTrial(board)
  const scored = score(board, trial, blankScore())
  return {
    board,
    trial,
    partners: partnersOf(board),
    budget: { left: improvementBudget },
    freedom: { mostScale: looseScale(board), sellScale: likelyScale(board, scored.miss), waste: false },
    score: scored,
    inside: null,
  }
}

/** v/v' when as much is sold and bought as rows miss their aims by, at the mean cost. */
function likelyScale(board: Board, miss: number): number {
  const slope = board.slots.reduce((sum, slot) => sum + slot.slope + slot.conversion, 0) / board.slots.length
  return 1 / (1 - Math.min(0.5, (2 * slope * miss) / board.total))
}

/** Nothing can be better than doing nothing when that is already inside every aim. */
function isSettled(score: Score): boolean {
  return score.broken === 0 && score.bucket === 0
}

function resultOf({ trial, score, inside }: Contest, from: Pick<Rounded, 'wanted' | 'residual'>): Rounded {
  return { trial, score, ...from, ...(inside ? { inside: inside.solution } : {}) }
}

/**
 * Cheapest relaxed plans at the distances that matter: inside every aim, or as near as was asked for, where that is
 * possible, else as close as possible; then the finest visible step, and the step that whole orders attained. Returns
 * the last one wanted.
 */
function tryRelaxations(contest: Contest): Relaxed | null {
  const { board } = contest
  const inside = board.allowance > 0 ? null : relax(board, cheapest(0), contest.freedom)
  contest.inside = inside
  const nearest = inside ?? nearestOf(contest)
  if (!nearest) return null
  if (!inside && nearest.bends) contest.freedom = { ...contest.freedom, bends: nearest.bends }
  const least = inside ? 0 : nearest.solution.objective
  const bucket = bucketOf(board, least)
  let wanted = nearest
  const attempt = (at: number): void => {
    const relaxed = relax(board, cheapest(capOf(board, at, least)), contest.freedom)
    if (!relaxed) return
    wanted = relaxed
    tryRounding(contest, relaxed, at)
  }
  if (inside) tryRounding(contest, inside, 0)
  else attempt(bucket)
  const { score: reached } = contest
  if (reached.broken > 0 || reached.bucket > bucket) attempt(Math.max(1, bucket))
  if (contest.score.broken === 0 && contest.score.bucket > Math.max(1, bucket)) attempt(contest.score.bucket)
  if (board.maxTrades < countOf(board, wanted)) tryFewer(contest, wanted)
  return wanted
}

/** Where the guess at what is sold leaves no plan, the generous bound on it decides. */
function nearestOf(contest: Contest): Relaxed | null {
  const near = relax(contest.board, { kind: 'distance' }, contest.freedom)
  if (near) return near
  contest.freedom = { mostScale: contest.freedom.mostScale, waste: false }
  return relax(contest.board, { kind: 'distance' }, contest.freedom)
}

function cheapest(cap: number): Goal {
  return { kind: 'expense', cap, tiebreak: true }
}

/** The squared distance that a bucket allows, a little less so that rounding has room, but never out of reach. */
function capOf(board: Board, bucket: number, least: number): number {
  const edge = board.allowance + bucket * board.resolution
  return edge === 0 ? 0 : Math.max(edge * edge * 0.999, least * 1.000001)
}

function countOf(board: Board, relaxed: Relaxed): number {
  return board.slots.filter((slot, at) => Math.abs(relaxed.trades[at] ?? 0) >= slot.stepValue / 2).length
}

/** With too many orders: the largest ones alone, solved again, so that they make up for those that are gone. */
function tryFewer(contest: Contest, wanted: Relaxed): void {
  const { board } = contest
  const size = (at: number): number => Math.abs(wanted.trades[at] ?? 0)
  const bySize = board.slots.map((_, at) => at).sort((a, b) => size(b) - size(a) || a - b)
  const only = new Set(bySize.slice(0, board.maxTrades))
  const fewer = relax(board, { kind: 'distance' }, { ...contest.freedom, only })
  if (fewer) tryRounding(contest, fewer, bucketOf(board, fewer.solution.objective))
}

/** Plain rounding stands as it is, so that nothing is worse than it; the nearest rounding is improved. */
function tryRounding(contest: Contest, relaxed: Pick<Relaxed, 'trades'>, goal: number): void {
  const { board } = contest
  const plain = roundedIn(board, relaxed, Math.trunc)
  keep(contest, plain, score(board, plain, blankScore()))
  polish(contest, carriedRounding(board, relaxed.trades), goal)
}

function roundedIn(board: Board, relaxed: Pick<Relaxed, 'trades'>, mode: (steps: number) => number): Trial {
  return trialOf(
    board,
    board.slots.map((slot, at) => levelOf(slot, relaxed.trades[at] ?? 0, mode)),
  )
}

function polish(contest: Contest, trial: Trial, goal = 0): void {
  keep(contest, trial, improve(contest.board, trial, contest.budget, contest.partners, goal))
}

function searchTree(contest: Contest, left: number): void {
  const best = exhaust(contest.board, contest.trial, contest.score, { left })
  contest.trial = best.trial
  contest.score = best.score
}

function keep(contest: Contest, trial: Trial, scored: Score): void {
  const order = compareScores(scored, contest.score)
  if (order > 0 || (order === 0 && compareLevels(trial.levels, contest.trial.levels) >= 0)) return
  contest.trial = trial
  contest.score = { ...scored }
}

function isSmall(board: Board): boolean {
  return (
    board.slots.length <= fewSlots && board.slots.every((slot) => slot.stepValue >= finestStep * board.total)
  )
}
