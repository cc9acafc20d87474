/**
 * Step 6, the search: moves one or two orders at a time while the exact comparison of plans improves.
 *
 * The moves have a size in money that grows from the finest that can matter to a share of the portfolio: small moves
 * repair what rounding broke before large ones could undo what the relaxation found. A single order grows or shrinks
 * by that much. A pair moves it from one order to another: within an account cash stays put, within a class the weight
 * does. After all sizes orders are dropped whole or taken over by another. Everything is tried in the order of the
 * slots, so the same board gives the same answer.
 */
import { distances, isTrifle, meritsOf, missPrices, scores, type Aspect } from './aspect.ts'
import type { Board } from './board.ts'
import { nextLevel } from './figures.ts'
import { isIdle, isPromising } from './gain.ts'
import {
  absorb,
  isDone,
  isFresh,
  level,
  shift,
  stepsOf,
  trySingle,
  type Budget,
  type Search,
} from './moves.ts'
import { partnersOf, type Partners } from './partners.ts'
import { stockOf, takeStock, type Stock } from './stock.ts'
import { blankScore, score, type Score, type Trial } from './trial.ts'

/**
 * Improves a trial in place until no move helps or the budget is spent; returns its score. First the bare distance
 * goes down, since a visible step of it may take several moves of which each alone only costs; then the plan as such.
 * `goal` is the bucket that the trial was rounded from: down to there misses have a price first.
 */
export function improve(
  board: Board,
  trial: Trial,
  budget: Budget,
  partners = partnersOf(board),
  goal = 0,
): Score {
  const ground: Ground = { board, trial, budget, partners, stock: stockOf(board, trial) }
  for (const price of missPrices) climb(ground, meritsOf(board, goal, price), smallMove, goal)
  climb(ground, distances, finestMove, goal)
  return climb(ground, scores, smallMove)
}

/** What all climbs of an improvement share. */
interface Ground {
  readonly board: Board
  readonly trial: Trial
  readonly budget: Budget
  readonly partners: Partners
  readonly stock: Stock
}

function climb(ground: Ground, aspect: Aspect, smallest: number, goal = 0): Score {
  const { board, trial, budget, partners, stock } = ground
  const slots = board.slots.length
  // Written out: an object that begins as a copy of another is slow to read wherever its numbers change.
  const search: Search = {
    board,
    trial,
    budget,
    partners,
    stock,
    aspect,
    goal,
    best: score(board, trial, blankScore()),
    next: blankScore(),
    size: 0,
    clock: 1,
    changed: new Float64Array(slots).fill(1),
    stirred: new Float64Array(slots).fill(1),
  }
  if (isDone(search)) return search.best
  takeStock(search)
  const sizes = sizesOf(board, board.total * smallest)
  const looked = new Float64Array(sizes.length + 1)
  for (let ascent = 0; ascent < mostAscents && budget.left > 0 && !isDone(search); ascent += 1) {
    const before = { ...search.best }
    for (let at = 0; at < sizes.length; at += 1) {
      search.size = sizes[at] as number
      looked[at] = settleAt(search, looked[at] as number)
    }
    passOverWholes(search, looked[sizes.length] as number)
    looked[sizes.length] = search.clock
    if (aspect.compare(search.best, before) >= 0 || isTrifle(search.best, before)) break
  }
  return search.best
}

/** From the finest step that can matter to an eighth of the total, each size eight times the one before. */
function sizesOf(board: Board, smallest: number): number[] {
  const finest = board.slots.reduce((least, slot) => Math.min(least, slot.stepValue), Infinity)
  const sizes: number[] = []
  for (
    let size = Math.max(finest, board.unit[0] ?? 0, smallest);
    size < board.total * largestMove;
    size *= growth
  )
    sizes.push(size)
  return sizes
}

