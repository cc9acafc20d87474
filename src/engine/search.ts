/**
 * Step 6, the search: moves one or two orders at a time while the exact comparison of plans improves.
 *
 * The moves have a size in money that grows from the finest that can matter to a share of the portfolio: small moves
 * repair what rounding broke before large ones could undo what the relaxation found. A single order grows or shrinks
 * by that much. A pair moves it from one order to another: within an account cash stays put, within a class the weight does. At the start and the end orders are dropped whole or taken over by
 * another. Everything is tried in the order of the slots, so the same board gives the same answer.
 */
import { remembered } from '../domain/memo.ts'
import type { Board } from './board.ts'
import { costUnits, isLevel, marketValue, taxAt, valueUnits, type Slot } from './slot.ts'
import { cashOf, compareScores, isWithinCaps, score, setLevel, type Score, type Trial } from './trial.ts'

/** How much the search may do, in rows looked at; past it the best plan so far stands. */
export interface Budget {
  left: number
}

/** Pairs are tried among this many slots at most; beyond, each slot meets only its nearest partners. */
const allPairsUpTo = 24

/** Partners per slot when there are too many for all pairs. */
const partnersEach = 3

export function blankScore(): Score {
  return { broken: 0, bucket: 0, expense: 0, misplaced: 0, orders: 0, distance: 0, miss: 0, gross: 0 }
}

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
  for (const price of missPrices)
    climb(board, trial, budget, partners, meritsOf(board, goal, price), smallMove, goal)
  climb(board, trial, budget, partners, distances, finestMove, goal)
  return climb(board, trial, budget, partners, scores, smallMove)
}

/** What a climb looks at, and what a unit of base value that is missed counts there: all (Infinity), or nothing (0). */
interface Aspect {
  readonly compare: (a: Score, b: Score) => number
  readonly price: number
}

/** On the way down in distance there is nothing left to do once a plan is as near as its relaxation is. */
function isDone(search: Search): boolean {
  return search.price > 0 && search.best.broken === 0 && search.best.bucket <= search.goal
}

function compareDistances(a: Score, b: Score): number {
  return a.broken - b.broken || a.distance - b.distance
}

/**
 * Rounding is mended first where that is cheap: what is missed counts a share of its value, at first many times a
 * usual cost, then enough to pay a ticket for a cent.
 */
const missPrices = [0.02, 2]

/** Plans by their expense and a price on what they miss beyond the distance of a bucket, in base value. */
function meritsOf(board: Board, goal: number, price: number): Aspect {
  const edge = board.allowance + goal * board.resolution
  const merit = (each: Score): number => {
    const distance = Math.sqrt(each.distance)
    const beyond = distance > edge ? (each.miss * (distance - edge)) / distance : 0
    return each.expense * board.grain + (each.broken + beyond) * price
  }
  return { compare: (a, b) => merit(a) - merit(b), price }
}

const distances: Aspect = { compare: compareDistances, price: Infinity }
const scores: Aspect = { compare: compareScores, price: 0 }

