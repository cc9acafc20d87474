/**
 * What a move could gain, before it is placed: its own costs, and what it does to the rows and accounts it touches, are known
 * at once; what a changed total does to all other rows is bounded. Only moves that may be better are placed and scored.
 */
import { missBeyond } from './aspect.ts'
import type { Board } from './board.ts'
import type { Search } from './moves.ts'
import type { Stock } from './stock.ts'
import { amountsAt, noAmounts, type Amounts } from './figures.ts'
import { bucketOf } from './trial.ts'

/** What one or two orders at other levels change; base value where nothing else is said. */
interface Change {
  cost: number
  misplaced: number
  /** Of all orders without their signs. */
  gross: number
  /** How many orders more. */
  orders: number
  /** Value that changes hands otherwise than before; rows and cash can each gain twice that at most. */
  moved: number
  /** Of everything, and of all cash, as far as they count. */
  total: number
  cash: number
  /** What rows miss, and the squared distance, in the rows that are touched. */
  miss: number
  square: number
}

const change: Change = {
  cost: 0,
  misplaced: 0,
  gross: 0,
  orders: 0,
  moved: 0,
  total: 0,
  cash: 0,
  miss: 0,
  square: 0,
}

const movedA = noAmounts()
const movedB = noAmounts()

/** In place of a second slot, where only one moves. */
export const nobody = -1

/**
 * Can this move be better at all? Once the distance is settled only a lower cost counts, then location, orders and
 * turnover; before that what is mended counts too.
 */
export function standsToGain(search: Search, a: number, toA: number, b = nobody, toB = 0): boolean {
  const { board, best, aspect } = search
  if (search.stock.blind) return true
  const { price } = aspect
  const mends = price > 0 && (isMending(search, a, toA) || (b !== nobody && isMending(search, b, toB)))
  if (price === Infinity && !mends) return false
  clear()
  add(search, a, toA, movedA)
  if (b !== nobody) add(search, b, toB, movedB)
  if (price === Infinity) return isNearer(search, a, b)
  const tie = board.grain / 2
  if (price === 0) return isCheaper(search, tie) && isAsNear(search, a, b)
  const most = mends ? price * Math.min(best.broken + best.miss, 4 * change.moved) : -tie
  return change.cost < most && isWorthIt(search, a, b)
}

/** Would this move help a row that misses its aim, or an account that is short of cash? */
function isMending({ stock, trial }: Search, at: number, to: number): boolean {
  return ((stock.mending[at] as number) & (to > (trial.levels[at] as number) ? 1 : 2)) !== 0
}

/**
 * An order that grows and mends nothing only costs, whatever its size: commissions, spreads and impact never fall, nor do
 * taxes but for losses that are harvested. Once the distance is settled, or while it has its price, that is no gain.
 */
export function isIdle(search: Search, at: number, up: boolean): boolean {
  const { stock, trial, aspect, best } = search
  const level = trial.levels[at] as number
  if (stock.blind || (up ? level < 0 : level > 0)) return false
  if (aspect.price === 0 ? best.distance > 0 : ((stock.mending[at] as number) & (up ? 1 : 2)) !== 0)
    return false
  return stock.figures.harvest[at] !== 1
}

/** While misses have a price: can moving these two help at all, by mending or by what their orders cost now? */
export function isPromising({ board, stock, aspect }: Search, a: number, b: number): boolean {
  if (stock.blind || ((stock.mending[a] as number) | (stock.mending[b] as number)) !== 0) return true
  return aspect.price < Infinity && mostSaved(stock, a) + mostSaved(stock, b) > board.grain / 2
}

/** No order costs less than nothing, but for losses that are harvested. */
function mostSaved({ figures, cost }: Stock, at: number): number {
  return figures.harvest[at] === 1 ? Infinity : (cost[at] as number)
}

function clear(): void {
  change.cost = change.misplaced = change.gross = change.orders = 0
  change.moved = change.total = change.cash = change.miss = change.square = 0
}

/** Adds what one slot changes, and turns `into` from what its order would come to into what that changes. */
function add({ board, stock, trial }: Search, at: number, to: number, into: Amounts): void {
  const { figures } = stock
  const unit = board.unit[0] as number
  const from = trial.levels[at] as number
  amountsAt(figures, at, to, unit, into)
  into.market -= stock.market[at] as number
  into.paid -= stock.paid[at] as number
  const share = board.counted[figures.account[at] as number] as number
  change.cost += into.cost - (stock.cost[at] as number)
  change.misplaced += into.misplaced - (stock.misplaced[at] as number)
  change.gross += into.gross - (stock.gross[at] as number)
  change.orders += (to === 0 ? 0 : 1) - (from === 0 ? 0 : 1)
  change.moved += Math.abs(to - from) * (figures.stepValue[at] as number)
  change.total += share * (into.market - into.paid * unit)
  change.cash -= share * into.paid * unit
}