/** Sizes of moves as shares of the total, and how fast they grow. */
const finestMove = 1e-9
/** Expense is a small share of what is moved: moves finer than this cannot be worth a cent. */
const smallMove = 1e-6
const largestMove = 1 / 8
const growth = 8

/** Ascents from small moves to large, and passes at one size, that may follow each other. */
const mostAscents = 3
const mostPasses = 4

/** Passes at one size until nothing helps; `since` is when this size was last tried. Returns when it now was. */
function settleAt(search: Search, since: number): number {
  let last = since
  for (let pass = 0; pass < mostPasses && search.budget.left > 0 && !isDone(search); pass += 1) {
    const now = search.clock
    const singles = passOverSingles(search, last)
    if (!passOverPairs(search, last) && !singles) return now
    last = now
  }
  return last
}

/** Each order dropped, sold out, or taken over whole by another. */
function passOverWholes(search: Search, since: number): boolean {
  let improved = false
  for (let at = 0; at < search.board.slots.length && search.budget.left > 0; at += 1) {
    if ((search.stirred[at] as number) <= since) continue
    const fresh = isFresh(search, at, since)
    if (fresh && level(search, at) !== 0 && trySingle(search, at, 0)) improved = true
    if (fresh && trySingle(search, at, -(search.stock.figures.mostSell[at] as number))) improved = true
    for (const other of search.partners[at] as Int32Array) {
      if (level(search, at) === 0) break
      if ((fresh || isFresh(search, other, since)) && absorb(search, other, at)) improved = true
    }
  }
  return improved
}

function passOverSingles(search: Search, since: number): boolean {
  const { stepValue } = search.stock.figures
  let improved = false
  for (let at = 0; at < search.board.slots.length && search.budget.left > 0; at += 1) {
    if (!isFresh(search, at, since)) continue
    const steps = stepsOf(search, stepValue[at] as number, growth)
    if (steps === 0) continue
    if (repeatSingle(search, at, steps)) improved = true
    if (repeatSingle(search, at, -steps)) improved = true
  }
  return improved
}

/** Does a move again while it helps; says whether it ever did. */
function repeatSingle(search: Search, at: number, by: number): boolean {
  if (isIdle(search, at, by > 0)) return false
  let times = 0
  while (
    search.budget.left > 0 &&
    times < mostRepeats &&
    trySingle(search, at, nextLevel(search.stock.figures, at, level(search, at), by))
  )
    times += 1
  return times > 0
}

function repeatShift(search: Search, a: number, b: number, by: number): boolean {
  let times = 0
  while (search.budget.left > 0 && times < mostRepeats && shift(search, a, b, by)) times += 1
  return times > 0
}

/** A move that keeps helping this often belongs to a larger size. */
const mostRepeats = 32

function passOverPairs(search: Search, since: number): boolean {
  const { partners, stirred, changed, budget } = search
  let improved = false
  for (let a = 0; a < partners.length && budget.left > 0; a += 1) {
    if ((stirred[a] as number) <= since) continue
    const others = partners[a] as Int32Array
    for (let i = 0; i < others.length; i += 1) {
      const b = others[i] as number
      if (b < a || ((changed[a] as number) <= since && (changed[b] as number) <= since)) continue
      if (isWorthPairing(search, a, b) && improvePair(search, a, b)) improved = true
    }
  }
  return improved
}

/** Two orders out of nothing can only shorten the distance, which is done first. */
function isWorthPairing(search: Search, a: number, b: number): boolean {
  if (search.aspect.price > 0) return isPromising(search, a, b)
  return level(search, a) !== 0 || level(search, b) !== 0
}

/** Moves value between slots a and b, both ways, while it helps. */
function improvePair(search: Search, a: number, b: number): boolean {
  const { stepValue } = search.stock.figures
  const steps = stepsOf(search, Math.max(stepValue[a] as number, stepValue[b] as number), growth)
  if (steps === 0) return false
  const up = repeatShift(search, a, b, steps)
  return repeatShift(search, a, b, -steps) || up
}
