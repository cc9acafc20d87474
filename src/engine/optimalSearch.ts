/**
 * The search of a destination "optimal". Risk is a square in the values of the orders, so every move has a best length
 * in closed form: a single order against its account's cash, or one order against another of the same account. Lengths
 * are rounded to steps and kept where the exact score says so, in the order of the slots.
 */
import type { Board } from './board.ts'
import { riskAt, type Objective } from './objective.ts'
import { blankScore, type Budget } from './search.ts'
import { costUnits, isLevel, marketValue, valueUnits, type Slot } from './slot.ts'
import { compareScores, score, setLevel, type Score, type Trial } from './trial.ts'

/** Up to so many slots every one is tried against every other; beyond, against those of its own account. */
const allPairsUpTo = 24

/** Passes that may follow each other; each ends where the one before left off. */
const mostPasses = 12

/** A move that is too long for curved costs or for cash is tried at its half, quarter and eighth. */
const mostHalvings = 3

interface Search {
  readonly board: Board
  readonly objective: Objective
  readonly trial: Trial
  readonly budget: Budget
  /** Slot by slot: F times its shares, what a unit of value bought adds to F w times the total. */
  readonly pulls: Float64Array
  /** By slot: what risk a unit of value bought adds at the present orders, base value per base value. */
  readonly slopes: Float64Array
  readonly rest: Float64Array
  best: Score
  next: Score
}

/** Improves a trial in place until no move helps or the budget is spent; returns its score. */
export function improveObjective(board: Board, objective: Objective, trial: Trial, budget: Budget): Score {
  const search: Search = {
    board,
    objective,
    trial,
    budget,
    pulls: pullsOf(board, objective),
    slopes: new Float64Array(board.slots.length),
    rest: new Float64Array(objective.rank),
    best: score(board, trial, blankScore()),
    next: blankScore(),
  }
  refresh(search)
  for (let pass = 0; pass < mostPasses && budget.left > 0; pass += 1) {
    const single = passOverSingles(search)
    const paired = passOverPairs(search)
    const whole = passOverWholes(search)
    if (!single && !paired && !whole) break
  }
  return search.best
}

function pullsOf(board: Board, { rank, factors }: Objective): Float64Array {
  const pulls = new Float64Array(board.slots.length * rank)
  board.slots.forEach(({ rows, shares }, at) => {
    for (let factor = 0; factor < rank; factor += 1) {
      let sum = 0
      for (let i = 0; i < rows.length; i += 1)
        sum += (factors[factor * board.rows + (rows[i] as number)] as number) * (shares[i] as number)
      pulls[at * rank + factor] = sum
    }
  })
  return pulls
}

/** Brings the slopes of risk up to date with the orders. */
function refresh({ board, objective, trial, pulls, slopes, rest }: Search): void {
  const { rank, factors, wanted } = objective
  for (let factor = 0; factor < rank; factor += 1) {
    let sum = 0
    for (let row = 0; row < board.rows; row += 1)
      sum += (factors[factor * board.rows + row] as number) * (trial.rowValue[row] as number)
    rest[factor] = sum / trial.total - (wanted[factor] as number)
  }
  const scale = board.total / trial.total
  for (let at = 0; at < slopes.length; at += 1) {
    let sum = 0
    for (let factor = 0; factor < rank; factor += 1)
      sum += (pulls[at * rank + factor] as number) * (rest[factor] as number)
    slopes[at] = sum * scale
  }
}

/** How fast the slope of risk grows along buying a and selling b (none: -1), per base value. */
function curvature({ board, objective, trial, pulls }: Search, a: number, b: number): number {
  const { rank } = objective
  let square = 0
  for (let factor = 0; factor < rank; factor += 1) {
    const pull = (pulls[a * rank + factor] as number) - (b < 0 ? 0 : (pulls[b * rank + factor] as number))
    square += pull * pull
  }
  return (square * board.total) / (trial.total * trial.total)
}

function level(search: Search, at: number): number {
  return search.trial.levels[at] as number
}

function valueOf(search: Search, at: number): number {
  return marketValue(search.board.slots[at] as Slot, level(search, at))
}

/** Keeps the trial as it now is when that is better; says whether it is. */
function better(search: Search): boolean {
  search.budget.left -= search.board.rows + search.trial.cash.length + 4
  score(search.board, search.trial, search.next)
  if (compareScores(search.next, search.best) >= 0) return false
  const kept = search.next
  search.next = search.best
  search.best = kept
  refresh(search)
  return true
}

function trySingle(search: Search, at: number, to: number): boolean {
  const { board, trial } = search
  const from = level(search, at)
  if (to === from || !isLevel(board.slots[at] as Slot, to)) return false
  setLevel(board, trial, at, to)
  if (better(search)) return true
  setLevel(board, trial, at, from)
  return false
}