function climb(
  board: Board,
  trial: Trial,
  budget: Budget,
  partners: Partners,
  { compare, price }: Aspect,
  smallest: number,
  goal = 0,
): Score {
  const search: Search = {
    board,
    trial,
    budget,
    compare,
    price,
    goal,
    best: score(board, trial, blankScore()),
    next: blankScore(),
    partners,
    size: 0,
    clock: 1,
    changed: new Float64Array(board.slots.length).fill(1),
    lack: { rows: new Int8Array(board.rows), accounts: new Int8Array(board.accounts.length), cash: 0 },
  }
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
    if (compare(search.best, before) >= 0 || isTrifle(search.best, before)) break
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

interface Search {
  readonly board: Board
  readonly trial: Trial
  readonly budget: Budget
  readonly compare: Aspect['compare']
  readonly price: number
  readonly goal: number
  best: Score
  next: Score
  readonly partners: Partners
  /** The base value that moves have at present. */
  size: number
  /** Counts the moves that were kept; and the count at which each slot last moved. */
  clock: number
  readonly changed: Float64Array
  readonly lack: Lack
}

/** A move that did not help before is not tried again until one of its slots has moved. */
function isFresh(search: Search, at: number, since: number): boolean {
  return (search.changed[at] as number) > since
}

function mark(search: Search, at: number): void {
  search.clock += 1
  search.changed[at] = search.clock
}

/** Keeps the trial as it now is when that is better; says whether it is. */
function isKept(search: Search): boolean {
  if (!better(search)) return false
  if (search.price > 0) takeStock(search)
  return true
}

function level(search: Search, at: number): number {
  return search.trial.levels[at] as number
}

/** Scores the trial as it now is, and remembers it when it is the best so far. */
function better(search: Search): boolean {
  search.budget.left -= search.board.rows + search.trial.cash.length + 4
  score(search.board, search.trial, search.next)
  if (search.compare(search.next, search.best) >= 0 || isTrifle(search.next, search.best)) return false
  const kept = search.next
  search.next = search.best
  search.best = kept
  return true
}

/** A gain in distance alone, within the same visible step, that is too small to follow further. */
function isTrifle(next: Score, best: Score): boolean {
  if (next.broken < best.broken || next.bucket !== best.bucket || next.expense !== best.expense) return false
  if (next.misplaced !== best.misplaced || next.orders !== best.orders) return false
  return (
    best.distance - next.distance < trifle * best.distance && best.gross - next.gross < trifle * best.gross
  )
}

/** Share of the squared distance that a move must take away to be worth making for that alone. */
const trifle = 1e-4

/**
 * Can this move be better at all? Once the distance is settled only a lower cost counts, then location, orders and
 * turnover, all of which the orders themselves tell without placing them. Conversions would have to be placed first.
 */
function standsToGain(search: Search, a: number, toA: number, b = -1, toB = 0): boolean {
  const { board, best, price } = search
  if (board.unit.length > 1 || (best.broken > 0 && (price === 0 || !isWithinCaps(board, search.trial))))
    return true
  const mends = price > 0 && (isMending(search, a, toA) || (b >= 0 && isMending(search, b, toB)))
  if (price === Infinity) return mends
  const change = blankChange
  const tie = board.grain / 2
  change.cost = change.misplaced = change.orders = change.gross = change.moved = 0
  addChange(search, a, toA, change)
  if (b >= 0) addChange(search, b, toB, change)
  if (price > 0)
    return change.cost < (mends ? price * Math.min(best.broken + best.miss, 4 * change.moved) : -tie)
  if (Math.abs(change.cost) > tie) return change.cost < 0
  if (best.distance > 0) return true
  if (Math.abs(change.misplaced) > tie) return change.misplaced < 0
  return change.orders === 0 ? change.gross < 0 : change.orders < 0
}

/** Would this move help a row that misses its aim, or an account that is short of cash? */
function isMending(search: Search, at: number, to: number): boolean {
  const slot = search.board.slots[at] as Slot
  const direction = Math.sign(to - level(search, at))
  if (direction * search.lack.cash < 0 || (direction < 0 && search.lack.accounts[slot.account] === 1))
    return true
  for (const row of slot.rows) if (direction * (search.lack.rows[row] as number) > 0) return true
  return false
}

/** What a trial lacks: rows 1 below their aim and -1 above, the row of cash likewise, accounts 1 when they are short. */
interface Lack {
  readonly rows: Int8Array
  readonly accounts: Int8Array
  cash: number
}

/** Brings the account of what is lacking up to date with the trial. */
function takeStock({ board, trial, lack }: Search): void {
  const cash = cashOf(board, trial)
  lack.cash = 0
  for (let row = 0; row < board.rows; row += 1) {
    const counted = board.cashRows.includes(row)
    const weight = ((trial.rowValue[row] as number) + (counted ? cash : 0)) / trial.total
    const state = weight < (board.low[row] as number) ? 1 : weight > (board.high[row] as number) ? -1 : 0
    lack.rows[row] = state
    if (counted && state !== 0) lack.cash = state
  }
  for (let at = 0; at < lack.accounts.length; at += 1)
    lack.accounts[at] = (trial.cash[at * board.unit.length] as number) < (board.reserve[at] as number) ? 1 : 0
}

interface Change {
  cost: number
  misplaced: number
  orders: number
  gross: number
  /** Base value that changes hands otherwise than before; rows and cash can each gain twice that at most. */
  moved: number
}

const blankChange: Change = { cost: 0, misplaced: 0, orders: 0, gross: 0, moved: 0 }

function addChange(search: Search, at: number, to: number, into: Change): void {
  const slot = search.board.slots[at] as Slot
  const unit = search.board.unit[0] as number
  const gas = slot.gas * unit
  into.moved += Math.abs(to - level(search, at)) * slot.stepValue
  addOrder(slot, level(search, at), gas, unit, -1, into)
  addOrder(slot, to, gas, unit, 1, into)
}

function addOrder(slot: Slot, at: number, gas: number, unit: number, sign: number, into: Change): void {
  if (at === 0) return
  const value = valueUnits(slot, at)
  const cost = costUnits(slot, at, value) * slot.unit + gas
  into.cost += sign * (cost + taxAt(slot, at, cost, unit))
  into.gross += sign * value * slot.unit
  into.orders += sign
  into.misplaced += sign * Math.abs(marketValue(slot, at)) * (at > 0 ? slot.misplacedBuy : slot.misplacedSell)
}

/** Tries one slot at another level; leaves it there when that is better. */
function trySingle(search: Search, at: number, to: number): boolean {
  const from = level(search, at)
  const slot = search.board.slots[at]
  if (!slot || to === from || !isLevel(slot, to) || !standsToGain(search, at, to)) return false
  setLevel(search.board, search.trial, at, to)
  if (isKept(search)) {
    mark(search, at)
    return true
  }
  setLevel(search.board, search.trial, at, from)
  return false
}

function tryPair(search: Search, a: number, toA: number, b: number, toB: number): boolean {
  const { board, trial } = search
  if (!isLevel(board.slots[a] as Slot, toA) || !isLevel(board.slots[b] as Slot, toB)) return false
  const fromA = level(search, a)
  const fromB = level(search, b)
  if ((toA === fromA && toB === fromB) || !standsToGain(search, a, toA, b, toB)) return false
  setLevel(board, trial, a, toA)
  setLevel(board, trial, b, toB)
  if (isKept(search)) {
    mark(search, a)
    mark(search, b)
    return true
  }
  setLevel(board, trial, b, fromB)
  setLevel(board, trial, a, fromA)
  return false
}

/** Two orders out of nothing can only shorten the distance, which is done first. */
function isWorthPairing(search: Search, a: number, b: number): boolean {
  return search.price > 0 || level(search, a) !== 0 || level(search, b) !== 0
}

/** Each order dropped, sold out, or taken over whole by another. */
function passOverWholes(search: Search, since: number): boolean {
  let improved = false
  for (let at = 0; at < search.board.slots.length && search.budget.left > 0; at += 1) {
    const slot = search.board.slots[at] as Slot
    const fresh = isFresh(search, at, since)
    if (fresh && level(search, at) !== 0 && trySingle(search, at, 0)) improved = true
    if (fresh && trySingle(search, at, -slot.mostSell)) improved = true
    for (const other of search.partners[at] as Int32Array)
      if ((fresh || isFresh(search, other, since)) && absorb(search, other, at)) improved = true
  }
  return improved
}

function passOverSingles(search: Search, since: number): boolean {
  let improved = false
  for (let at = 0; at < search.board.slots.length && search.budget.left > 0; at += 1) {
    if (!isFresh(search, at, since)) continue
    const slot = search.board.slots[at] as Slot
    const steps = stepsOf(search, slot)
    if (steps === 0) continue
    if (repeatSingle(search, at, slot, steps)) improved = true
    if (repeatSingle(search, at, slot, -steps)) improved = true
  }
  return improved
}

/** How many steps the present size of a move is: at least one, none when even one step is far beyond it. */
function stepsOf(search: Search, slot: Slot): number {
  const steps = Math.round(search.size / slot.stepValue)
  return steps > 0 ? steps : search.size * growth > slot.stepValue ? 1 : 0
}

/** Does a move again while it helps; says whether it ever did. */
function repeatSingle(search: Search, at: number, slot: Slot, by: number): boolean {
  let times = 0
  while (
    search.budget.left > 0 &&
    times < mostRepeats &&
    trySingle(search, at, nextLevel(slot, level(search, at), by))
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

/** The level a stride leads to: past the gap below the minimum order, and not past the whole position. */
function nextLevel(slot: Slot, from: number, by: number): number {
  const to = from + by
  if (to > 0 && to < slot.leastBuy) return by > 0 ? slot.leastBuy : 0
  if (to < 0 && -to < slot.leastSell) return by < 0 ? -slot.leastSell : 0
  return Math.max(-slot.mostSell, Math.min(slot.mostBuy, to))
}

function passOverPairs(search: Search, since: number): boolean {
  let improved = false
  for (let a = 0; a < search.partners.length && search.budget.left > 0; a += 1) {
    for (const b of search.partners[a] as Int32Array) {
      if (b < a || !(isFresh(search, a, since) || isFresh(search, b, since))) continue
      if (isWorthPairing(search, a, b) && improvePair(search, a, b)) improved = true
    }
  }
  return improved
}

/** Moves value between slots a and b, both ways, while it helps. */
function improvePair(search: Search, a: number, b: number): boolean {
  const slotA = search.board.slots[a] as Slot
  const slotB = search.board.slots[b] as Slot
  const steps = stepsOf(search, slotA.stepValue >= slotB.stepValue ? slotA : slotB)
  if (steps === 0) return false
  const up = repeatShift(search, a, b, steps)
  return repeatShift(search, a, b, -steps) || up
}

/** Some steps of the dearer of the two, answered by the nearest number of steps of the other, either way rounded. */
function shift(search: Search, a: number, b: number, by: number): boolean {
  const turned = (search.board.slots[a] as Slot).stepValue < (search.board.slots[b] as Slot).stepValue
  const at = turned ? b : a
  const other = turned ? a : b
  const large = search.board.slots[at] as Slot
  const small = search.board.slots[other] as Slot
  const toLarge = nextLevel(large, level(search, at), by)
  const steps = (marketValue(large, toLarge) - marketValue(large, level(search, at))) / small.stepValue
  const from = level(search, other)
  const down = nextLevel(small, from, -Math.floor(steps))
  const up = nextLevel(small, from, -Math.ceil(steps))
  return tryPair(search, at, toLarge, other, down) || (up !== down && tryPair(search, at, toLarge, other, up))
}

/** Drops b's order and lets a take over its value, rounded either way. */
function absorb(search: Search, a: number, b: number): boolean {
  const from = level(search, b)
  if (from === 0) return false
  const [slotA, slotB] = [search.board.slots[a] as Slot, search.board.slots[b] as Slot]
  const steps = marketValue(slotB, from) / slotA.stepValue
  const own = level(search, a)
  return (
    tryPair(search, a, nextLevel(slotA, own, Math.floor(steps)), b, 0) ||
    tryPair(search, a, nextLevel(slotA, own, Math.ceil(steps)), b, 0)
  )
}

/** For each slot the others it is paired with, in their order. */
export type Partners = readonly Int32Array[]

/** All others where they are few, else the next few that share its account or one of its rows. */
export function partnersOf({ slots }: Board): Partners {
  return partnersAmong(slots)
}

const partnersAmong = remembered((slots: readonly Slot[]): Partners => {
  if (slots.length <= allPairsUpTo)
    return slots.map((_, a) => Int32Array.from(slots.keys()).filter((b) => b !== a))
  const near = slots.map(() => new Set<number>())
  const circles = [...groups(slots, (slot) => [slot.account]), ...groups(slots, (slot) => slot.rows)]
  for (const circle of circles) meetNeighbours(circle, near)
  return near.map((others) => Int32Array.from(others).sort())
})

/** The slots of each account, or of each row, in their order. */
function groups(slots: readonly Slot[], keys: (slot: Slot) => Iterable<number>): number[][] {
  const map = new Map<number, number[]>()
  slots.forEach((slot, at) => {
    for (const key of keys(slot)) {
      const group = map.get(key)
      if (group) group.push(at)
      else map.set(key, [at])
    }
  })
  return [...map.values()]
}

/** Each slot of a circle meets the next few, going round. */
function meetNeighbours(circle: readonly number[], near: readonly Set<number>[]): void {
  const each = Math.min(partnersEach, circle.length - 1)
  circle.forEach((a, here) => {
    for (let i = 1; i <= each; i += 1) {
      const b = circle[(here + i) % circle.length] as number
      if (b === a) continue
      near[a]?.add(b)
      near[b]?.add(a)
    }
  })
}
