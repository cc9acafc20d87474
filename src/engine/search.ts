/**
 * Step 6, the search: moves one or two orders at a time while the exact comparison of plans improves.
 *
 * A single order steps up and down with doubling strides, vanishes, or grows to its minimum. A pair moves the same
 * value from one order to another: within an account cash stays put, within a class the weight does. Everything is
 * tried in the order of the slots, so the same board gives the same answer.
 */
import type { Board } from './board.ts'
import { isLevel, marketValue, type Slot } from './slot.ts'
import { compareScores, score, setLevel, type Score, type Trial } from './trial.ts'

/** How much the search may do, in rows looked at; past it the best plan so far stands. */
export interface Budget {
  left: number
}

/** Pairs are tried among this many slots at most; beyond, each slot meets only its nearest partners. */
const allPairsUpTo = 24

/** Partners per slot when there are too many for all pairs. */
const partnersEach = 6

export function blankScore(): Score {
  return { broken: 0, bucket: 0, expense: 0, misplaced: 0, orders: 0, distance: 0 }
}

/** Improves a trial in place until no move helps or the budget is spent; returns its score. */
export function improve(board: Board, trial: Trial, budget: Budget): Score {
  const search: Search = { board, trial, budget, best: score(board, trial, blankScore()), next: blankScore(), partners: partnersOf(board) }
  for (;;) {
    const singles = passOverSingles(search)
    const pairs = passOverPairs(search)
    if (budget.left <= 0 || !(singles || pairs)) return search.best
  }
}

interface Search {
  readonly board: Board
  readonly trial: Trial
  readonly budget: Budget
  best: Score
  next: Score
  readonly partners: readonly Int32Array[]
}

function level(search: Search, at: number): number {
  return search.trial.levels[at] as number
}

/** Keeps the trial as it now is when that is better; says whether it is. */
function better(search: Search): boolean {
  search.budget.left -= search.board.rows + search.trial.cash.length + 4
  score(search.board, search.trial, search.next)
  if (compareScores(search.next, search.best) >= 0) return false
  const kept = search.next
  search.next = search.best
  search.best = kept
  return true
}

/** Tries one slot at another level; leaves it there when that is better. */
function trySingle(search: Search, at: number, to: number): boolean {
  const from = level(search, at)
  const slot = search.board.slots[at]
  if (!slot || to === from || !isLevel(slot, to)) return false
  setLevel(search.board, search.trial, at, to)
  if (better(search)) return true
  setLevel(search.board, search.trial, at, from)
  return false
}

function tryPair(search: Search, a: number, toA: number, b: number, toB: number): boolean {
  const { board, trial } = search
  const [slotA, slotB] = [board.slots[a], board.slots[b]]
  if (!slotA || !slotB || !isLevel(slotA, toA) || !isLevel(slotB, toB)) return false
  const [fromA, fromB] = [level(search, a), level(search, b)]
  if (toA === fromA && toB === fromB) return false
  setLevel(board, trial, a, toA)
  setLevel(board, trial, b, toB)
  if (better(search)) return true
  setLevel(board, trial, b, fromB)
  setLevel(board, trial, a, fromA)
  return false
}

function passOverSingles(search: Search): boolean {
  let improved = false
  for (let at = 0; at < search.board.slots.length && search.budget.left > 0; at += 1) {
    const slot = search.board.slots[at] as Slot
    if (level(search, at) !== 0 && trySingle(search, at, 0)) improved = true
    if (stride(search, at, 1)) improved = true
    if (stride(search, at, -1)) improved = true
    if (trySingle(search, at, -slot.mostSell)) improved = true
  }
  return improved
}

/** Steps one way, doubling while it helps and halving when it no longer does; from nothing, with the smallest order. */
function stride(search: Search, at: number, direction: number): boolean {
  const slot = search.board.slots[at] as Slot
  let improved = false
  let step = 1
  while (search.budget.left > 0) {
    const to = nextLevel(slot, level(search, at), direction * step)
    if (trySingle(search, at, to)) {
      improved = true
      step *= 2
    } else if (step > 1) step = Math.floor(step / 4) || 1
    else return improved
  }
  return improved
}

