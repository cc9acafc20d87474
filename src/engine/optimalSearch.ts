/**
 * The search of a destination "optimal". Risk is a square in the values of the orders, so every move has a best length
 * in closed form: a single order against its account's cash, or one order against another of the same account. Lengths
 * are rounded to steps and kept where the exact score says so, in the order of the slots.
 */
import type { Board } from './board.ts'
import type { Budget } from './moves.ts'
import type { Objective } from './objective.ts'
import {
  alikeIn,
  curvature,
  level,
  missingIn,
  pullsOf,
  refresh,
  reprice,
  tryPair,
  trySingle,
  valueOf,
  type Search,
} from './optimalMoves.ts'
import { marketValue, type Slot } from './slot.ts'
import { blankScore, score, type Score, type Trial } from './trial.ts'

/** Up to so many slots every one is tried against every other; beyond, against those of its own account. */
const allPairsUpTo = 24

/** Passes that may follow each other; each ends where the one before left off. */
const mostPasses = 12

/** A pass that takes off less than this share of the objective is the last. */
const trifle = 1e-6

/** A move that is too long for curved costs or for cash is tried at its half, quarter and eighth. */
const mostHalvings = 3

/** Improves a trial in place until no move helps or the budget is spent; returns its score. The slot `banned` stays idle. */
export function improveObjective(
  board: Board,
  objective: Objective,
  trial: Trial,
  budget: Budget,
  banned = -1,
): Score {
  const search: Search = {
    board,
    objective,
    trial,
    budget,
    banned,
    pulls: pullsOf(board, objective),
    slopes: new Float64Array(board.slots.length),
    more: new Float64Array(board.slots.length),
    less: new Float64Array(board.slots.length),
    dearer: new Float64Array(board.slots.length),
    cheaper: new Float64Array(board.slots.length),
    costs: new Float64Array(board.slots.length),
    alike: alikeIn(board),
    rest: new Float64Array(objective.rank),
    circles: circlesOf(board),
    best: score(board, trial, blankScore()),
    next: blankScore(),
  }
  for (let at = 0; at < board.slots.length; at += 1) reprice(search, at)
  refresh(search)
  for (let pass = 0; pass < mostPasses && budget.left > 0; pass += 1) {
    const before = search.best.expense
    const single = passOverSingles(search)
    const paired = passOverPairs(search)
    const whole = passOverWholes(search)
    if (!single && !paired && !whole) break
    if (search.best.broken === 0 && before - search.best.expense < trifle * search.best.expense) break
  }
  return search.best
}

/** All slots where they are few, else those of each account. */
function circlesOf(board: Board): Int32Array[] {
  const all = Int32Array.from(board.slots.keys())
  if (all.length <= allPairsUpTo) return [all]
  return board.accounts.map((_, account) => all.filter((at) => board.slots[at]?.account === account))
}

/** The level for a signed value in one rounding mode: past the gap below the minimum order, within what may be traded. */
function levelFor(slot: Slot, value: number, mode: (steps: number) => number): number {
  if (-value >= slot.positionValue * (1 - 1e-9) && slot.mostSell > 0) return -slot.mostSell
  const steps = mode(value / slot.stepValue)
  if (steps > 0)
    return steps < slot.leastBuy ? (mode(0.5) > 0 ? slot.leastBuy : 0) : Math.min(slot.mostBuy, steps)
  if (steps < 0)
    return -steps < slot.leastSell ? (mode(0.5) > 0 ? 0 : -slot.leastSell) : Math.max(-slot.mostSell, steps)
  return 0
}

function passOverSingles(search: Search): boolean {
  let improved = false
  for (let at = 0; at < search.board.slots.length && search.budget.left > 0; at += 1) {
    for (const side of [1, -1]) {
      const rate = side > 0 ? -(search.more[at] as number) : (search.less[at] as number)
      if (rate <= 0) continue
      const length = Math.min(rate / curvature(search, at, -1), roomOf(search, at, side))
      if (moveSingle(search, at, side, length)) improved = true
    }
    if (search.best.broken > 0 && raise(search, at)) improved = true
  }
  return improved
}

/** How much more value an order may have on this side: to zero where it is on the other, else what cash or position allow. */
function roomOf(search: Search, at: number, side: number): number {
  const value = valueOf(search, at)
  if (side * value < 0) return Math.abs(value)
  const slot = search.board.slots[at] as Slot
  if (side < 0) return slot.positionValue + value
  return Math.max(0, -missingIn(search, slot.account) / (1 + slot.slope + slot.conversion))
}

function moveSingle(search: Search, at: number, side: number, length: number): boolean {
  const slot = search.board.slots[at] as Slot
  const from = valueOf(search, at)
  for (let halving = 0, move = length; halving <= mostHalvings; halving += 1, move /= 2) {
    const to = from + side * move
    const [down, up] = [levelFor(slot, to, Math.floor), levelFor(slot, to, Math.ceil)]
    if (trySingle(search, at, down) || (up !== down && trySingle(search, at, up))) return true
    if (move < slot.stepValue) return false
  }
  return false
}