/** Where only the distance counts: is it shorter, or are accounts less short? */
function isNearer(search: Search, a: number, b: number): boolean {
  const { best, board } = search
  const broken = shortfall(search, a, b)
  if (broken > board.grain) return false
  return broken < -board.grain / 2 || leastSquare(search, a, b) < best.distance * (1 + noise) + leastNoise
}

/** Where misses have a price: does what is mended, at that price, exceed the cost? */
function isWorthIt(search: Search, a: number, b: number): boolean {
  const { board, best, aspect, stock } = search
  const { edge, price } = aspect
  const square = leastSquare(search, a, b)
  const miss = best.miss + change.miss - stock.weights * Math.abs(change.total)
  const left = square < nearlyZero || miss <= 0 ? 0 : missBeyond(miss, square, edge)
  const gain = missBeyond(best.miss, best.distance, edge) - left - shortfall(search, a, b)
  return change.cost < price * gain + graceGrains * board.grain
}

/** Once the distance is settled: is there anything to gain in what comes after it? */
function isCheaper({ best }: Search, tie: number): boolean {
  if (Math.abs(change.cost) > tie) return change.cost < 0
  if (best.distance > 0) return true
  if (Math.abs(change.misplaced) > tie) return change.misplaced < 0
  return change.orders === 0 ? change.gross < 0 : change.orders < 0
}

/** Do all accounts keep their cash, and does the distance stay in its bucket? */
function isAsNear(search: Search, a: number, b: number): boolean {
  const { board, best } = search
  if (shortfall(search, a, b) > board.grain) return false
  return bucketOf(board, leastSquare(search, a, b) * (1 - noise)) <= best.bucket
}

/** Float noise of a squared distance: relative, and where there is next to none. */
const noise = 1e-10
const leastNoise = 1e-21

/** A score takes squares below 1e-18 for zero. */
const nearlyZero = 4e-18

/** Expenses are rounded to grains before they are compared. */
const graceGrains = 3

/** Base value by which the accounts are short of more than before. */
function shortfall({ board, stock, trial }: Search, a: number, b: number): number {
  const { account } = stock.figures
  const first = account[a] as number
  const second = b === nobody ? first : (account[b] as number)
  const paid = b === nobody ? 0 : movedB.paid
  const short =
    first === second
      ? shortBy(board, trial.cash, first, movedA.paid + paid)
      : shortBy(board, trial.cash, first, movedA.paid) + shortBy(board, trial.cash, second, paid)
  return short * (board.unit[0] as number)
}

/** Minor units by which an account would be short of more, had it paid so much more. One currency only. */
function shortBy({ reserve }: Board, cash: Float64Array, account: number, paid: number): number {
  const lacking = (reserve[account] as number) - (cash[account] as number)
  return Math.max(0, lacking + paid) - Math.max(0, lacking)
}

/** The squared distance that is left at least; also sums up what is missed in the rows that are touched. */
function leastSquare(search: Search, a: number, b: number): number {
  const { board, best, stock, trial } = search
  shift(search, a, movedA.market)
  if (b !== nobody) shift(search, b, movedB.market)
  for (let i = 0; i < board.cashRows.length; i += 1) {
    const row = board.cashRows[i] as number
    stock.shift[row] = (stock.shift[row] as number) + change.cash
  }
  settleSlot(search, a)
  if (b !== nobody) settleSlot(search, b)
  for (let i = 0; i < board.cashRows.length; i += 1) settle(search, board.cashRows[i] as number)
  const share = Math.abs(change.total) / (trial.total + change.total)
  return Math.max(0, best.distance + change.square - 2 * share * Math.sqrt(best.distance * stock.squares))
}

function shift({ stock }: Search, at: number, market: number): void {
  const { rowStart, rows, shares } = stock.figures
  for (let i = rowStart[at] as number; i < (rowStart[at + 1] as number); i += 1) {
    const row = rows[i] as number
    stock.shift[row] = (stock.shift[row] as number) + market * (shares[i] as number)
  }
}

function settleSlot(search: Search, at: number): void {
  const { rowStart, rows } = search.stock.figures
  for (let i = rowStart[at] as number; i < (rowStart[at + 1] as number); i += 1)
    settle(search, rows[i] as number)
}

/** What a row that is shifted misses afterwards; a second time it is counted no more. */
function settle({ board, stock, trial }: Search, row: number): void {
  const by = stock.shift[row] as number
  if (by === 0) return
  stock.shift[row] = 0
  const value = (trial.rowValue[row] as number) + (board.cashRows.includes(row) ? stock.cash : 0)
  const after = trial.total + change.total
  const before = violationOf(board, row, value / trial.total)
  const left = violationOf(board, row, (value + by) / after)
  change.miss += left * after - before * trial.total
  change.square += (left * left - before * before) * (board.inverse[row] as number)
}

function violationOf({ low, high }: Board, row: number, weight: number): number {
  if (weight < (low[row] as number)) return (low[row] as number) - weight
  return weight > (high[row] as number) ? weight - (high[row] as number) : 0
}