/** The level a stride leads to: past the gap below the minimum order, and not past the whole position. */
function nextLevel(slot: Slot, from: number, by: number): number {
  const to = from + by
  if (to > 0 && to < slot.leastBuy) return by > 0 ? slot.leastBuy : 0
  if (to < 0 && -to < slot.leastSell) return by < 0 ? -slot.leastSell : 0
  return Math.max(-slot.mostSell, Math.min(slot.mostBuy, to))
}

function passOverPairs(search: Search): boolean {
  let improved = false
  for (let a = 0; a < search.partners.length && search.budget.left > 0; a += 1) {
    for (const b of search.partners[a] as Int32Array) if (improvePair(search, a, b)) improved = true
  }
  return improved
}

/** Moves value from slot b to slot a: a step of either, or all of b's order. */
function improvePair(search: Search, a: number, b: number): boolean {
  let improved = false
  while (search.budget.left > 0 && (shift(search, a, b, 1) || shift(search, a, b, -1))) improved = true
  return absorb(search, a, b) || improved
}

/** One step of the larger of the two, answered by the nearest number of steps of the other, either way rounded. */
function shift(search: Search, a: number, b: number, direction: number): boolean {
  const [slotA, slotB] = [search.board.slots[a] as Slot, search.board.slots[b] as Slot]
  const [large, small, at, other] = slotA.stepValue >= slotB.stepValue ? [slotA, slotB, a, b] : [slotB, slotA, b, a]
  const toLarge = nextLevel(large, level(search, at), direction)
  const moved = marketValue(large, toLarge) - marketValue(large, level(search, at))
  const steps = moved / small.stepValue
  const from = level(search, other)
  const down = nextLevel(small, from, -Math.floor(steps))
  const up = nextLevel(small, from, -Math.ceil(steps))
  if (tryPair(search, at, toLarge, other, down)) return true
  if (up !== down && tryPair(search, at, toLarge, other, up)) return true
  // The same direction for both: an account with cash to spare buys two things, one that is short sells two.
  const together = nextLevel(small, from, Math.max(1, Math.floor(Math.abs(steps))) * direction)
  return tryPair(search, at, toLarge, other, together)
}

/** Drops b's order and lets a take over its value, rounded either way. */
function absorb(search: Search, a: number, b: number): boolean {
  const from = level(search, b)
  if (from === 0) return false
  const [slotA, slotB] = [search.board.slots[a] as Slot, search.board.slots[b] as Slot]
  const steps = marketValue(slotB, from) / slotA.stepValue
  const own = level(search, a)
  return tryPair(search, a, nextLevel(slotA, own, Math.floor(steps)), b, 0) || tryPair(search, a, nextLevel(slotA, own, Math.ceil(steps)), b, 0)
}

/** For each slot the later slots it is tried with: all, or those that share its account or one of its rows. */
function partnersOf(board: Board): Int32Array[] {
  const { slots } = board
  if (slots.length <= allPairsUpTo) return slots.map((_, a) => Int32Array.from({ length: slots.length - 1 }, (_each, i) => (i < a ? i : i + 1)))
  const byAccount = groups(slots, (slot) => [slot.account])
  const byRow = groups(slots, (slot) => [...slot.rows])
  return slots.map((slot, a) => {
    const near = [byAccount.get(slot.account) ?? [], ...[...slot.rows].map((row) => byRow.get(row) ?? [])]
    return Int32Array.from(new Set(near.flatMap((group) => following(group, a))))
  })
}

function groups(slots: readonly Slot[], keys: (slot: Slot) => readonly number[]): Map<number, number[]> {
  const map = new Map<number, number[]>()
  slots.forEach((slot, at) => {
    for (const key of keys(slot)) {
      const group = map.get(key)
      if (group) group.push(at)
      else map.set(key, [at])
    }
  })
  return map
}

/** The next few of a sorted group after this one, going round. */
function following(group: readonly number[], a: number): number[] {
  const here = group.indexOf(a)
  return Array.from({ length: Math.min(partnersEach, group.length - 1) }, (_, i) => group[(here + 1 + i) % group.length] ?? a)
}
