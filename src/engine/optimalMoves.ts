/** The moves of the weighed search: what they promise in slopes, curvature and cost, and how they are kept or taken back. */
import type { Board } from './board.ts'
import { slopeOn } from './curve.ts'
import { marginalTax } from './lotCurve.ts'
import type { Budget } from './moves.ts'
import type { Objective } from './objective.ts'
import { costUnits, isLevel, marketValue, taxAt, valueUnits, type Slot } from './slot.ts'
import { compareScores, score, setLevel, type Score, type Trial } from './trial.ts'

export interface Search {
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

/** Brings the slopes of risk up to date with the orders. */
export function refresh(search: Search): void {
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
export function alikeIn({ slots }: Board): Int32Array {
  const first = new Map<Float64Array, number>()
  return Int32Array.from(slots, ({ shares }, at) => {
    const known = first.get(shares) ?? at
    first.set(shares, known)
    return known
  })
}

/** Writes down what a slot's order costs now, and more and less of it. */
export function reprice(search: Search, at: number): void {
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
export function curvature(search: Search, a: number, b: number): number {
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

export function level(search: Search, at: number): number {
  return search.trial.levels[at] as number
}

export function valueOf(search: Search, at: number): number {
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

export function trySingle(search: Search, at: number, to: number): boolean {
  const { board, trial } = search
  const from = level(search, at)
  if (to === from || !isLevel(board.slots[at] as Slot, to) || !promises(search, at, to)) return false
  setLevel(board, trial, at, to)
  if (better(search, at)) return true
  setLevel(board, trial, at, from)
  return false
}

export function tryPair(search: Search, a: number, toA: number, b: number, toB: number): boolean {
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

/** Base value by which an account's cash, all currencies together, is below its reserve. */
export function missingIn({ board, trial }: Search, account: number): number {
  const width = board.unit.length
  let cash = 0
  for (let at = 0; at < width; at += 1)
    cash += (trial.cash[account * width + at] as number) * (board.unit[at] as number)
  return (board.reserve[account] as number) * (board.unit[0] as number) - cash
}

export function costOf(board: Board, slot: Slot, at: number): number {
  if (at === 0) return 0
  const unit = board.unit[0] as number
  const cost = costUnits(slot, at, valueUnits(slot, at)) * slot.unit + slot.gas * unit
  return cost + taxAt(slot, at, cost, unit)
}
