/** The moves of a search: one or two orders to other levels, kept where that is better and taken back where it is not. */
import { isTrifle, type Aspect } from './aspect.ts'
import type { Board } from './board.ts'
import { marketAt, mayBe, nextLevel } from './figures.ts'
import { isIdle, standsToGain } from './gain.ts'
import type { Partners } from './partners.ts'
import { restock, takeStock, type Stock } from './stock.ts'
import { score, setLevel, type Score, type Trial } from './trial.ts'

/** How much a search may do, in rows looked at; past it the best plan so far stands. */
export interface Budget {
  left: number
}

export interface Search {
  readonly board: Board
  readonly trial: Trial
  readonly budget: Budget
  readonly aspect: Aspect
  readonly goal: number
  best: Score
  next: Score
  readonly partners: Partners
  /** The base value that moves have at present. */
  size: number
  /** Counts the moves that were kept; the count at which each slot last moved, and at which it or a partner of it did. */
  clock: number
  readonly changed: Float64Array
  readonly stirred: Float64Array
  readonly stock: Stock
}

/** On the way down in distance there is nothing left to do once a plan is as near as its relaxation is. */
export function isDone({ aspect, best, goal }: Search): boolean {
  return aspect.price > 0 && best.broken === 0 && best.bucket <= goal
}

/** A move that did not help before is not tried again until one of its slots has moved. */
export function isFresh(search: Search, at: number, since: number): boolean {
  return (search.changed[at] as number) > since
}

export function level(search: Search, at: number): number {
  return search.trial.levels[at] as number
}

/** How many steps the present size of a move is: at least one, none when even one step is far beyond it. */
export function stepsOf({ size }: Search, stepValue: number, growth: number): number {
  const steps = Math.round(size / stepValue)
  return steps > 0 ? steps : size * growth > stepValue ? 1 : 0
}

/** Tries one slot at another level; leaves it there when that is better. */
export function trySingle(search: Search, at: number, to: number): boolean {
  const from = level(search, at)
  if (to === from || !mayBe(search.stock.figures, at, to) || !standsToGain(search, at, to)) return false
  setLevel(search.board, search.trial, at, to)
  if (isBetter(search)) {
    mark(search, at)
    takeStock(search)
    return true
  }
  setLevel(search.board, search.trial, at, from)
  return false
}

function tryPair(search: Search, a: number, toA: number, b: number, toB: number): boolean {
  const { board, trial } = search
  const { figures } = search.stock
  if (!mayBe(figures, a, toA) || !mayBe(figures, b, toB)) return false
  const fromA = level(search, a)
  const fromB = level(search, b)
  if ((toA === fromA && toB === fromB) || !standsToGain(search, a, toA, b, toB)) return false
  setLevel(board, trial, a, toA)
  setLevel(board, trial, b, toB)
  if (isBetter(search)) {
    mark(search, a)
    mark(search, b)
    takeStock(search)
    return true
  }
  setLevel(board, trial, b, fromB)
  setLevel(board, trial, a, fromA)
  return false
}

/** Scores the trial as it now is, and remembers it when it is the best so far. */
function isBetter(search: Search): boolean {
  search.budget.left -= search.board.rows + search.trial.cash.length + 4
  score(search.board, search.trial, search.next)
  if (search.aspect.compare(search.next, search.best) >= 0 || isTrifle(search.next, search.best)) return false
  const kept = search.next
  search.next = search.best
  search.best = kept
  return true
}

/** Writes down that a slot has moved. */
function mark(search: Search, at: number): void {
  restock(search.board, search.trial, search.stock, at)
  search.clock += 1
  search.changed[at] = search.clock
  search.stirred[at] = search.clock
  for (const other of search.partners[at] as Int32Array) search.stirred[other] = search.clock
}

/** Some steps of the dearer of the two, answered by the nearest number of steps of the other, either way rounded. */
export function shift(search: Search, a: number, b: number, by: number): boolean {
  const { figures } = search.stock
  const { stepValue } = figures
  const turned = (stepValue[a] as number) < (stepValue[b] as number)
  const large = turned ? b : a
  const small = turned ? a : b
  if (isIdle(search, large, by > 0) && isIdle(search, small, by < 0)) return false
  const from = level(search, large)
  const to = nextLevel(figures, large, from, by)
  const value = marketAt(figures, large, to) - marketAt(figures, large, from)
  const steps = value / (stepValue[small] as number)
  const own = level(search, small)
  const down = nextLevel(figures, small, own, -Math.floor(steps))
  const up = nextLevel(figures, small, own, -Math.ceil(steps))
  return tryPair(search, large, to, small, down) || (up !== down && tryPair(search, large, to, small, up))
}

/** Drops b's order and lets a take over its value, rounded either way. */
export function absorb(search: Search, a: number, b: number): boolean {
  const from = level(search, b)
  if (from === 0) return false
  const { figures } = search.stock
  const steps = marketAt(figures, b, from) / (figures.stepValue[a] as number)
  const own = level(search, a)
  return (
    tryPair(search, a, nextLevel(figures, a, own, Math.floor(steps)), b, 0) ||
    tryPair(search, a, nextLevel(figures, a, own, Math.ceil(steps)), b, 0)
  )
}