function tryPair(search: Search, a: number, toA: number, b: number, toB: number): boolean {
  const { board, trial } = search
  if (!isLevel(board.slots[a] as Slot, toA) || !isLevel(board.slots[b] as Slot, toB)) return false
  const [fromA, fromB] = [level(search, a), level(search, b)]
  if (toA === fromA && toB === fromB) return false
  setLevel(board, trial, a, toA)
  setLevel(board, trial, b, toB)
  if (better(search)) return true
  setLevel(board, trial, b, fromB)
  setLevel(board, trial, a, fromA)
  return false
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

/** Cost of one more unit of value bought (side 1) or sold (side -1): giving up the opposite order saves its cost. */
function marginalCost(search: Search, at: number, side: number): number {
  const slot = search.board.slots[at] as Slot
  const own = slot.slope + slot.conversion
  return side * level(search, at) >= 0 ? own : -own
}

function passOverSingles(search: Search): boolean {
  let improved = false
  for (let at = 0; at < search.board.slots.length && search.budget.left > 0; at += 1) {
    const length = curvature(search, at, -1)
    for (const side of [1, -1]) {
      const rate = -side * (search.slopes[at] as number) - marginalCost(search, at, side)
      const room = roomOf(search, at, side)
      if (rate > 0 && repeatSingle(search, at, side, Math.min(rate / length, room))) improved = true
      if (search.best.broken > 0 && raise(search, at)) improved = true
    }
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

/** Base value by which an account's cash, all currencies together, is below its reserve. */
function missingIn({ board, trial }: Search, account: number): number {
  const width = board.unit.length
  let cash = 0
  for (let at = 0; at < width; at += 1)
    cash += (trial.cash[account * width + at] as number) * (board.unit[at] as number)
  return (board.reserve[account] as number) * (board.unit[0] as number) - cash
}

function repeatSingle(search: Search, at: number, side: number, length: number): boolean {
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
  if (missing <= 0) return false
  const to = valueOf(search, at) - missing * (1 + 2 * (slot.slope + slot.conversion)) - slot.stepValue
  return trySingle(search, at, levelFor(slot, to, Math.floor))
}

function arePartners(board: Board, a: number, b: number): boolean {
  if (a === b) return false
  return board.slots.length <= allPairsUpTo || board.slots[a]?.account === board.slots[b]?.account
}

function passOverPairs(search: Search): boolean {
  const { board, slopes } = search
  let improved = false
  for (let a = 0; a < board.slots.length && search.budget.left > 0; a += 1) {
    for (let b = 0; b < board.slots.length; b += 1) {
      if (!arePartners(board, a, b)) continue
      const rate =
        (slopes[b] as number) -
        (slopes[a] as number) -
        marginalCost(search, a, 1) -
        marginalCost(search, b, -1)
      if (rate > 0 && exchange(search, a, b, rate)) improved = true
    }
  }
  return improved
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

/** The coarser of the two orders to a neighbouring step, answered by the other, either way rounded. */
function shift(search: Search, a: number, b: number, move: number): boolean {
  const { slots } = search.board
  const turned = (slots[a] as Slot).stepValue < (slots[b] as Slot).stepValue
  const [at, other] = turned ? [b, a] : [a, b]
  const [coarse, fine] = [slots[at] as Slot, slots[other] as Slot]
  const [from, against] = [valueOf(search, at), valueOf(search, other)]
  for (const mode of [Math.floor, Math.ceil]) {
    const to = levelFor(coarse, from + (turned ? -move : move), mode)
    const answer = against - (marketValue(coarse, to) - from)
    for (const rounding of [Math.floor, Math.ceil])
      if (tryPair(search, at, to, other, levelFor(fine, answer, rounding))) return true
  }
  return false
}

/** Each order dropped, sold out, or taken over whole by another. */
function passOverWholes(search: Search): boolean {
  const { slots } = search.board
  let improved = false
  for (let at = 0; at < slots.length && search.budget.left > 0; at += 1) {
    if (trySingle(search, at, -(slots[at] as Slot).mostSell)) improved = true
    if (level(search, at) === 0) continue
    if (trySingle(search, at, 0)) improved = true
    for (let other = 0; other < slots.length && level(search, at) !== 0; other += 1)
      if (arePartners(search.board, at, other) && absorb(search, other, at)) improved = true
  }
  return improved
}

/** Drops b's order and lets a take over its value, where risk and cost together promise to fall. */
function absorb(search: Search, a: number, b: number): boolean {
  const { board, slopes } = search
  const [slotA, slotB] = [board.slots[a] as Slot, board.slots[b] as Slot]
  const value = valueOf(search, b)
  const to = valueOf(search, a) + value
  const risk =
    value * ((slopes[a] as number) - (slopes[b] as number)) + (curvature(search, a, b) * value * value) / 2
  const near = levelFor(slotA, to, Math.round)
  const cost =
    costOf(board, slotA, near) -
    costOf(board, slotA, level(search, a)) -
    costOf(board, slotB, level(search, b))
  if (risk + cost >= slotA.stepValue * (Math.abs(slopes[a] as number) + slotA.slope)) return false
  return [Math.floor, Math.ceil].some((mode) => tryPair(search, a, levelFor(slotA, to, mode), b, 0))
}

function costOf(board: Board, slot: Slot, at: number): number {
  if (at === 0) return 0
  return costUnits(slot, at, valueUnits(slot, at)) * slot.unit + slot.money.gas * (board.unit[0] as number)
}

/** The objective of a trial in base currency, conversions aside. */
export function objectiveAt(board: Board, objective: Objective, trial: Trial): number {
  return riskAt(objective, trial.rowValue, trial.total) * board.total + trial.costs
}