/** Sells what an account is short of. */
function raise(search: Search, at: number): boolean {
  const slot = search.board.slots[at] as Slot
  const missing = missingIn(search, slot.account)
  if (missing <= 0 || at === search.banned) return false
  const to = valueOf(search, at) - missing * (1 + 2 * (slot.slope + slot.conversion)) - slot.stepValue
  return trySingle(search, at, levelFor(slot, to, Math.floor))
}

function passOverPairs(search: Search): boolean {
  let improved = false
  for (const circle of search.circles) if (passOverCircle(search, circle)) improved = true
  return improved
}

/** Most orders cannot be raised at the expense of any other: one look at the best exchange settles those. */
function passOverCircle(search: Search, circle: Int32Array): boolean {
  const { more, less, budget } = search
  let improved = false
  let most = mostIn(less, circle)
  for (const a of circle) {
    if (most <= (more[a] as number)) continue
    if (budget.left <= 0) break
    for (const b of circle) {
      const rate = (less[b] as number) - (more[a] as number)
      if (rate <= 0 || a === b || !exchange(search, a, b, rate)) continue
      improved = true
      most = mostIn(less, circle)
    }
  }
  return improved
}

function mostIn(values: Float64Array, circle: Int32Array): number {
  let most = -Infinity
  for (const at of circle) most = Math.max(most, values[at] as number)
  return most
}

/** Buys a and sells b for the same value, as far as the rate lasts; shorter where that does not help. */
function exchange(search: Search, a: number, b: number, rate: number): boolean {
  const slot = search.board.slots[a] as Slot
  const value = valueOf(search, a)
  const roomA = value < 0 ? -value : (slot.mostBuy - level(search, a)) * slot.stepValue
  const most = Math.min(roomA, roomOf(search, b, -1), rate / curvature(search, a, b))
  if (most * rate < search.board.grain) return false
  const finest = Math.min(slot.stepValue, search.board.slots[b]?.stepValue ?? 0)
  for (let halving = 0, move = most; halving <= mostHalvings; halving += 1, move /= 2) {
    if (shift(search, a, b, move)) return true
    if (move < finest) return false
  }
  return false
}

const roundings = [Math.floor, Math.ceil] as const

/** The coarser of the two orders to a neighbouring step, answered by the other, either way rounded. */
function shift(search: Search, a: number, b: number, move: number): boolean {
  const { slots } = search.board
  const turned = (slots[a] as Slot).stepValue < (slots[b] as Slot).stepValue
  const [at, other] = turned ? [b, a] : [a, b]
  const [coarse, fine] = [slots[at] as Slot, slots[other] as Slot]
  const [from, against] = [valueOf(search, at), valueOf(search, other)]
  for (const mode of roundings) {
    const to = levelFor(coarse, from + (turned ? -move : move), mode)
    const answer = against - (marketValue(coarse, to) - from)
    for (const rounding of roundings)
      if (tryPair(search, at, to, other, levelFor(fine, answer, rounding))) return true
  }
  return false
}

/** Each order dropped, sold out, or taken over whole by another. */
function passOverWholes(search: Search): boolean {
  let improved = false
  for (const circle of search.circles) {
    for (const at of circle) {
      if (search.budget.left <= 0) return improved
      if (sellOut(search, at)) improved = true
      if (level(search, at) === 0) continue
      if (trySingle(search, at, 0)) improved = true
      if (passOn(search, circle, at)) improved = true
    }
  }
  return improved
}

/** Sells the whole position where risk alone promises to fall by more than that costs. */
function sellOut(search: Search, at: number): boolean {
  const slot = search.board.slots[at] as Slot
  const move = slot.positionValue + valueOf(search, at)
  const slope = search.slopes[at] as number
  if (slot.mostSell === 0 || slope <= 0 || at === search.banned) return false
  if (move * (slope - (curvature(search, at, -1) * move) / 2) < 0) return false
  return trySingle(search, at, -slot.mostSell)
}

/** Drops an order and lets another of its circle take over its value; says whether one did. */
function passOn(search: Search, circle: Int32Array, at: number): boolean {
  const { board, slopes, more, less } = search
  const value = valueOf(search, at)
  const saved = search.costs[at] as number
  for (const other of circle) {
    if (other === at) continue
    const slot = board.slots[other] as Slot
    const opposite = level(search, other) * value < 0 ? (search.costs[other] as number) : 0
    // Risk only bends upwards: what both slopes lose must not exceed what both costs could save.
    const rate =
      value > 0
        ? (more[other] as number) - (slopes[at] as number)
        : (slopes[at] as number) - (less[other] as number)
    const rounding = slot.stepValue * Math.abs(slopes[other] as number)
    if (rate * Math.abs(value) > saved + opposite + rounding) continue
    if (absorb(search, other, at, value)) return true
  }
  return false
}

function absorb(search: Search, a: number, b: number, value: number): boolean {
  const slot = search.board.slots[a] as Slot
  const to = valueOf(search, a) + value
  return (
    tryPair(search, a, levelFor(slot, to, Math.floor), b, 0) ||
    tryPair(search, a, levelFor(slot, to, Math.ceil), b, 0)
  )
}
