/**
 * The search of a destination "optimal". Risk is a square in the values of the orders, so every move has a best length
 * in closed form: a single order against its account's cash, or one order against another of the same account. Lengths
 * are rounded to steps and kept where the exact score says so, in the order of the slots.
 */
import type { Board } from './board.ts'
import { slopeOn } from './curve.ts'
import { marginalTax } from './lotCurve.ts'
import type { Objective } from './objective.ts'
import type { Budget } from './moves.ts'
import { costUnits, isLevel, marketValue, taxAt, valueUnits, type Slot } from './slot.ts'
import { blankScore, compareScores, score, setLevel, type Score, type Trial } from './trial.ts'

/** Up to so many slots every one is tried against every other; beyond, against those of its own account. */
const allPairsUpTo = 24

/** Passes that may follow each other; each ends where the one before left off. */
const mostPasses = 12

/** A pass that takes off less than this share of the objective is the last. */
const trifle = 1e-6

/** A move that is too long for curved costs or for cash is tried at its half, quarter and eighth. */
const mostHalvings = 3

interface Search {
  readonly board: Board
  readonly objective: Objective
  readonly trial: Trial
  readonly budget: Budget
  readonly banned: number
  /** Slot by slot: F times its shares, what a unit of value bought adds to F w times the total. */
  readonly pulls: Float64Array
  /** By slot: what risk a unit of value bought adds at the present orders, base value per base value. */
  readonly slopes: Float64Array
  /** By slot: what a unit of value more weighs, risk and cost, and what a unit less takes off; infinite where impossible. */
  readonly more: Float64Array
  readonly less: Float64Array
  /** By slot: what a unit of value more, and one less, costs at the present order. */
  readonly dearer: Float64Array
  readonly cheaper: Float64Array
  /** By slot: what its present order costs. */
  readonly costs: Float64Array
  /** By slot: the first that is exposed alike; risk has the same slope there. */
  readonly alike: Int32Array
  readonly rest: Float64Array
  /** Slots that are tried against each other. */
  readonly circles: readonly Int32Array[]
  best: Score
  next: Score
}

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

