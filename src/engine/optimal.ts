/**
 * Steps 5 and 6 for a destination "optimal": there are no aims; a plan is the better, the less its risk and its expense
 * weigh together. The continuous optimum is rounded, improved, and solved again without the orders whose tickets weigh
 * most; on small cases a search of the whole tree ends the matter.
 */
import type { Board } from './board.ts'
import { carriedRounding, levelOf } from './carry.ts'
import { exhaust } from './exhaust.ts'
import type { Objective } from './objective.ts'
import { costOf, pullsOf } from './optimalMoves.ts'
import { improveObjective } from './optimalSearch.ts'
import { marketValue } from './slot.ts'
import { looseScale, relax, type Freedom } from './relax.ts'
import type { Rounded } from './round.ts'
import type { Budget } from './moves.ts'
import { isTrackable, track, type Tracked } from './track.ts'
import {
  blankScore,
  compareLevels,
  compareScores,
  copyTrial,
  emptyTrial,
  score,
  setLevel,
  trialOf,
  type Score,
  type Trial,
} from './trial.ts'

/** Rows looked at by all improvements together, and by the search of the whole tree. */
const improvementBudget = 3_000_000
const treeBudget = 1_000_000

/** Orders that are left out one after the other to save their tickets, and how many may fail in a row. */
const mostPrunings = 20
const mostFailures = 5

/** Others can do at most most of an order's work: a ticket below this share of what the order takes off is well spent. */
const leastDoubt = 0.1

interface Contest {
  readonly board: Board
  readonly objective: Objective
  readonly budget: Budget
  readonly freedom: Freedom
  trial: Trial
  score: Score
}

/** The best plan found; its score is broken > 0 when no plan keeps the hard rules. `raised` sells what accounts are short of. */
export function roundOptimal(
  board: Board,
  objective: Objective,
  raised: () => Trial,
  isSmall: boolean,
): Rounded {
  const trial = emptyTrial(board)
  const contest: Contest = {
    board,
    objective,
    trial,
    budget: { left: improvementBudget },
    freedom: { mostScale: looseScale(board), waste: false },
    score: score(board, trial, blankScore()),
  }
  if (board.slots.length === 0) return resultOf(contest, null)
  const wanted = tryRelaxation(contest)
  if (wanted && board.maxTrades < countOf(board, wanted)) tryLargest(contest, wanted)
  if (contest.score.broken > 0 || contest.score.orders === 0) improve(contest, copyTrial(contest.trial))
  if (contest.score.broken > 0) improve(contest, raised())
  prune(contest)
  if (isSmall) searchTree(contest)
  return resultOf(contest, wanted)
}

function resultOf({ board, trial, score: scored }: Contest, wanted: Tracked | null): Rounded {
  return {
    trial,
    score: scored,
    wanted: wanted?.trades ?? new Float64Array(board.slots.length),
    residual: wanted?.residual ?? 0,
  }
}

/** The continuous optimum of all slots, or of some: cut to steps as it is, and rounded and improved. */
function tryRelaxation(contest: Contest, only?: ReadonlySet<number>): Tracked | null {
  const { board } = contest
  const relaxed = continuous(contest, only)
  if (!relaxed) return null
  const cut = trialOf(
    board,
    board.slots.map((slot, at) => levelOf(slot, relaxed.trades[at] ?? 0, Math.trunc)),
  )
  keep(contest, cut, score(board, cut, blankScore()))
  improve(contest, carriedRounding(board, relaxed.trades))
  return relaxed
}

/** By the solver for tracking where it can say the board's rules, by the general one where it cannot. */
function continuous({ board, objective, freedom }: Contest, only?: ReadonlySet<number>): Tracked | null {
  const tracked = !only && isTrackable(board) ? track(board, objective) : null
  if (tracked) return tracked
  const relaxed = relax(board, { kind: 'optimal' }, only ? { ...freedom, only } : freedom)
  return relaxed && { trades: relaxed.trades, residual: relaxed.solution.residual }
}

function countOf(board: Board, relaxed: Tracked): number {
  return board.slots.filter((slot, at) => Math.abs(relaxed.trades[at] ?? 0) >= slot.stepValue / 2).length
}

/** With too many orders: the largest alone, solved again, so that they make up for those that are gone. */
function tryLargest(contest: Contest, wanted: Tracked): void {
  const { board } = contest
  const size = (at: number): number => Math.abs(wanted.trades[at] ?? 0)
  const bySize = board.slots.map((_, at) => at).sort((a, b) => size(b) - size(a) || a - b)
  tryRelaxation(contest, new Set(bySize.slice(0, board.maxTrades)))
}

/**
 * An order pays for its ticket only if the others could not do most of its work. Those whose ticket outweighs what the
 * order itself takes off the risk are left out first, and what remains is solved again.
 */
function prune(contest: Contest): void {
  let failures = 0
  for (let tries = 0; tries < mostPrunings && failures < mostFailures; tries += 1) {
    const [without] = doubtful(contest).slice(failures)
    if (without === undefined) return
    const before = contest.trial
    const trial = copyTrial(before)
    setLevel(contest.board, trial, without, 0)
    improve(contest, trial, without)
    failures = contest.trial === before ? failures + 1 : 0
  }
}

/** Orders by how much their tickets outweigh what they take off the risk, most first, those that clearly pay aside. */
function doubtful({ board, objective, trial }: Contest): number[] {
  const pulls = pullsOf(board, objective)
  const doubts = board.slots.map((slot, at) => {
    const level = trial.levels[at] ?? 0
    if (level === 0) return 0
    const value = Math.abs(marketValue(slot, level))
    const ticket = costOf(board, slot, level) - slot.slope * value
    const pull = pulls.subarray(at * objective.rank, (at + 1) * objective.rank)
    const relief = (pull.reduce((sum, each) => sum + each * each, 0) * value * value) / (2 * board.total)
    return ticket / Math.max(relief, board.grain)
  })
  return board.slots
    .map((_, at) => at)
    .filter((at) => (doubts[at] ?? 0) > leastDoubt)
    .sort((a, b) => (doubts[b] ?? 0) - (doubts[a] ?? 0) || a - b)
}

function improve(contest: Contest, trial: Trial, banned?: number): void {
  keep(contest, trial, improveObjective(contest.board, contest.objective, trial, contest.budget, banned))
}

function searchTree(contest: Contest): void {
  const best = exhaust(contest.board, contest.trial, contest.score, { left: treeBudget })
  contest.trial = best.trial
  contest.score = best.score
}

function keep(contest: Contest, trial: Trial, scored: Score): void {
  const order = compareScores(scored, contest.score)
  if (order > 0 || (order === 0 && compareLevels(trial.levels, contest.trial.levels) >= 0)) return
  contest.trial = trial
  contest.score = { ...scored }
}