/** Slot by slot F times its shares. */
export function pullsOf(board: Board, { rank, factors }: Objective): Float64Array {
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

/** All slots where they are few, else those of each account. */
function circlesOf(board: Board): Int32Array[] {
  const all = Int32Array.from(board.slots.keys())
  if (all.length <= allPairsUpTo) return [all]
  return board.accounts.map((_, account) => all.filter((at) => board.slots[at]?.account === account))
}

/** Brings the slopes of risk up to date with the orders. */
function refresh(search: Search): void {
  const { board, objective, trial, pulls, slopes, rest } = search
  const { rank, factors, wanted } = objective
  for (let factor = 0; factor < rank; factor += 1) {
    let sum = 0
    for (let row = 0; row < board.rows; row += 1)
      sum += (factors[factor * board.rows + row] as number) * (trial.rowValue[row] as number)
    rest[factor] = sum / trial.total - (wanted[factor] as number)
  }
  const scale = board.total / trial.total
  const { more, less, dearer, cheaper, alike } = search
  for (let at = 0; at < slopes.length; at += 1) {
    const first = alike[at] as number
    const slope = first < at ? (slopes[first] as number) : scale * pullAt(pulls, rest, at * rank, rank)
    slopes[at] = slope
    more[at] = slope + (dearer[at] as number)
    less[at] = slope - (cheaper[at] as number)
  }
}

function pullAt(pulls: Float64Array, rest: Float64Array, from: number, rank: number): number {
  let sum = 0
  for (let factor = 0; factor < rank; factor += 1)
    sum += (pulls[from + factor] as number) * (rest[factor] as number)
  return sum
}

/** By slot the first slot with the same rows and shares, itself where there is none before it. */
function alikeIn({ slots }: Board): Int32Array {
  const first = new Map<Float64Array, number>()
  return Int32Array.from(slots, ({ shares }, at) => {
    const known = first.get(shares) ?? at
    first.set(shares, known)
    return known
  })
}

/** Writes down what a slot's order costs now, and more and less of it. */
function reprice(search: Search, at: number): void {
  search.costs[at] = costOf(search.board, search.board.slots[at] as Slot, level(search, at))
  search.dearer[at] = marginalCost(search, at, 1)
  search.cheaper[at] = marginalCost(search, at, -1)
}

/**
 * Cost of one more unit of value bought (side 1) or sold (side -1): giving up the opposite order saves its cost; infinite
 * where this side is not permitted.
 */
function marginalCost({ board, trial, banned }: Search, at: number, side: number): number {
  if (at === banned) return Infinity
  const slot = board.slots[at] as Slot
  const level = trial.levels[at] as number
  const { curve } = slot.terms
  const turn = level === 0 ? side : Math.sign(level)
  const steep = curve === null ? 0 : slopeOn(curve, turn > 0 ? 'buy' : 'sell', valueUnits(slot, level))
  const taxed = turn < 0 && slot.lots !== null ? marginalTax(slot.lots, Math.abs(level)) : 0
  const own = slot.slope + slot.conversion + steep + taxed
  if (side * level < 0) return -own
  const possible = side > 0 ? slot.leastBuy <= slot.mostBuy : slot.leastSell <= slot.mostSell
  return possible ? own : Infinity
}

/** How fast the slope of risk grows along buying a and selling b (none: -1), per base value. */
function curvature(search: Search, a: number, b: number): number {
  return bend(search, a, 1, b, b < 0 ? 0 : -1)
}

/** Twice what a move of both values adds to risk beyond its slope. */
function bend(
  { board, objective, trial, pulls }: Search,
  a: number,
  moveA: number,
  b: number,
  moveB: number,
): number {
  const { rank } = objective
  const fromA = a * rank
  const fromB = b < 0 ? 0 : b * rank
  let square = 0
  for (let factor = 0; factor < rank; factor += 1) {
    const pull = (pulls[fromA + factor] as number) * moveA + (pulls[fromB + factor] as number) * moveB
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
function better(search: Search, a: number, b = a): boolean {
  search.budget.left -= search.board.rows + search.trial.cash.length + 4
  score(search.board, search.trial, search.next)
  if (compareScores(search.next, search.best) >= 0) return false
  const kept = search.next
  search.next = search.best
  search.best = kept
  reprice(search, a)
  if (b !== a) reprice(search, b)
  refresh(search)
  return true
}

/**
 * Can this move be better at all? Risk is a square and known in advance, and so are the costs of orders; only what they
 * change in the total, and so in all weights, is left to the exact score, as are conversions.
 */
function promises(search: Search, a: number, toA: number, b = -1, toB = 0): boolean {
  const { board, slopes, best } = search
  if (best.broken > 0 || board.unit.length > 1) return true
  const moveA = moveOf(search, a, toA)
  let cost = costChange(search, a, toA)
  let slope = (slopes[a] as number) * moveA
  let moveB = 0
  if (b >= 0) {
    moveB = moveOf(search, b, toB)
    cost += costChange(search, b, toB)
    slope += (slopes[b] as number) * moveB
  }
  const slack = 2 * board.grain + weightNoise * Math.abs(cost)
  if (overspends(search, a, moveA, b, moveB, cost)) return false
  return slope + cost < slack && slope + cost + bend(search, a, moveA, b, moveB) / 2 < slack
}

/** Would an account end below its reserve, by more than rounding to its minor unit may give back? */
function overspends(
  search: Search,
  a: number,
  moveA: number,
  b: number,
  moveB: number,
  cost: number,
): boolean {
  const account = search.board.slots[a]?.account ?? 0
  const other = b < 0 ? account : (search.board.slots[b]?.account ?? 0)
  const rounding = 2 * (search.board.unit[0] as number)
  if (account === other) return missingIn(search, account) + moveA + moveB + cost > rounding
  return missingIn(search, account) + moveA > rounding || missingIn(search, other) + moveB > rounding
}

/** What a unit of cost changes in risk through the total is at most about this much. */
const weightNoise = 0.02

function moveOf(search: Search, at: number, to: number): number {
  return marketValue(search.board.slots[at] as Slot, to) - valueOf(search, at)
}

function costChange(search: Search, at: number, to: number): number {
  const slot = search.board.slots[at] as Slot
  return costOf(search.board, slot, to) - (search.costs[at] as number)
}

function trySingle(search: Search, at: number, to: number): boolean {
  const { board, trial } = search
  const from = level(search, at)
  if (to === from || !isLevel(board.slots[at] as Slot, to) || !promises(search, at, to)) return false
  setLevel(board, trial, at, to)
  if (better(search, at)) return true
  setLevel(board, trial, at, from)
  return false
}

function tryPair(search: Search, a: number, toA: number, b: number, toB: number): boolean {
  const { board, trial } = search
  if (!isLevel(board.slots[a] as Slot, toA) || !isLevel(board.slots[b] as Slot, toB)) return false
  const fromA = level(search, a)
  const fromB = level(search, b)
  if ((toA === fromA && toB === fromB) || !promises(search, a, toA, b, toB)) return false
  setLevel(board, trial, a, toA)
  setLevel(board, trial, b, toB)
  if (better(search, a, b)) return true
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

/** Base value by which an account's cash, all currencies together, is below its reserve. */
function missingIn({ board, trial }: Search, account: number): number {
  const width = board.unit.length
  let cash = 0
  for (let at = 0; at < width; at += 1)
    cash += (trial.cash[account * width + at] as number) * (board.unit[at] as number)
  return (board.reserve[account] as number) * (board.unit[0] as number) - cash
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

export function costOf(board: Board, slot: Slot, at: number): number {
  if (at === 0) return 0
  const unit = board.unit[0] as number
  const cost = costUnits(slot, at, valueUnits(slot, at)) * slot.unit + slot.gas * unit
  return cost + taxAt(slot, at, cost, unit)
}
